using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A note, decision or action in somebody's own words; may be back-dated to when it happened.</summary>
/// <param name="OccurredAt">UTC; null = now.</param>
public sealed record AddNote(NoteKind Kind, string Text, DateTimeOffset? OccurredAt = null) : IncidentIntent
{
    /// <summary>A browser's clock may run ahead by this much; such a note counts as now.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>How long before the first known moment of the incident a note may lie.</summary>
    private static readonly TimeSpan Earlier = TimeSpan.FromDays(1);

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.Text(Text, "The note is empty. Write what happened, what was decided, or what was done.")
            ?? (OccurredAt > situation.Now + ClockSkew ? Guard.Invalid("This lies in the future. Give the time it happened, or leave it empty for now.") : null)
            ?? (OccurredAt < Earliest(incident) ? Guard.Invalid($"This lies more than a day before {incident.Label} began. Check the date, or set an earlier start of the impact first.") : null);
        return refusal.Then(() => Decision.Accept(
            OccurredAt is { } at && at < situation.Now ? at.ToUniversalTime() : situation.Now,
            new NoteAdded(Kind, new Prose(Text.Trim()))));
    }

    private static DateTimeOffset? Earliest(Incident incident) =>
        new[] { incident.Milestones.ImpactStarted, incident.Milestones.Detected, incident.Milestones.Declared }.Min() - Earlier;
}
