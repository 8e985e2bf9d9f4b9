using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Replay;

/// <summary>A moment on the way that people look for: where it was recorded, and what it was.</summary>
/// <param name="Letter">As the charts flag it, where they do.</param>
public sealed record ReplayMark(DateTimeOffset At, string Letter, string Label)
{
    public static ReplayMark? Of(RecordedEvent recorded, Incident after) => recorded.Event switch
    {
        IncidentDeclared => New(recorded, "D", "Declared"),
        IncidentAcknowledged => New(recorded, "A", "Acknowledged"),
        SeverityChanged or SeverityChangeUndone => New(recorded, "S", $"Severity {after.Level.Label}"),
        CommandTaken or HandOverAccepted or RoleAssigned { Role: IncidentRole.Commander } => New(recorded, "H", $"{after.Commander?.Name} in command"),
        UpdateWentOut e => New(recorded, "U", $"Update {e.Number} published"),
        IncidentMitigated => New(recorded, "M", "Mitigated"),
        IncidentResolved => New(recorded, "X", "Resolved"),
        IncidentReopened => New(recorded, "O", "Reopened"),
        IncidentClosed => New(recorded, "C", "Closed"),
        IncidentDeclined => New(recorded, "N", "Declined as a false positive"),
        IncidentMerged => New(recorded, "N", "Marked as a duplicate"),
        _ => null,
    };

    private static ReplayMark New(RecordedEvent recorded, string letter, string label) => new(AskedMoment.After(recorded.RecordedAt), letter, label);
}
