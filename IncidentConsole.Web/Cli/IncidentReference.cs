using System.Text;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Endpoints.Incidents;

namespace IncidentConsole.Web.Cli;

/// <summary><c>incident emergency-ref</c> and <c>incident procedures</c>: what the runbook says to do.</summary>
internal static class IncidentReference
{
    private const string Indent = "  ";

    /// <summary>Of each procedure, in the first minute.</summary>
    private const int FirstActions = 3;

    public static async Task<int> ReferenceAsync(IncidentCall call, CancellationToken cancellationToken)
    {
        var service = await call.ServiceAsync(cancellationToken);
        if (service.Value is not { } slug)
        {
            return await call.FailAsync(service);
        }

        var reply = await call.Reach.ReferenceAsync(slug, cancellationToken);
        return reply.Value is { } reference ? await call.AnswerAsync(reference, Reference) : await call.FailAsync(reply);
    }

    public static async Task<int> ProceduresAsync(IncidentCall call, CancellationToken cancellationToken)
    {
        if (call.Number is not { } number)
        {
            return await call.NoNumberAsync();
        }

        var reply = await call.Reach.ProceduresAsync(number, cancellationToken);
        return reply.Value is { } procedures ? await call.AnswerAsync(procedures, Procedures) : await call.FailAsync(reply);
    }

    internal static string Reference(ReferenceDto reference)
    {
        var text = new StringBuilder();
        text.Append(reference.ServiceIsKnown ? $"{reference.Runbook}, for {reference.Service}" : $"{reference.Runbook}: \"{reference.Service}\" is not set up, so this default applies");
        text.Append(reference.OwnerTeam is { } team ? $". Owner: {team}\n" : "\n");
        Part(text, "HOW BAD IS IT", [.. reference.Levels.Select(level => Indent + $"{level.Title}: {level.Impact}{(Answer(level) is { } answer ? $" ({answer})" : "")}")]);
        if (reference.QuickReference.Count > 0)
        {
            text.Append("\nWHAT IT LOOKS LIKE\n").Append(IncidentText.Table(
                ["Incident", "Severity", "First", "Then"],
                reference.QuickReference.Select(row => (IReadOnlyList<string>)[row.Kind, row.Severity, row.PrimaryAction, row.SecondaryAction ?? ""]), Indent));
        }

        foreach (var procedure in reference.Procedures.Where(procedure => procedure is { Kind: ProcedureKind.Scenario, Actions.Count: > 0 }))
        {
            var more = procedure.Actions.Count - FirstActions;
            Part(
                text, $"FIRST ACTIONS: {procedure.Title}",
                [.. procedure.Actions.Take(FirstActions).Select((action, place) => Action(action, place + 1)), .. more > 0 ? [$"{Indent}and {more} more"] : Array.Empty<string>()]);
        }

        Part(text, "WHOM TO CALL", [.. reference.Ladder.Select(step => Indent + $"{string.Join(", ", step.Levels)}: {When(step)}, {Act(step.Act)} {step.Target}{Called(step)}")]);
        Part(text, "CONTACTS", [.. reference.Contacts.Select(contact => Indent + $"{contact.Role}: {contact.Path}")]);
        return text.ToString();
    }

    internal static string Procedures(ProceduresDto all)
    {
        var text = new StringBuilder($"{all.Number}, {all.Runbook}\n");
        foreach (var procedure in all.Procedures)
        {
            text.Append($"\n{procedure.Title}{(procedure.Id == all.Active ? ", under way" : "")}\n");
            if (procedure.Symptoms.Count > 0)
            {
                text.Append($"{Indent}Looks like: {string.Join("; ", procedure.Symptoms)}\n");
            }

            foreach (var (action, place) in procedure.Actions.Select((action, place) => (action, place + 1)))
            {
                text.Append(Action(action, place)).Append('\n');
            }

            foreach (var check in procedure.Verifications)
            {
                text.Append($"{Indent}Check: {check.Text}\n").Append(check.Command is { } command ? IncidentText.Indent(command, "       ") + "\n" : "");
            }
        }

        return all.Procedures.Count == 0 ? $"{all.Number}: {all.Runbook} has no procedures." : text.ToString();
    }

    /// <summary>"done by Maya, 14:07:00 UTC: pods are back".</summary>
    internal static string? Course(ActionDto action) => action.State is not { } state ? null : state switch
    {
        ActionRunState.Started => $"started by {action.By}, {IncidentText.Clock(action.StartedAt!.Value)}",
        ActionRunState.Confirmed => $"done by {action.By}, {IncidentText.Clock(action.EndedAt!.Value)}{(action.Result is { } result ? $": {result}" : "")}",
        ActionRunState.Skipped => $"left out by {action.By}, {IncidentText.Clock(action.EndedAt!.Value)}",
    };

    private static string Action(ActionDto action, int place)
    {
        var notes = new[]
        {
            action.Condition,
            action.BudgetSeconds is { } budget ? IncidentText.Span(budget) : null,
            action.IsDestructive ? "changes production" : null,
            action.RaisesLimit ? "raises a limit" : null,
            Course(action),
        }.OfType<string>().ToList();
        var lines = $"{Indent}{place}. {action.Id}: {action.Title}{(notes.Count == 0 ? "" : $" ({string.Join("; ", notes)})")}";
        return (action.Command ?? action.Request) is { } run ? $"{lines}\n{IncidentText.Indent(run, "       ")}" : lines;
    }

    private static void Part(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            text.Append($"\n{title}\n").AppendJoin('\n', lines).Append('\n');
        }
    }

    private static string? Answer(LevelDto level) =>
        level.RespondNextBusinessDay ? "answer by the next business day" : level.RespondWithinSeconds is { } seconds ? seconds == 0 ? "answer at once" : $"answer within {IncidentText.Span(seconds)}" : null;

    private static string When(StepDto step) => step.Trigger switch
    {
        EscalationTrigger.AtOnce => "at once",
        EscalationTrigger.Unacknowledged => $"after {IncidentText.Span(step.AfterSeconds)} without an answer",
        EscalationTrigger.Elapsed => $"{IncidentText.Span(step.AfterSeconds)} after the start{(step.Attribute is { } attribute ? $" or on {Labels.OfAttribute(attribute)}" : "")}",
        EscalationTrigger.Attribute => $"on {Labels.OfAttribute(step.Attribute ?? "")}",
        EscalationTrigger.ByHand => "when you decide",
    };

    private static string Act(EscalationAct act) => act switch
    {
        EscalationAct.Page => "page",
        EscalationAct.Notify => "tell",
        EscalationAct.OpenBridge => "open",
        EscalationAct.PostToChannel => "post to",
        EscalationAct.RequestResponders => "ask for",
    };

    private static string Called(StepDto step) => !step.CallsPeople ? "" : step.People.Count > 0 ? $": {string.Join(", ", step.People)}" : ": nobody is bound, call yourself";
}
