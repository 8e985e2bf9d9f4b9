using System.Collections.Immutable;
using System.Text;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.Filling;
using IncidentConsole.Web.Endpoints.Incidents;

namespace IncidentConsole.Web.Cli;

/// <summary>
/// <c>incident execute ID ACTION</c>: shows an action with its placeholders filled; with <c>--confirm</c> records that it is started, and with
/// <c>--result</c> what came out. It runs no shell: the person does; with <c>--send</c> the console sends the action's request, where it may.
/// </summary>
internal static class IncidentExecute
{
    public static async Task<int> RunAsync(IncidentCall call, CancellationToken cancellationToken)
    {
        if (call.Number is not { } number)
        {
            return await call.NoNumberAsync();
        }

        var reply = await call.Reach.ProceduresAsync(number, cancellationToken);
        if (reply.Value is not { } procedures)
        {
            return await call.FailAsync(reply);
        }

        if (Find(procedures, call.Words.About[1]) is not { } action)
        {
            return await call.FailAsync(IncidentExit.Refused, $"{procedures.Runbook} has no action \"{call.Words.About[1]}\". See: incident procedures {procedures.Number}");
        }

        if (!TryValues(call.Words, out var values))
        {
            return await call.FailAsync(IncidentExit.Usage, "Give each value as --set name=value.");
        }

        var asked = new Asked(procedures.Number, action, Fill(action, values), TargetOf(action, values), call.Words);
        var unknown = values.Keys.Except(action.Placeholders.Select(Placeholder.Name)).ToList();
        return unknown.Count > 0 ? await call.FailAsync(IncidentExit.Refused, $"{action.Id} has nothing to fill in called {string.Join(", ", unknown)}.")
            : !call.Words.Has("confirm") ? await ShowAsync(call, asked)
            : call.Words.Has("send") ? await SendAsync(call, number, asked, values, cancellationToken)
            : asked.Obstacle is { } obstacle ? await call.FailAsync(IncidentExit.Refused, obstacle)
            : await RecordAsync(call, number, asked, cancellationToken);
    }

    /// <summary>By id in any case, or by title.</summary>
    internal static ActionDto? Find(ProceduresDto procedures, string said)
    {
        var all = procedures.Procedures.SelectMany(procedure => procedure.Actions).ToList();
        return all.Find(action => action.Id.Equals(said, StringComparison.OrdinalIgnoreCase)) ?? all.Find(action => action.Title.Equals(said, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<int> ShowAsync(IncidentCall call, Asked asked)
    {
        if (call.Words.Has("json"))
        {
            await call.Output.WriteLineAsync(IncidentCall.Json(Done(asked, "shown")));
        }
        else
        {
            await call.Output.WriteLineAsync(Plan(asked));
        }

        return asked.Filled?.Blocked is { } blocked ? await call.FailAsync(IncidentExit.Refused, blocked) : IncidentExit.Done;
    }

    /// <summary>What the other side answers is a result; only a success ends with 0.</summary>
    private static async Task<int> SendAsync(IncidentCall call, int number, Asked asked, Dictionary<string, string> values, CancellationToken cancellationToken)
    {
        var action = asked.Action;
        if (action.Request is null)
        {
            return await call.FailAsync(IncidentExit.Refused, $"{action.Title} is no request the console could send. Leave --send out and run it yourself.");
        }

        var request = new SendRequest { Procedure = action.Procedure, Values = values, Confirmation = call.Words.Value("target"), Reason = call.Words.Value("reason") };
        var reply = await call.Reach.SendAsync(number, action.Id, request, cancellationToken);
        return reply.Value is { } sent
            ? await call.AnswerAsync(sent, _ => Sent(asked, sent), sent.Outcome == SendOutcome.Succeeded ? IncidentExit.Done : IncidentExit.Refused)
            : await call.FailAsync(Explained(reply));
    }

    private static async Task<int> RecordAsync(IncidentCall call, int number, Asked asked, CancellationToken cancellationToken)
    {
        var (action, words) = (asked.Action, call.Words);
        if (action.State != ActionRunState.Started)
        {
            var started = await call.Reach.StartAsync(number, action.Id, new ActionRequest { Procedure = action.Procedure, Command = asked.Filled?.Text, Confirmation = words.Value("target"), Reason = words.Value("reason") }, cancellationToken);
            if (started.Value is null)
            {
                return await call.FailAsync(Explained(started));
            }
        }

        if (words.Value("result") is not { } result)
        {
            return await call.AnswerAsync(Done(asked, "started"), _ => Started(asked));
        }

        var confirmed = await call.Reach.ConfirmAsync(number, action.Id, new ActionRequest { Result = result }, cancellationToken);
        return confirmed.Value is null ? await call.FailAsync(confirmed) : await call.AnswerAsync(Done(asked, "confirmed") with { Result = result }, _ => $"{asked.Number}: {action.Title} is done. {result}");
    }

    internal static string Sent(Asked asked, SendDto sent) =>
        $"{asked.Number}: {asked.Action.Title} was sent. {sent.Result}.{(string.IsNullOrEmpty(sent.Answer) ? "" : $"\n\n{IncidentText.Indent(sent.Answer, "    ")}")}";

    /// <summary>A refusal asks for a reason or a target in the words of the screen; here it is an option.</summary>
    private static Reply<T> Explained<T>(Reply<T> refused)
        where T : class =>
        refused.Problem?.Contains("Say why", StringComparison.Ordinal) == true ? refused with { Problem = $"{refused.Problem} Add --reason \"…\"." }
        : refused.Problem?.Contains("to confirm it", StringComparison.Ordinal) == true ? refused with { Problem = $"{refused.Problem} Add it as --target \"…\"." }
        : refused;

    internal static string Plan(Asked asked)
    {
        var action = asked.Action;
        var text = new StringBuilder($"{asked.Number}, {action.Id}: {action.Title}\n");
        (string Label, string? Value)[] rows =
        [
            ("Only", action.Condition),
            ("Time", action.BudgetSeconds is { } budget ? $"{IncidentText.Span(budget)} by the runbook" : null),
            ("Request", action.Request),
            ("Course", IncidentReference.Course(action) ?? "not started"),
            ("Changes", action.IsDestructive ? $"production: repeat its target with --target \"{asked.Target}\"" : action.RaisesLimit ? "a limit: say why with --reason" : null),
        ];
        foreach (var (label, value) in rows.Where(row => row.Value is not null))
        {
            text.Append($"  {label,-8} {value}\n");
        }

        if (asked.Filled is { } filled)
        {
            text.Append('\n').Append(IncidentText.Indent(filled.Text, "    ")).Append('\n');
            text.Append(filled.Warning is { } warning ? $"\n{warning}\n" : "");
        }

        return text.Append("\nNothing was recorded. Add --confirm to record that you start it; run it yourself, then say what came out with --result \"…\".").ToString();
    }

    internal static string Started(Asked asked)
    {
        var run = asked.Filled is { } filled ? $"Run it now:\n\n{IncidentText.Indent(filled.Text, "    ")}\n\n" : "Do it now.\n\n";
        var time = asked.Action.BudgetSeconds is { } budget ? $" The runbook gives it {IncidentText.Span(budget)}." : "";
        return $"{asked.Number}: {asked.Action.Title} is started.{time} {run}Then say what came out: incident execute {asked.Number} {asked.Action.Id}{Where(asked.Words)} --confirm --result \"…\"";
    }

    private static string Where(IncidentArguments words) => words.Value("store") is { } folder ? folder.Length == 0 ? " --store" : $" --store={folder}" : "";

    /// <summary>name=value, as often as there are placeholders; the name with or without its brackets.</summary>
    private static bool TryValues(IncidentArguments words, out Dictionary<string, string> values)
    {
        values = new(StringComparer.Ordinal);
        foreach (var set in words.Options.GetValueOrDefault("set") ?? [])
        {
            if (set.Split('=', 2) is not [{ Length: > 0 } name, var value])
            {
                return false;
            }

            values[Placeholder.Name(name)] = value;
        }

        return true;
    }

    private static FilledText? Fill(ActionDto action, Dictionary<string, string> values) => action.Command is not { } command ? null
        : CommandFill.Fill(new RunbookCommand(command, action.Language ?? "bash") { Placeholders = [.. action.Placeholders] }, values);

    private static ExecutedDto Done(Asked asked, string what) => new(asked.Number, asked.Action.Id, asked.Action.Title, what, asked.Filled?.Text, null);

    /// <summary>As a person repeats it: with the values that were given.</summary>
    private static string? TargetOf(ActionDto action, Dictionary<string, string> values) =>
        values.Aggregate(action.Target, (target, value) => target?.Replace(Placeholder.Token(value.Key), value.Value, StringComparison.Ordinal));

    /// <param name="Filled">The command; null for an action without one.</param>
    /// <param name="Target">What is typed again before a destructive action; null for another.</param>
    internal sealed record Asked(string Number, ActionDto Action, FilledText? Filled, string? Target, IncidentArguments Words)
    {
        /// <summary>Why it cannot be recorded yet, and what to add.</summary>
        public string? Obstacle => Filled?.Blocked is { } blocked && Action.State != ActionRunState.Started ? $"{blocked} Use --set name=value."
            : Action.IsDestructive && Action.State != ActionRunState.Started && Words.Value("target") != Target
                ? $"{Action.Title} changes production. To confirm, repeat its target: --target \"{Target}\"" : null;
    }
}

/// <param name="State">shown, started or confirmed.</param>
/// <param name="Command">Placeholders filled.</param>
internal sealed record ExecutedDto(string Number, string Action, string Title, string State, string? Command, string? Result);
