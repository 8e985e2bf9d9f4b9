using System.Collections.Immutable;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Thresholds;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>One procedure while it is read: takes steps, checks and commands, gives them ids and says each as a fact.</summary>
internal sealed class ProcedureDraft(ProcedureBook book, string title, ProcedureKind kind, SourceLines lines, string? doubt = null)
{
    private const string Unclear = "it names several limits, and not clearly which belong together: write \"and\" or brackets";

    private readonly string id = book.ProcedureId(title);
    private readonly List<string> symptoms = [];
    private readonly List<ThresholdRule> thresholds = [];
    private readonly HashSet<ThresholdRule> known = [];
    private readonly List<string> causes = [];
    private readonly List<RunbookAction> actions = [];
    private readonly List<Verification> verifications = [];
    private readonly List<RunbookLink> related = [];

    private Reading Reading => book.Reading;

    private string Path => $"procedures/{id}";

    /// <summary>True where "verify …" is the check that something worked rather than a step of finding out.</summary>
    public bool TakesChecks => kind is ProcedureKind.Rollback or ProcedureKind.Rollforward or ProcedureKind.Workaround || actions.Exists(action => action.IsDestructive);

    /// <summary>True for lines that somebody else understood.</summary>
    public bool IsTaken(SourceLines at) => Reading.IsClaimed(at);

    public bool IsEmpty => symptoms.Count + causes.Count + actions.Count + verifications.Count == 0;

    /// <summary>Words that only lead what follows ("Check health:").</summary>
    public void Introduce(SourceLines at) => Reading.Claim(at);

    public void Symptom(string words, SourceLines at)
    {
        var text = Inline.Plain(words);
        Reading.Fact(FactKind.Symptom, $"{Path}/symptoms/{symptoms.Count}", $"Sign of \"{title}\": {text}", at);
        symptoms.Add(text);
        var said = BudgetNames.Name(Reading, ThresholdText.Read(words));
        if (said.Mixed is not null)
        {
            Reading.Leave(text, at, Unclear);
        }

        foreach (var found in said.Alternatives.Where(found => known.Add(found.Rule)))
        {
            Reading.Fact(FactKind.Threshold, $"{Path}/thresholds/{thresholds.Count}", $"Sign of \"{title}\": {Say.Threshold(found.Rule)}", at, found.Doubt);
            thresholds.Add(found.Rule);
        }
    }

    public void Cause(string words, SourceLines at)
    {
        var text = Inline.Plain(words);
        Reading.Fact(FactKind.Cause, $"{Path}/likelyCauses/{causes.Count}", $"May cause \"{title}\": {text}", at);
        causes.Add(text);
    }

    public void Link(string words, string target, RunbookLinkKind linkKind, SourceLines at)
    {
        Reading.Fact(FactKind.Link, $"{Path}/related/{related.Count}", $"\"{title}\" points to {words} ({target})", at);
        related.Add(new RunbookLink(words, target, linkKind));
    }

    /// <param name="command">As in the source; null for a step that a person does.</param>
    /// <param name="onlyLooks">Where it stands says that it only looks ("Checks").</param>
    public void Action(StepWords words, string? command, string language, SourceLines at, bool onlyLooks = false, string? unsure = null)
    {
        var text = command ?? words.Code;
        var nature = text is null ? CommandNature.Unknown : CommandNature.Of(text, language);
        var changes = nature.Effect == CommandEffect.Changes;
        var says = !changes && nature.Effect != CommandEffect.Looks && !onlyLooks && (text is null ? words.SaysChanges && !words.SaysLooks && !words.SaysVerifies && kind != ProcedureKind.Diagnosis : words.SaysDestroys);
        var actionTitle = words.Title.Length > 0 ? words.Title : title;
        var action = new RunbookAction(book.ActionId(actionTitle, id), actionTitle)
        {
            Condition = words.Condition,
            Command = text is null ? null : new RunbookCommand(text, language) { Placeholders = CommandPlaceholders.In(text) },
            Request = text is null || !CommandNature.IsShell(language) ? null : CurlRequest.Read(text),
            Budget = words.Budget,
            IsDestructive = changes || says,
            Target = nature.Target,
            IsReadOnly = !changes && !says && (nature.Effect == CommandEffect.Looks || (text is null && (onlyLooks || words.SaysLooks))),
            RaisesLimit = words.SaysRaisesLimit,
        };
        var path = $"{Path}/actions/{action.Id}";
        Reading.Fact(FactKind.Action, path, Describe(action), at, unsure ?? (says ? "that it changes production is read from its words" : null));
        if (text is not null)
        {
            Reading.Fact(FactKind.Command, $"{path}/command", $"\"{actionTitle}\" runs {FirstLine(text)}", at);
        }

        actions.Add(action);
    }

    public void Verify(StepWords words, string? command, string language, SourceLines at, string? more = null)
    {
        var text = command ?? words.Code;
        var said = string.Join(": ", new[] { words.Title, words.Condition, more }.Where(part => !string.IsNullOrEmpty(part)));
        var limits = BudgetNames.Name(Reading, ThresholdText.Read(said, words.Title));
        var criterion = limits.AsCheck(said);
        if (criterion is null && (limits.Mixed is not null || limits.Alternatives.Length > 1))
        {
            Reading.Leave(said, at, Unclear);
        }

        var verification = new Verification(book.VerificationId(words.Title, id), said)
        {
            Command = text is null ? null : new RunbookCommand(text, language) { Placeholders = CommandPlaceholders.In(text) },
            Criterion = criterion?.Rule,
        };
        Reading.Fact(FactKind.Verification, $"{Path}/verifications/{verification.Id}", $"It worked when: {said}", at, criterion?.Doubt);
        if (words.Address is { } address)
        {
            Link(words.Title, address, address.Contains("dashboard", StringComparison.OrdinalIgnoreCase) ? RunbookLinkKind.Dashboard : RunbookLinkKind.Tool, at);
        }

        verifications.Add(verification);
    }

    public void Close()
    {
        if (IsEmpty)
        {
            return;
        }

        Reading.Fact(FactKind.Procedure, Path, $"{Words(kind)} \"{title}\" with {actions.Count} actions", lines, doubt);
        book.Add(new Procedure(id, title)
        {
            Kind = kind,
            Symptoms = [.. symptoms],
            Thresholds = [.. thresholds],
            LikelyCauses = [.. causes],
            Actions = [.. actions],
            Verifications = [.. verifications],
            Related = [.. related],
        }, lines.First);
    }

    private static string Describe(RunbookAction action)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        parts.Add($"Action \"{action.Title}\"");
        if (action.Condition is { } condition)
        {
            parts.Add(condition);
        }

        if (action.Budget is { } budget)
        {
            parts.Add($"in {Say.Time(budget)}");
        }

        if (action.IsDestructive)
        {
            parts.Add(action.Target is { } target ? $"changes production, confirmed by typing \"{target}\"" : "changes production");
        }
        else if (action.IsReadOnly)
        {
            parts.Add("only looks");
        }

        if (action.Request is { } request)
        {
            parts.Add($"a request: {request.Method} {request.Url}");
        }

        return string.Join(", ", parts);
    }

    private static string FirstLine(string text) => text.IndexOf('\n', StringComparison.Ordinal) is var end and > 0 ? $"{text[..end]} …" : text;

    private static string Words(ProcedureKind kind) => kind switch
    {
        ProcedureKind.Scenario => "Scenario",
        ProcedureKind.Diagnosis => "Diagnosis",
        ProcedureKind.Workaround => "Workaround",
        ProcedureKind.Rollback => "Rollback",
        ProcedureKind.Rollforward => "Rollforward",
    };
}
