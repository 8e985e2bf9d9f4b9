using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Templates;

/// <summary>Which placeholder a gap of a template means: by its own words, else by the label it stands behind ("Root cause: [brief description]").</summary>
internal static partial class Gaps
{
    private const string Status = "status";

    private static readonly ImmutableArray<(string Name, string[] Words)> ByWords =
    [
        ("cause", ["root cause", "cause", "ursache"]),
        ("started", ["start time", "started", "startzeit", "beginn"]),
        ("resolved", ["end time", "endzeit", "ende"]),
        ("next_update", ["next update"]),
        ("impact", ["user facing impact", "impact", "auswirkung", "wirkung"]),
        ("title", ["incident title", "title", "titel"]),
        ("affected_users", ["affected users", "number of users", "users affected"]),
        ("actions_taken", ["list of actions", "actions taken"]),
        ("next_steps", ["what needs to happen", "next steps", "nächste schritte"]),
        ("contact", ["your name contact", "contact", "kontakt"]),
        ("commander", ["your name", "commander", "incident commander", "responder"]),
        ("service", ["service", "service name", "dienst"]),
        ("severity_label", ["severity", "sev x", "schweregrad", "p0 p1", "level"]),
        ("eta", ["eta", "time to resolution"]),
        ("duration", ["duration", "dauer"]),
    ];

    private static readonly ImmutableArray<(string Name, string[] Words)> ByLabel =
    [
        ("cause", ["root cause", "cause", "ursache"]),
        ("current_state", ["current state", "state", "stand", "lage"]),
        ("impact", ["impact", "auswirkung", "wirkung"]),
        ("next_update", ["next update", "nächste nachricht"]),
        ("eta", ["eta"]),
        ("title", ["issue", "incident", "problem", "störung", "incident detected", "resolved"]),
        ("commander", ["responder", "commander", "incident commander", "leitung"]),
        ("severity_label", ["severity", "schweregrad"]),
        ("actions_taken", ["actions taken", "erledigt", "getan"]),
        ("next_steps", ["next steps", "als nächstes"]),
        ("contact", ["contact", "kontakt"]),
        ("duration", ["duration", "dauer"]),
    ];

    private static readonly string[] StatusWords = ["investigating", "identified", "mitigating", "monitoring", "resolved"];

    /// <summary>The placeholder for a whole value: "Severity: SEV-X", "Status: Investigating / Identified / …", "Responder: @your-name". Null where it is text.</summary>
    public static string? OfValue(string label, string value, TemplateKind kind)
    {
        var words = Vocabulary.Squeeze(value);
        return LevelGap().IsMatch(value) ? "severity_label"
            : IsStatusChoice(words) && value.IndexOfAny(['/', '|']) >= 0 ? StatusOf(kind)
            : value.StartsWith('@') && !value.Contains(' ', StringComparison.Ordinal) ? Match(ByLabel, Vocabulary.Squeeze(label)) ?? "commander"
            : null;
    }

    /// <summary>Never null: a gap nobody knows becomes a placeholder of its own name, for which a person is asked.</summary>
    public static string Name(string label, string gap, TemplateKind kind)
    {
        var words = Vocabulary.Squeeze(gap);
        var about = Vocabulary.Squeeze(label);
        return (IsStatusChoice(words) ? StatusOf(kind) : null)
            ?? (LevelGap().IsMatch(gap) || LevelChoice().IsMatch(gap) ? "severity_label" : null)
            ?? Match(ByWords, words)
            ?? (words is "date" or "datum" && Vocabulary.Says(about, "next steps", "post mortem", "postmortem") ? "postmortem_due" : null)
            ?? Match(ByLabel, about)
            ?? words switch
            {
                "issue" or "problem" or "description" or "brief description" or "störung" or "beschreibung" => "title",
                "time" or "zeit" => "eta",
                Status => StatusOf(kind),
                _ => Ids.Of(gap).Replace('-', '_'),
            };
    }

    private static string? Match(ImmutableArray<(string Name, string[] Words)> table, string words) =>
        words.Length == 0 ? null : table.FirstOrDefault(row => row.Words.Contains(words)).Name;

    private static bool IsStatusChoice(string words) => words.Split(' ').Count(word => StatusWords.Contains(word)) >= 2;

    private static string StatusOf(TemplateKind kind) => kind is TemplateKind.HandOver or TemplateKind.Declaration or TemplateKind.Resolution or TemplateKind.StakeholderEmail ? Status : "public_status";

    [GeneratedRegex("^(?:SEV-?[XN]|P[XN])$", RegexOptions.CultureInvariant)]
    private static partial Regex LevelGap();

    [GeneratedRegex(@"^(?:SEV-?\d|P\d)(?:\s?[/|]\s?(?:SEV-?\d|P\d)){1,8}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LevelChoice();
}
