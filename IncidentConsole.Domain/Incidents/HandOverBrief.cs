using System.Globalization;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// The brief of a hand-over as the incident's state alone tells it, in the runbook's own form and language: current state, done, next, contact.
/// It is what the receiver gets when the commander writes nothing.
/// </summary>
public static class HandOverBrief
{
    private const int MostLines = 8;

    public static string Draft(Incident incident, DateTimeOffset now)
    {
        var words = IncidentWords.Of(incident.Runbook.Language);
        var values = new Dictionary<string, string>
        {
            ["number"] = incident.Label,
            ["title"] = incident.Title.Text ?? words.Redacted,
            ["service"] = incident.Service,
            ["severity"] = incident.Level.Title,
            ["severity_label"] = incident.Level.Label,
            ["status"] = words.Status(incident.Status),
            ["current_state"] = Lines(State(incident, now, words), words),
            ["actions_taken"] = Lines(Done(incident, words), words),
            ["next_steps"] = Lines(Next(incident, words), words),
            ["contact"] = Lines(Contact(incident, words), words),
        };
        // A form that asks for more than the state knows is for people; half filled it would help nobody.
        return incident.Runbook.Communication.Template(TemplateKind.HandOver) is { } form && TemplateFill.Fill(form.Body, values) is { IsComplete: true } filled
            ? filled.Text
            : TemplateFill.Fill(words.PlainBrief, values).Text;
    }

    private static string Lines(IEnumerable<string> lines, IncidentWords words)
    {
        var shown = lines.Take(MostLines).Select(line => "- " + line).ToList();
        return shown.Count == 0 ? $"- {words.NothingRecorded}" : string.Join('\n', shown);
    }

    private static IEnumerable<string> State(Incident incident, DateTimeOffset now, IncidentWords words)
    {
        yield return $"{incident.Label} {incident.Title.Text ?? words.Redacted}";
        yield return Say(words.StateFor, incident.Level.Title, words.Status(incident.Status), Elapsed.Words(now - (incident.Milestones.Detected ?? now), incident.Runbook.Language));
        if (incident.Impact is { } impact)
        {
            var users = incident.AffectedUsers is { } number ? $" ({Say(words.AboutUsers, number)})" : "";
            yield return Say(words.Impact, (impact.Text ?? words.Redacted) + users);
        }

        if (incident.LastOut is { } told)
        {
            yield return Say(words.PublicWasTold, told.Text.Text ?? words.Redacted);
        }
    }

    private static IEnumerable<string> Done(Incident incident, IncidentWords words) =>
    [
        .. incident.Actions.Values.Where(run => run.State == ActionRunState.Confirmed).OrderBy(run => run.EndedAt)
            .Select(run => ActionTitle(incident, run) + (run.Result is { } result ? $": {result.Text ?? words.Redacted}" : "")),
        .. incident.Ladder.Values.Where(step => step.CalledAt is not null).OrderBy(step => step.CalledAt)
            .Select(step => $"{Say(words.Called, Target(incident, step.StepId))}, {(step.AnsweredAt is not null ? words.Answered : step.ReachedNobody ? words.NobodyReached : words.NoAnswerYet)}"),
        .. Items(incident, ChecklistItemState.Ticked),
    ];

    private static IEnumerable<string> Next(Incident incident, IncidentWords words) =>
    [
        .. incident.Actions.Values.Where(run => run.State == ActionRunState.Started).OrderBy(run => run.StartedAt).Select(run => Say(words.Running, ActionTitle(incident, run))),
        .. incident.NextUpdateAt is { } promised ? [Say(words.PublicUpdateBy, string.Create(CultureInfo.InvariantCulture, $"{promised:HH:mm} UTC"))] : Array.Empty<string>(),
        .. Items(incident, ChecklistItemState.Open),
    ];

    private static IEnumerable<string> Contact(Incident incident, IncidentWords words) =>
    [
        .. incident.Roles.Where(holder => holder.Role != IncidentRole.Commander).OrderBy(holder => holder.Role).Select(holder => $"{words.Role(holder.Role)}: {holder.Name}"),
        .. incident.Commander is { } commander ? [Say(words.CommanderUntilYouAccept, commander.Name)] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Items(Incident incident, ChecklistItemState state) =>
        incident.Runbook.Checklist.Where(phase => phase.Anchor == ChecklistAnchor.Declared).SelectMany(phase => phase.Items)
            .Where(item => incident.ItemState(item.Id) == state).Select(item => item.Text);

    private static string ActionTitle(Incident incident, ActionRun run) => incident.Runbook.FindAction(run.ActionId)?.Title ?? run.ActionId;

    private static string Target(Incident incident, string stepId) => incident.Runbook.Escalation.Find(stepId)?.Target ?? stepId;

    private static string Say(string words, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, words, values);
}
