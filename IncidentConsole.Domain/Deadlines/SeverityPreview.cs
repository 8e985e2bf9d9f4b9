using System.Collections.Immutable;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Domain.Deadlines;

/// <summary>
/// What changing the severity plans anew, before anybody does it: response clock, cadence, channels and ladder with absolute times.
/// It folds the change as the log would and compares the schedules, so that what is shown is exactly what then happens.
/// </summary>
public sealed record SeverityPreview(SeverityLevel From, SeverityLevel To)
{
    /// <summary>True once a person has it: no level asks for an answer any more.</summary>
    public bool IsAcknowledged { get; private init; }

    /// <summary>By when a person must have it under the new level, UTC; null where the level says nothing.</summary>
    public DateTimeOffset? ResponseDue { get; private init; }

    public Cadence? CadenceBefore { get; private init; }

    public Cadence? CadenceAfter { get; private init; }

    /// <summary>When the next public update is due under the new level, UTC; null when none is.</summary>
    public DateTimeOffset? UpdateDue { get; private init; }

    public ImmutableArray<string> ChannelsAdded { get; private init; } = [];

    public ImmutableArray<string> ChannelsDropped { get; private init; } = [];

    /// <summary>What the ladder does otherwise, in the order it happens; dropped steps last.</summary>
    public ImmutableArray<LadderChange> Ladder { get; private init; } = [];

    /// <summary>False where only the label changes.</summary>
    public bool ChangesAnything => !IsAcknowledged || CadenceBefore != CadenceAfter || ChannelsAdded.Length + ChannelsDropped.Length + Ladder.Length > 0 || From.Mode != To.Mode;

    /// <param name="rank">The level to change to.</param>
    /// <param name="now">When it would be changed, UTC.</param>
    public static SeverityPreview Of(Incident incident, int rank, DateTimeOffset now)
    {
        var after = incident.AtSeverity(rank, now);
        var plan = incident.Runbook.Communication;
        var (before, next) = (Channels(plan, incident.Severity), Channels(plan, rank));
        return new SeverityPreview(incident.Level, after.Level)
        {
            IsAcknowledged = incident.Milestones.Acknowledged is not null || !incident.IsOpen,
            ResponseDue = DeadlineSchedule.ResponseDue(after),
            CadenceBefore = plan.CadenceAt(incident.Severity),
            CadenceAfter = plan.CadenceAt(rank),
            UpdateDue = DeadlineSchedule.For(after).Where(deadline => deadline.Kind == DeadlineKind.StatusUpdateDue).Select(deadline => (DateTimeOffset?)deadline.DueAt).Min(),
            ChannelsAdded = [.. next.Except(before, StringComparer.OrdinalIgnoreCase)],
            ChannelsDropped = [.. before.Except(next, StringComparer.OrdinalIgnoreCase)],
            Ladder = Changes(LadderPlan.Of(incident), LadderPlan.Of(after)),
        };
    }

    private static IEnumerable<string> Channels(CommunicationPlan plan, int rank) => plan.Channels.Where(rule => rule.Ranks.Contains(rank)).Select(rule => rule.Channel);

    private static ImmutableArray<LadderChange> Changes(ImmutableArray<PlannedStep> before, ImmutableArray<PlannedStep> after)
    {
        var old = before.ToDictionary(planned => planned.Step.Id);
        var kept = after.Select(planned => planned.Step.Id).ToHashSet();
        return
        [
            .. after.Where(planned => planned.Place != LadderPlace.Called && (!old.TryGetValue(planned.Step.Id, out var was) || was.Place != planned.Place || was.At != planned.At))
                .Select(planned => new LadderChange(planned, IsDropped: false)),
            .. before.Where(planned => planned.Place != LadderPlace.Called && !kept.Contains(planned.Step.Id)).Select(planned => new LadderChange(planned, IsDropped: true)),
        ];
    }
}

/// <param name="Step">As it is planned after the change; as it was where it is dropped.</param>
public sealed record LadderChange(PlannedStep Step, bool IsDropped);
