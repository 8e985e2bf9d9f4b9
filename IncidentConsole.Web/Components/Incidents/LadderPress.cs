using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A step of the ladder and what its buttons do. A page cannot be taken back, so its button says whom it calls.</summary>
internal sealed class LadderPress(IncidentView view, LadderStep step)
{
    private const int HoldMinutes = 5;

    public LadderStep Step => step;

    public string PageLabel => step.State == "nobody" ? $"{step.Verb} again" : $"{step.Verb} now";

    public string HoldLabel => $"Hold {HoldMinutes} min";

    public string HoldCommand => $"Hold step {step.Number} for {HoldMinutes} min";

    public Task PageAsync() => view.SendAsync(Slots.Step(step.Id), new Escalate(step.Id) { SeenVersion = view.Incident.Version }, new Announcement($"{step.Target} called"));

    public Task AnswerAsync() => view.SendAsync(Slots.Answer(step.Id), new Acknowledge { StepId = step.Id }, new Announcement($"{step.Who} answered"));

    public Task HoldAsync() => view.SendAsync(Slots.Hold(step.Id), new HoldEscalation(step.Id, HoldMinutes), new Announcement($"Step {step.Number} held for {HoldMinutes} min"));
}
