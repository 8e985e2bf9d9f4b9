using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A step of the ladder as its row shows it: primitive values, so that a row renders only when it changed.</summary>
/// <param name="Who">The people bound to it or called; what it does where it calls nobody ("Open a bridge call").</param>
/// <param name="State">acked, waiting, unanswered (it is over), nobody, called, held, ahead, unless (somebody answers before), answered (not needed), proposed (waits for somebody), attribute, manual.</param>
/// <param name="Since">ISO: when it was called.</param>
/// <param name="Due">ISO: when it runs, or the end of a hold.</param>
/// <param name="Limit">"5:00": how long the called have to answer.</param>
/// <param name="Used">Percent of the limit used when this was made.</param>
/// <param name="AsksModule">It calls the owners of a module, and none is named.</param>
/// <param name="Note">What else makes it run, or keeps it from running; null where nothing does.</param>
internal sealed record LadderStep(string Id, int Number, string Target, string Who, string State, string? Since, string? Due, string? Limit, int Used, string? AnsweredIn, int Calls, bool IsNext, string Verb, string? Note, bool AsksModule)
{
    /// <summary>Over and done: it folds away.</summary>
    public bool IsPast => State is "acked" or "called" or "unanswered";
}

/// <summary>From the plan of the ladder to the rows.</summary>
internal static class LadderSteps
{
    public static ImmutableArray<LadderStep> Of(Incident incident, IReadOnlyDictionary<string, string> bindings, DateTimeOffset now)
    {
        var steps = incident.Runbook.Escalation.StepsAt(incident.Severity);
        var next = steps.FirstOrDefault(step => !incident.Ladder.TryGetValue(step.Id, out var progress) || progress.CalledAt is null)?.Id;
        return [.. LadderPlan.Of(incident).Select(planned => Row(planned, incident, bindings, planned.Step.Id == next, now))];
    }

    private static LadderStep Row(PlannedStep planned, Incident incident, IReadOnlyDictionary<string, string> bindings, bool isNext, DateTimeOffset now)
    {
        var step = planned.Step;
        var progress = incident.Ladder.GetValueOrDefault(step.Id) ?? new StepProgress(step.Id);
        var used = progress.CalledAt is { } since && step.AnswerWithin > TimeSpan.Zero ? (int)Math.Clamp(100 * (now - since) / step.AnswerWithin, 0, 100) : 0;
        return new(
            step.Id, planned.Number, planned.Target, Who(step, progress, incident, bindings), State(planned, progress, now, incident), Looks.Iso(progress.CalledAt),
            Looks.Iso(progress.HeldUntil > now ? progress.HeldUntil : planned.Place == LadderPlace.Called ? null : planned.At), step.CallsPeople ? Looks.Clock(step.AnswerWithin) : null, used,
            progress.AnsweredAt - progress.CalledAt is { } answered ? Looks.Clock(answered) : null, progress.Calls, isNext, Verb(step.Act), Note(planned, incident), step.CallsModuleOwner && incident.Modules.IsEmpty);
    }

    private static string Who(EscalationStep step, StepProgress progress, Incident incident, IReadOnlyDictionary<string, string> bindings)
    {
        if (!progress.Called.IsDefaultOrEmpty)
        {
            return string.Join(", ", progress.Called.Select(person => person.Name));
        }

        var teams = ModuleOwners.Teams(incident, step).Select(bindings.GetValueOrDefault).OfType<string>().Distinct().ToList();
        return teams.Count > 0 ? string.Join(", ", teams)
            : bindings.GetValueOrDefault(step.Target)
            ?? (step.CallsModuleOwner && incident.Modules.IsEmpty ? "Which module breaks?" : step.CallsPeople ? "Nobody is bound to this step" : Act(step.Act));
    }

    private static string State(PlannedStep planned, StepProgress progress, DateTimeOffset now, Incident incident) => planned.Place != LadderPlace.Called && WaitsForSomebody(incident) ? "proposed" : planned.Place switch
    {
        LadderPlace.Called => Became(planned.Step, progress, incident.IsOpen),
        LadderPlace.Scheduled when progress.HeldUntil > now => "held",
        LadderPlace.Scheduled => "ahead",
        LadderPlace.IfUnanswered => "unless",
        LadderPlace.NotNeeded => "answered",
        LadderPlace.OnAttribute => "attribute",
        LadderPlace.ByHand => "manual",
    };

    private static string Became(EscalationStep step, StepProgress progress, bool isOpen) => progress switch
    {
        { AnsweredAt: not null } => "acked",
        { ReachedNobody: true } when step.CallsPeople => "nobody",
        { IsWaiting: true } => isOpen ? "waiting" : "unanswered",
        _ => "called",
    };

    /// <summary>A proposal calls nobody before a person takes it.</summary>
    private static bool WaitsForSomebody(Incident incident) => incident is { IsProposal: true, IsOpen: true };

    private static string? Note(PlannedStep planned, Incident incident) => planned switch
    {
        _ when WaitsForSomebody(incident) => "the console proposes this incident: nobody is called before somebody acknowledges it",
        { Place: LadderPlace.Scheduled, Step: { Trigger: EscalationTrigger.Elapsed, Attribute: { } attribute } } when !incident.Attributes.ContainsKey(attribute) => $"or at once for a {Labels.OfAttribute(attribute)}",
        { Step.Attribute: { } attribute } when incident.Attributes.ContainsKey(attribute) => $"because of the {Labels.OfAttribute(attribute)}",
        { Place: LadderPlace.OnAttribute, Step.Attribute: { } attribute } => $"once it is a {Labels.OfAttribute(attribute)}",
        { Place: LadderPlace.IfUnanswered, Step: var step } => $"{Looks.Length(step.After)} without an answer",
        { Place: LadderPlace.NotNeeded } => incident.IsOpen ? "somebody has answered" : null,
        { Place: LadderPlace.Scheduled, Step: { Trigger: EscalationTrigger.Elapsed, After: var after } } => $"{Looks.Length(after)} after the start, whoever answered",
        { Place: LadderPlace.Scheduled, Step: { Trigger: EscalationTrigger.Unacknowledged, After: var after } } => $"{Looks.Length(after)} without an answer",
        _ => null,
    };

    private static string Verb(EscalationAct act) => act switch
    {
        EscalationAct.Page => "Page",
        EscalationAct.Notify => "Notify",
        EscalationAct.OpenBridge => "Open",
        EscalationAct.PostToChannel => "Post",
        EscalationAct.RequestResponders => "Ask",
    };

    private static string Act(EscalationAct act) => act switch
    {
        EscalationAct.Page => "Page",
        EscalationAct.Notify => "Notify",
        EscalationAct.OpenBridge => "Open a bridge call",
        EscalationAct.PostToChannel => "Post to the channel",
        EscalationAct.RequestResponders => "Ask for more responders",
    };
}
