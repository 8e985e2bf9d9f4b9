using System.Globalization;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// The brief of a hand-over as the incident's state alone tells it, in the runbook's own form where it has one: current state, done, next, contact.
/// It is what the receiver gets when the commander writes nothing.
/// </summary>
public static class HandOverBrief
{
    private const int MostLines = 8;

    private const string PlainForm = """
        Current state:
        {{current_state}}

        Done:
        {{actions_taken}}

        Next:
        {{next_steps}}

        Contact:
        {{contact}}
        """;

    public static string Draft(Incident incident, DateTimeOffset now)
    {
        var values = new Dictionary<string, string>
        {
            ["current_state"] = Lines(State(incident, now)),
            ["actions_taken"] = Lines(Done(incident)),
            ["next_steps"] = Lines(Next(incident)),
            ["contact"] = Lines(Contact(incident)),
        };
        // A form that asks for more than the state knows is for people; half filled it would help nobody.
        return incident.Runbook.Communication.Template(TemplateKind.HandOver) is { } form && TemplateFill.Fill(form.Body, values) is { IsComplete: true } filled
            ? filled.Text
            : TemplateFill.Fill(PlainForm.ReplaceLineEndings("\n"), values).Text;
    }

    private static string Lines(IEnumerable<string> lines)
    {
        var shown = lines.Take(MostLines).Select(line => "- " + line).ToList();
        return shown.Count == 0 ? "- nothing recorded" : string.Join('\n', shown);
    }

    private static IEnumerable<string> State(Incident incident, DateTimeOffset now)
    {
        yield return $"{incident.Label} {incident.Title.Shown}";
        yield return $"{incident.Level.Title}, {incident.Status}, for {Elapsed.Words(now - (incident.Milestones.Detected ?? now))}";
        if (incident.Impact is { } impact)
        {
            yield return incident.AffectedUsers is { } users ? string.Create(CultureInfo.InvariantCulture, $"Impact: {impact.Shown} ({users} users)") : $"Impact: {impact.Shown}";
        }

        if (incident.LastOut is { } told)
        {
            yield return $"The public was told: {told.Text.Shown}";
        }
    }

    private static IEnumerable<string> Done(Incident incident) =>
    [
        .. incident.Actions.Values.Where(run => run.State == ActionRunState.Confirmed).OrderBy(run => run.EndedAt)
            .Select(run => ActionTitle(incident, run) + (run.Result is { } result ? $": {result.Shown}" : "")),
        .. incident.Ladder.Values.Where(step => step.CalledAt is not null).OrderBy(step => step.CalledAt)
            .Select(step => $"Called {Target(incident, step.StepId)}" + (step.AnsweredAt is not null ? ", answered" : step.ReachedNobody ? ", nobody reached" : ", no answer yet")),
        .. Items(incident, ChecklistItemState.Ticked),
    ];

    private static IEnumerable<string> Next(Incident incident) =>
    [
        .. incident.Actions.Values.Where(run => run.State == ActionRunState.Started).OrderBy(run => run.StartedAt).Select(run => $"Running: {ActionTitle(incident, run)}"),
        .. incident.NextUpdateAt is { } promised ? [string.Create(CultureInfo.InvariantCulture, $"Next public update by {promised:HH:mm} UTC")] : Array.Empty<string>(),
        .. Items(incident, ChecklistItemState.Open),
    ];

    private static IEnumerable<string> Contact(Incident incident) =>
    [
        .. incident.Roles.Where(holder => holder.Role != IncidentRole.Commander).OrderBy(holder => holder.Role).Select(holder => $"{RoleName(holder.Role)}: {holder.Name}"),
        .. incident.Commander is { } commander ? [$"Commander until you accept: {commander.Name}"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Items(Incident incident, ChecklistItemState state) =>
        incident.Runbook.Checklist.Where(phase => phase.Anchor == ChecklistAnchor.Declared).SelectMany(phase => phase.Items)
            .Where(item => incident.ItemState(item.Id) == state).Select(item => item.Text);

    private static string ActionTitle(Incident incident, ActionRun run) => incident.Runbook.FindAction(run.ActionId)?.Title ?? run.ActionId;

    private static string Target(Incident incident, string stepId) => incident.Runbook.Escalation.Find(stepId)?.Target ?? stepId;

    private static string RoleName(IncidentRole role) => role switch
    {
        IncidentRole.Commander => "Incident Commander",
        IncidentRole.Deputy => "Deputy",
        IncidentRole.Scribe => "Scribe",
        IncidentRole.CommunicationsLead => "Communications Lead",
        IncidentRole.SubjectMatterExpert => "Subject-Matter Expert",
    };
}
