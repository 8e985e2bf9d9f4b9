using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>One item of a list or one command of a block -> an action: title, condition, time, command, and what it does to production.</summary>
internal static partial class StepReader
{
    /// <summary>The action without an id yet.</summary>
    public static RunbookAction Of(ListEntry entry, string? under = null)
    {
        var (text, condition, budget) = Asides(entry.Text);
        var said = Labelled.Read(text) ?? Labelled.ReadLoose(text);
        var fence = entry.Blocks.OfType<Fence>().FirstOrDefault();
        var code = Code().Matches(text).Select(match => match.Groups["code"].Value).FirstOrDefault(CommandText.IsCommand);
        if (said is { Value.Length: > 0 } && Conditional().IsMatch(Inline.Plain(said.Value)))
        {
            condition ??= Inline.Plain(said.Value);
            said = said with { Value = "" };
        }

        var words = code is not null && said is not null && Inline.Plain(said.Value) == code ? said.Label
            : said is { Value.Length: 0 } ? said.Label
            : Inline.Plain(code is not null && fence is null ? text.Replace($"`{code}`", "", StringComparison.Ordinal) : text).TrimEnd(':', ' ');
        var title = under is null ? words : $"{under}: {words}";
        var command = fence is not null ? CommandText.Of(fence.Text.TrimEnd(), fence.Language) : code is not null ? CommandText.Of(code, "bash") : null;
        return Judged(new RunbookAction("", Capital(title)) { Condition = condition is null ? null : Capital(condition), Budget = budget, Command = command });
    }

    public static RunbookAction Of(BlockCommand step, string language, string? title = null, string? condition = null)
    {
        var (text, own, budget) = Asides(title ?? step.Title);
        return Judged(new RunbookAction("", Capital(Inline.Plain(text)))
        {
            Condition = (condition ?? own) is { } when ? Capital(when) : null,
            Budget = budget,
            Command = step.Command is null ? null : CommandText.Of(step.Command, language),
        });
    }

    private static RunbookAction Judged(RunbookAction action)
    {
        var isRaise = Raises().IsMatch(action.Title) || action.Command?.Text.Contains("--limits=", StringComparison.Ordinal) == true;
        if (action.Command is not { } command)
        {
            return action with { RaisesLimit = isRaise, IsReadOnly = !isRaise && Looks().IsMatch(action.Title) && !Breaks().IsMatch(action.Title), IsDestructive = !isRaise && Breaks().IsMatch(action.Title) };
        }

        var isDestructive = CommandText.IsDestructive(command.Text);
        return action with
        {
            RaisesLimit = isRaise,
            IsDestructive = isDestructive,
            IsReadOnly = CommandText.IsReadOnly(command.Text),
            Target = isDestructive ? CommandText.TargetOf(command.Text) : null,
            Request = CommandText.RequestOf(command.Text),
        };
    }

    /// <summary>"(30s)" is the time it may take, "(if infrastructure is healthy)" and "(nur wenn nötig)" say when it applies.</summary>
    private static (string Text, string? Condition, TimeSpan? Budget) Asides(string text)
    {
        string? condition = null;
        TimeSpan? budget = null;
        var rest = Aside().Replace(text, aside =>
        {
            var words = aside.Groups["words"].Value.Trim();
            if (budget is null && Duration.Find(words) is { IsNextBusinessDay: false, Longest.Ticks: > 0 } time && words.Length <= 12)
            {
                budget = time.Longest;
                return "";
            }

            if (condition is null && Conditional().IsMatch(words))
            {
                condition = words;
                return "";
            }

            return aside.Value;
        });
        return (rest.Trim(), condition, budget);
    }

    private static string Capital(string text) => text.Length > 0 && char.IsLower(text[0]) && !CommandText.IsCommand(text) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    [GeneratedRegex("`(?<code>[^`]{2,600})`", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s?\((?<words>[^()]{1,160})\)", RegexOptions.CultureInvariant)]
    private static partial Regex Aside();

    [GeneratedRegex(@"^(?:if|when|only\s(?:if|when)|where|unless|falls|wenn|nur\s(?:wenn|falls)|sofern)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Conditional();

    [GeneratedRegex(@"\b(?:raise|increase)\b.{0,40}\b(?:limits?|budgets?|quotas?|resources)\b|\b(?:limits?|budget|grenzwerte?)\b.{0,60}\b(?:anheben|erhöhen|heraufsetzen)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Raises();

    [GeneratedRegex(@"^(?:check|review|verify|look|read|list|watch|monitor|confirm|identify|determine|test|view|see|find|inspect|acknowledge|assess)\b|\b(?:prüfen|ansehen|beobachten|lesen|bestätigen|erreichbar|auslastung|änderungen|histogramme?|overrides)\b|\bin /metrics\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Looks();

    [GeneratedRegex(@"^(?:kill|delete|drop|restart|roll\s?back|terminate|remove|switch\soff|disable|fail\sover|restore|force)\b|\b(?:abschalten|deaktivieren|ausrollen|zurückrollen|löschen|neu\sstarten)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();
}
