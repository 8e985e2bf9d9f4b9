using IncidentConsole.Domain.Application.Timeline;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Which picture and colour a kind of entry has, and which filter shows it.</summary>
internal static class TimelineLooks
{
    /// <summary>Filters in the order they are shown; the key is what the URL says.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Filters =
    [
        new("notes", "Notes and decisions"),
        new("actions", "Actions"),
        new("calls", "Calls and alerts"),
        new("course", "Status and severity"),
        new("updates", "Updates"),
        new("checks", "Checklist"),
        new("rest", "Everything else"),
    ];

    /// <inheritdoc cref="Of(TimelineKind)"/>
    public static (string Icon, string Kind) Of(TimelineEntry entry) => entry.IsRelief ? ("okc", "status") : Of(entry.Kind);

    /// <summary>Name of the sprite's picture and value of <c>data-kind</c>, which colours it.</summary>
    public static (string Icon, string Kind) Of(TimelineKind kind) => kind switch
    {
        TimelineKind.Declared => ("incident", "alert"),
        TimelineKind.Alert => ("alarm", "alert"),
        TimelineKind.Breach => ("pulse", "alert"),
        TimelineKind.Acknowledged => ("check", "note"),
        TimelineKind.Severity or TimelineKind.Escalation => ("up", "escalation"),
        TimelineKind.Deadline => ("clock", "escalation"),
        TimelineKind.Status => ("s2", "status"),
        TimelineKind.Mitigated or TimelineKind.Resolved or TimelineKind.Closed => ("okc", "status"),
        TimelineKind.Reopened => ("undo", "alert"),
        TimelineKind.Declined or TimelineKind.Merged => ("minus", "note"),
        TimelineKind.Role or TimelineKind.Responder => ("user", "note"),
        TimelineKind.HandOver => ("swap", "note"),
        TimelineKind.Checklist => ("tasks", "note"),
        TimelineKind.Action => ("term", "action"),
        TimelineKind.Note or TimelineKind.Change or TimelineKind.Correction => ("pen", "note"),
        TimelineKind.Decision => ("fork", "decision"),
        TimelineKind.Update => ("mega", "update"),
        TimelineKind.Attachment => ("link", "note"),
        TimelineKind.Postmortem => ("doc", "note"),
        TimelineKind.Redaction => ("minus", "note"),
        TimelineKind.Undo => ("undo", "note"),
    };

    public static string FilterOf(TimelineKind kind) => kind switch
    {
        TimelineKind.Note or TimelineKind.Decision => "notes",
        TimelineKind.Action => "actions",
        TimelineKind.Alert or TimelineKind.Breach or TimelineKind.Acknowledged or TimelineKind.Escalation or TimelineKind.Deadline => "calls",
        TimelineKind.Declared or TimelineKind.Status or TimelineKind.Severity or TimelineKind.Mitigated or TimelineKind.Resolved
            or TimelineKind.Reopened or TimelineKind.Closed or TimelineKind.Declined or TimelineKind.Merged => "course",
        TimelineKind.Update => "updates",
        TimelineKind.Checklist => "checks",
        TimelineKind.Role or TimelineKind.HandOver or TimelineKind.Change or TimelineKind.Attachment or TimelineKind.Responder
            or TimelineKind.Postmortem or TimelineKind.Correction or TimelineKind.Redaction or TimelineKind.Undo => "rest",
    };

    /// <summary>What became of an entry: "corrected · written 12 min later"; empty where nothing did.</summary>
    public static string Marks(TimelineEntry entry) => string.Join(" · ", new[]
    {
        entry.IsUndone ? "taken back" : null,
        entry.IsRedacted ? "redacted" : null,
        entry.Corrections.IsEmpty ? null : "corrected",
        entry.WrittenLater,
        entry.Lateness,
    }.OfType<string>());
}
