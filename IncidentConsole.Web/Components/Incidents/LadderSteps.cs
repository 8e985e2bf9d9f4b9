using System.Collections.Immutable;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A step of the ladder as its row shows it: primitive values, so that a row renders only when it changed.</summary>
/// <param name="Who">The people bound to it or called; what it does where it calls nobody ("Open a bridge call").</param>
/// <param name="State">acked, waiting, unanswered (it is over), nobody, called, held, ahead, manual.</param>
/// <param name="Since">ISO: when it was called.</param>
/// <param name="Due">ISO: when it runs, or the end of a hold.</param>
/// <param name="Limit">"5:00": how long the called have to answer.</param>
/// <param name="Used">Percent of the limit used when this was made.</param>
internal sealed record LadderStep(string Id, int Number, string Target, string Who, string State, string? Since, string? Due, string? Limit, int Used, string? AnsweredIn, int Calls, bool IsNext);

/// <summary>From the incident's ladder and its due times to the rows.</summary>
internal static class LadderSteps
{
    public static ImmutableArray<LadderStep> Of(Incident incident, IReadOnlyDictionary<string, string> bindings, DateTimeOffset now)
    {
        var due = DeadlineSchedule.For(incident)
            .Where(deadline => deadline.Kind is DeadlineKind.EscalationStepDue or DeadlineKind.ElapsedLadderDue)
            .GroupBy(deadline => deadline.Subject)
            .ToDictionary(group => group.Key, group => group.Min(deadline => deadline.DueAt));
        var steps = incident.Runbook.Escalation.StepsAt(incident.Severity);
        var next = steps.FirstOrDefault(step => !incident.Ladder.TryGetValue(step.Id, out var progress) || progress.CalledAt is null)?.Id;
        return [.. steps.Select((step, index) => Row(step, index + 1, incident, bindings, due.TryGetValue(step.Id, out var at) ? at : null, step.Id == next, now))];
    }

    private static LadderStep Row(EscalationStep step, int number, Incident incident, IReadOnlyDictionary<string, string> bindings, DateTimeOffset? due, bool isNext, DateTimeOffset now)
    {
        var progress = incident.Ladder.GetValueOrDefault(step.Id) ?? new StepProgress(step.Id);
        var called = progress.Called.IsDefaultOrEmpty ? null : string.Join(", ", progress.Called.Select(person => person.Name));
        var who = called ?? bindings.GetValueOrDefault(step.Target) ?? (step.CallsPeople ? "Nobody is bound to this step" : Act(step.Act));
        var used = progress.CalledAt is { } since && step.AnswerWithin > TimeSpan.Zero ? (int)Math.Clamp(100 * (now - since) / step.AnswerWithin, 0, 100) : 0;
        return new(
            step.Id, number, step.Target, who, State(step, progress, due, now, incident.IsOpen), Looks.Iso(progress.CalledAt),
            Looks.Iso(progress.HeldUntil > now ? progress.HeldUntil : due), step.CallsPeople ? Looks.Clock(step.AnswerWithin) : null, used,
            progress.AnsweredAt - progress.CalledAt is { } answered ? Looks.Clock(answered) : null, progress.Calls, isNext);
    }

    private static string State(EscalationStep step, StepProgress progress, DateTimeOffset? due, DateTimeOffset now, bool isOpen) => progress switch
    {
        { AnsweredAt: not null } => "acked",
        { ReachedNobody: true } when step.CallsPeople => "nobody",
        { IsWaiting: true } => isOpen ? "waiting" : "unanswered",
        { CalledAt: not null } => "called",
        { HeldUntil: { } until } when until > now => "held",
        _ => due is null ? "manual" : "ahead",
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
