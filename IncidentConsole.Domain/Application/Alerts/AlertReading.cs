using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>What a notice says, in the lengths the console keeps.</summary>
public static class AlertReading
{
    private const int LongestTitle = 200;
    private const int LongestText = 2_000;
    private const int MostRemarks = 100;
    private const int BelievedYears = 5;

    /// <summary>Prefix of the annotations that hold a person's remark, its author and tags.</summary>
    public const string Tags = "tags";
    public const string Note = "note";
    public const string User = "user";

    /// <summary>Annotations: tags and labels that are taken away, and labels that were not said but follow from the sender's rules. By comma.</summary>
    public const string TagsGone = "tags gone";
    public const string LabelsGone = "labels gone";
    public const string Unsaid = "unsaid";

    public static string Name(AlertNotice notice) => Cut(notice.Name, LongestTitle);

    /// <summary>When its incident was detected: at its start, unless that lies years back. Then it is a zero, a wrong clock or an example from a manual.</summary>
    public static DateTimeOffset Detected(Alert alert, DateTimeOffset now) => alert.StartedAt > now.AddYears(-BelievedYears) ? alert.StartedAt : now;

    /// <summary>Name and summary in one line.</summary>
    public static string Title(AlertNotice notice) => Cut(notice.Summary == notice.Name ? notice.Name : $"{notice.Name}: {notice.Summary}", LongestTitle);

    public static string Title(Alert alert) => Cut(alert.Facts.Summary.Length == 0 || alert.Facts.Summary == alert.Name ? alert.Name : $"{alert.Name}: {alert.Facts.Summary}", LongestTitle);

    public static AlertFacts Facts(AlertNotice notice) => new()
    {
        Summary = Cut(notice.Summary, LongestTitle),
        Description = notice.Annotations.TryGetValue("description", out var description) && description != notice.Summary ? Cut(description, LongestText) : null,
        Url = notice.GeneratorUrl,
        Image = notice.Image is { Length: <= LongestText } image && Uri.TryCreate(image, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https") ? image : null,
        Severity = notice.Severity,
        Labels = notice.Labels.ToImmutableSortedDictionary(label => label.Key, label => Cut(label.Value, LongestText), StringComparer.Ordinal),
        Tags = Listed(notice, Tags),
    };

    /// <summary>What the incident's summary says of the alert that opened it.</summary>
    public static string? Summary(Alert alert, int truncated)
    {
        List<string> lines = [];
        if (alert.Facts.Description is { } description)
        {
            lines.Add(description);
        }

        var labels = alert.Facts.Labels.Where(label => label.Key is not ("alertname" or "service" or "severity")).Select(label => $"{label.Key}={label.Value}").ToList();
        if (labels.Count > 0)
        {
            lines.Add(string.Join(", ", labels));
        }

        if (truncated > 0)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"The sender left {truncated} more alerts out of its message."));
        }

        if (alert.Facts.Url is { } link)
        {
            lines.Add(link);
        }

        return lines.Count == 0 ? null : Cut(string.Join("\n", lines), 4 * LongestText);
    }

    /// <summary>Told again by a sender with keys of its own, that often says less than the first time: what it says anew counts, the rest stays.</summary>
    public static AlertFacts Repeated(AlertFacts facts, AlertNotice notice)
    {
        var said = Facts(notice);
        var unsaid = Listed(notice, Unsaid);
        return said with
        {
            Description = said.Description ?? facts.Description,
            Url = said.Url ?? facts.Url,
            Image = said.Image ?? facts.Image,
            Severity = unsaid.Contains("severity") ? facts.Severity ?? said.Severity : said.Severity ?? facts.Severity,
            Labels = Joined(facts.Labels, said.Labels.Where(label => !unsaid.Contains(label.Key) || !facts.Labels.ContainsKey(label.Key))),
            Tags = [.. facts.Tags.Union(said.Tags, StringComparer.Ordinal)],
            Remarks = facts.Remarks,
        };
    }

    /// <summary>Labels and tags said are added or taken away, a note is kept with its author; what is not said stays.</summary>
    public static AlertFacts Remarked(AlertFacts facts, AlertNotice notice, DateTimeOffset now)
    {
        var said = notice.Annotations.GetValueOrDefault(Note);
        return facts with
        {
            Summary = notice.Annotations.TryGetValue("summary", out var summary) ? Cut(summary, LongestTitle) : facts.Summary,
            Description = notice.Annotations.TryGetValue("description", out var description) ? Cut(description, LongestText) : facts.Description,
            Severity = notice.Severity ?? facts.Severity,
            Labels = Joined(facts.Labels.Where(label => !Listed(notice, LabelsGone).Contains(label.Key)), notice.Labels.Where(label => label.Key != "alertname")),
            Tags = [.. facts.Tags.Union(Listed(notice, Tags), StringComparer.Ordinal).Except(Listed(notice, TagsGone), StringComparer.Ordinal)],
            Remarks = string.IsNullOrWhiteSpace(said) ? facts.Remarks : [.. facts.Remarks.TakeLast(MostRemarks - 1), new AlertRemark(now, notice.Annotations.GetValueOrDefault(User), Cut(said, LongestText))],
        };
    }

    /// <summary>What became of a delivery: each thing once, with how often.</summary>
    public static string Told(IReadOnlyList<string> outcomes, int truncated)
    {
        var lines = outcomes.GroupBy(words => words, StringComparer.Ordinal).Select(same => same.Count() == 1 ? same.Key : string.Create(CultureInfo.InvariantCulture, $"{same.Count()} times: {same.Key}")).ToList();
        const int Most = 5;
        var more = lines.Count > Most ? [.. lines.Take(Most), string.Create(CultureInfo.InvariantCulture, $"And {lines.Count - Most} more.")] : lines;
        return string.Join(" ", truncated > 0 ? [.. more, string.Create(CultureInfo.InvariantCulture, $"The sender left {truncated} more alerts out.")] : more.DefaultIfEmpty("It brought no alert."));
    }

    private static ImmutableSortedDictionary<string, string> Joined(IEnumerable<KeyValuePair<string, string>> labels, IEnumerable<KeyValuePair<string, string>> said) =>
        labels.Concat(said).GroupBy(label => label.Key, StringComparer.Ordinal).ToImmutableSortedDictionary(label => label.Key, label => Cut(label.Last().Value, LongestText), StringComparer.Ordinal);

    private static ImmutableArray<string> Listed(AlertNotice notice, string annotation) =>
        notice.Annotations.TryGetValue(annotation, out var said) ? [.. said.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [];

    private static string Cut(string text, int longest) => text.Length <= longest ? text : $"{text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)]}…";
}
