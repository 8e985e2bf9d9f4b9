using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>What was said of an incident, and where: "the alert", "the title".</summary>
public sealed record Said(string Where, string Text);

/// <param name="Why">What of it fits, for people: the alert says "error" and "rate".</param>
public sealed record FoundProcedure(Procedure Procedure, string Why);

/// <summary>
/// Which procedures of a runbook fit what is known. Words count by how few procedures share them, so that "error" alone suggests nothing and
/// "rerank" does; an alert that names its procedure in a label is taken at its word.
/// </summary>
public static partial class ProcedureFinder
{
    private const int Most = 3;
    private const double TitleCounts = 2;
    private const double Enough = 2;
    private const double NearBest = 0.6;

    /// <summary>At most three, the best first; none where nothing really fits.</summary>
    public static ImmutableArray<FoundProcedure> Suggest(Runbook runbook, IReadOnlyList<Said> said)
    {
        var known = Known(runbook);
        var shared = known.SelectMany(one => one.Title.Concat(one.More).Distinct()).GroupBy(word => word).ToDictionary(group => group.Key, group => group.Count());
        List<(double Score, FoundProcedure Found)> found = [];
        foreach (var (procedure, title, more) in known)
        {
            if (said.FirstOrDefault(one => Labels().Matches(one.Text).Any(label => label.Groups["id"].Value.Equals(procedure.Id, StringComparison.OrdinalIgnoreCase))) is { } named)
            {
                found.Add((double.MaxValue, new(procedure, $"{named.Where} names this procedure")));
                continue;
            }

            var hits = said.SelectMany(one => Words(one.Text).Where(word => title.Contains(word) || more.Contains(word)).Select(word => (Word: word, one.Where))).DistinctBy(hit => hit.Word).ToList();
            var score = hits.Sum(hit => Math.Log(1 + ((double)known.Count / shared[hit.Word])) * (title.Contains(hit.Word) ? TitleCounts : 1));
            if (score >= Enough && hits.Any(hit => known.Count < 3 || shared[hit.Word] * 2 <= known.Count))
            {
                found.Add((score, new(procedure, $"{hits[0].Where} says {List([.. hits.Where(hit => hit.Where == hits[0].Where).Select(hit => $"\"{hit.Word}\"")])}")));
            }
        }

        var best = found.Count == 0 ? 0 : found.Max(one => one.Score);
        return [.. found.Where(one => one.Score >= best * NearBest).OrderByDescending(one => one.Score).Take(Most).Select(one => one.Found)];
    }

    /// <summary>All whose title, symptoms, causes or actions have each word of the query, or begin with it; the line that fits says why. A blank query finds none.</summary>
    public static ImmutableArray<FoundProcedure> Search(Runbook runbook, string query)
    {
        var asked = Words(query, isQuery: true).ToList();
        return asked.Count == 0 ? [] :
        [
            .. from procedure in runbook.Procedures
               let lines = Lines(runbook, procedure).ToList()
               where asked.All(word => lines.Any(line => Has(line, word)))
               select new FoundProcedure(procedure, lines.Skip(1).FirstOrDefault(line => asked.Any(word => Has(line, word))) ?? lines[0]),
        ];
    }

    /// <summary>The procedure that a row of the quick reference is about: the one whose title has all words of its kind.</summary>
    public static Procedure? OfKind(Runbook runbook, string kind)
    {
        var words = Words(kind).ToList();
        return words.Count == 0 ? null : runbook.Procedures.Where(procedure => words.All(Words(procedure.Title).Contains)).MinBy(procedure => procedure.Title.Length);
    }

    private static List<(Procedure Procedure, HashSet<string> Title, HashSet<string> More)> Known(Runbook runbook) =>
        [.. runbook.Procedures.Select(procedure => (procedure, Words(procedure.Title).ToHashSet(), procedure.Symptoms.Concat(procedure.LikelyCauses).SelectMany(line => Words(line)).ToHashSet()))];

    private static IEnumerable<string> Lines(Runbook runbook, Procedure procedure) =>
        runbook.QuickReferences.Where(row => OfKind(runbook, row.Kind) == procedure).Select(row => row.Kind)
            .Prepend(procedure.Title).Concat(procedure.Symptoms).Concat(procedure.LikelyCauses).Concat(procedure.Actions.Select(action => action.Title));

    private static bool Has(string line, string asked) => Words(line, isQuery: true).Any(word => word.StartsWith(asked, StringComparison.Ordinal));

    /// <summary>"HighErrorRate" → high, error, rate; "Pods" → pod; "503" → 503 and 5xx.</summary>
    /// <param name="isQuery">True: every word counts, as typed so far.</param>
    private static IEnumerable<string> Words(string text, bool isQuery = false) =>
        from part in Word().Matches(text).Select(match => match.Value.ToLowerInvariant())
        where isQuery || (part.Length >= 3 && !Empty.Contains(part))
        from word in part is [>= '1' and <= '5', >= '0' and <= '9', >= '0' and <= '9'] ? [part, $"{part[0]}xx"] : new[] { Stem(part) }
        select word;

    private static string Stem(string word) => word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u') ? word[..^1] : word;

    private static string List(string[] words) => words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} and {words[^1]}";

    private static readonly HashSet<string> Empty =
    [
        "the", "and", "for", "with", "from", "that", "this", "are", "has", "have", "was", "not", "any", "all", "but", "its", "out", "into", "over", "per", "incident", "incidents", "alert", "service", "issue", "issues", "problem", "high", "low", "severe",
        "der", "die", "das", "und", "ein", "eine", "mit", "von", "bei", "nicht", "ist", "sind", "für", "auf", "den", "dem",
    ];

    [GeneratedRegex(@"\b(?:procedure|runbook)\s*[=:]\s*[""']?(?<id>[A-Za-z0-9-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Labels();

    [GeneratedRegex(@"\p{Lu}{2,}(?!\p{Ll})[0-9]*|\p{Lu}?\p{Ll}+[0-9]*|[0-9]+\p{Ll}*|\p{Lu}")]
    private static partial Regex Word();
}
