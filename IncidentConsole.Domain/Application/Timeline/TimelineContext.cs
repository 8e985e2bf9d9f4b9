using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>What the words of an event need from the events before it: the runbook in force, names, and when things began.</summary>
internal sealed record TimelineContext(Func<RunbookKey, Runbook> Runbooks)
{
    /// <summary>Of the words: <c>en</c> on screen, the runbook's where a text leaves the console.</summary>
    public string Language { get; init; } = "en";

    public Runbook? Runbook { get; init; }

    public DateTimeOffset? DetectedAt { get; init; }

    /// <summary>To whom the hand-over was last proposed.</summary>
    public string? HandOverTo { get; init; }

    public ImmutableDictionary<string, DateTimeOffset> ActionStarts { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Action id → version of the entry that tells the effect of its last run.</summary>
    public ImmutableDictionary<string, int> Effects { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Update number → version of the entry that posted it.</summary>
    public ImmutableDictionary<int, int> Updates { get; init; } = ImmutableDictionary<int, int>.Empty;

    public ImmutableDictionary<string, Prose> AlertNames { get; init; } = ImmutableDictionary<string, Prose>.Empty;

    public TimelineContext After(RecordedEvent recorded) => recorded.Event switch
    {
        IncidentDeclared e => this with { Runbook = Runbooks(e.Runbook), DetectedAt = e.DetectedAt },
        ServiceChanged e => this with { Runbook = Runbooks(e.Runbook) },
        MilestoneSet { Milestone: Milestone.Detected } e => this with { DetectedAt = e.At },
        HandOverProposed e => this with { HandOverTo = e.ToPersonName },
        ActionStarted e => Started(e.ActionId, recorded),
        SendAttempted e => Started(e.ActionId, recorded),
        ActionEffectMeasured e when !Effects.ContainsKey(e.ActionId) => this with { Effects = Effects.Add(e.ActionId, recorded.Version) },
        AlertJoined e => this with { AlertNames = AlertNames.SetItem(e.AlertId, e.Name) },
        UpdatePosted e => this with { Updates = Updates.SetItem(e.Number, recorded.Version) },
        _ => this,
    };

    private TimelineContext Started(string actionId, RecordedEvent recorded) =>
        this with { ActionStarts = ActionStarts.SetItem(actionId, recorded.OccurredAt), Effects = Effects.Remove(actionId) };

    public string Severity(int rank) => Runbook?.Severities[rank].Title ?? $"rank {rank}";

    public string Target(string stepId) => Runbook?.Escalation.Find(stepId)?.Target ?? stepId;

    public string Item(string itemId) => Runbook?.FindItem(itemId)?.Text ?? itemId;

    public string Phase(string phaseId) => Runbook?.Checklist.FirstOrDefault(phase => phase.Id == phaseId)?.Title ?? phaseId;

    public string Action(string actionId) => Runbook?.FindAction(actionId)?.Title ?? actionId;

    public string Verification(string procedureId, string verificationId) => Runbook?.FindProcedure(procedureId)?.Verifications.FirstOrDefault(check => check.Id == verificationId)?.Text ?? verificationId;

    public string Criterion(string criterionId) => Runbook?.ResolveCriteria.FirstOrDefault(criterion => criterion.Id == criterionId)?.Text ?? criterionId;

    /// <summary>What a point of the guard is about.</summary>
    public string Guarded(GuardPoint point) => Runbook is null ? point.Subject : GuardWords.Subject(point, Runbook, AlertNames);

    public string Section(string sectionId) => Runbook?.Postmortem.Find(sectionId)?.Title ?? sectionId;
}
