using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Web.Runbooks.Compiling.Words;

/// <summary>Which levels of a scheme a text names: "SEV-1, SEV-2", "P0/P1", "SEV1–3", "all severities".</summary>
internal static partial class LevelMentions
{
    /// <summary>Ranks in order; empty where the text names none. A word of everyday ("high", "low") counts only as <paramref name="wordsToo"/>.</summary>
    public static ImmutableArray<int> In(string text, SeverityScheme scheme, bool wordsToo = false)
    {
        if (Vocabulary.Says(text, "all severities", "all levels", "all incidents", "every severity", "alle schweregrade", "allen schweregraden", "alle stufen"))
        {
            return All(scheme);
        }

        var ranks = new SortedSet<int>();
        foreach (Match match in Codes().Matches(text))
        {
            var first = scheme.Find(match.Groups["prefix"].Value + match.Groups["number"].Value);
            if (first is null || !char.IsAsciiDigit(first.Label[^1]))
            {
                continue;
            }

            ranks.Add(first.Rank);
            if (match.Groups["to"].Success && scheme.Find(match.Groups["prefix"].Value + match.Groups["to"].Value) is { } last && last.Rank > first.Rank)
            {
                ranks.UnionWith(Enumerable.Range(first.Rank, last.Rank - first.Rank + 1));
            }

            foreach (Capture more in match.Groups["more"].Captures)
            {
                if (scheme.Find(match.Groups["prefix"].Value + more.Value) is { } other)
                {
                    ranks.Add(other.Rank);
                }
            }
        }

        if (ranks.Count == 0 && wordsToo)
        {
            ranks.UnionWith(scheme.Levels.Where(level => Vocabulary.Says(text, Vocabulary.Squeeze(level.Label), Vocabulary.Squeeze(level.Name))).Select(level => level.Rank));
        }

        return [.. ranks];
    }

    /// <summary>True where the text names a level by its code and the scheme has none like it: what is said there is for no known level.</summary>
    public static bool NamesUnknown(string text, SeverityScheme scheme) =>
        Codes().Matches(text) is { Count: > 0 } matches && scheme.Levels.Length > 0 && In(text, scheme).IsEmpty && matches.Any(match => match.Groups["prefix"].Length > 1 || char.IsAsciiDigit(scheme.Levels[0].Label[^1]));

    public static ImmutableArray<int> All(SeverityScheme scheme) => [.. scheme.Levels.Select(level => level.Rank)];

    /// <summary>"SEV-1, SEV-2" for people.</summary>
    public static string Words(ImmutableArray<int> ranks, SeverityScheme scheme) => string.Join(", ", ranks.Select(rank => scheme[rank].Label));

    // "SEV1/2/3" names three, "SEV-1 to SEV-3" and "SEV1–3" a range; "P99" is no level.
    [GeneratedRegex(@"(?<![\w.])(?<prefix>SEV(?:ERITY)?|P|S|PRIO|PRIORITY)[\s-]?(?<number>\d)(?!\d)(?:\s{0,2}(?:-|–|to|bis)\s{0,2}(?:(?:SEV|P|S)[\s-]?)?(?<to>\d)(?!\d)|(?:/(?<more>\d)(?!\d)){1,5})?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Codes();
}
