using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>
/// What a new version of a runbook changes, in words, before it is published. Nothing is left out: two runbooks whose stored forms differ
/// differ in at least one change, however small.
/// </summary>
public static class RunbookDifference
{
    /// <returns>In the order of a runbook's parts; empty where both are the same.</returns>
    public static ImmutableArray<RunbookChange> Between(Runbook old, Runbook now)
    {
        var all = new RunbookChanges();
        About(all, old, now);
        all.Entries("Severity levels", old.Severities.Levels, now.Severities.Levels, level => level.Rank.ToString(CultureInfo.InvariantCulture), level => level.Title, (was, level) => Level(all, was, level));
        all.Texts("Severity questions", "Questions", old.SeverityQuestions, now.SeverityQuestions);
        all.Entries("Escalation", old.Escalation.Steps, now.Escalation.Steps, step => step.Id, step => step.Target, (was, step) => Step(all, was, step, now.Severities));
        all.Texts("Contacts", "Contacts", old.Contacts.Select(Contact), now.Contacts.Select(Contact));
        all.Texts("Contacts", "Owners of modules", old.ModuleOwners.Select(Owner), now.ModuleOwners.Select(Owner));
        all.Entries("Checklist", old.Checklist, now.Checklist, phase => phase.Id, phase => $"Phase \"{phase.Title}\"", (was, phase) => Phase(all, was, phase));
        all.Texts("Procedures", "Quick reference", old.QuickReferences.Select(Reference), now.QuickReferences.Select(Reference));
        all.Entries("Procedures", old.Procedures, now.Procedures, procedure => procedure.Id, procedure => $"\"{procedure.Title}\"", (was, procedure) => Procedure(all, was, procedure));
        Communication(all, old, now);
        all.Entries("Resolve criteria", old.ResolveCriteria, now.ResolveCriteria, criterion => criterion.Id, criterion => $"\"{criterion.Text}\"", (was, criterion) => Criterion(all, was, criterion));
        all.Value("Postmortem", "Due after the resolution", Time(old.Postmortem.DueWithin), Time(now.Postmortem.DueWithin));
        all.Entries("Postmortem", old.Postmortem.Sections, now.Postmortem.Sections, section => section.Id, section => $"Section \"{section.Title}\"", (was, section) =>
        {
            all.Value("Postmortem", $"Section \"{section.Title}\": title", was.Title, section.Title);
            all.Value("Postmortem", $"Section \"{section.Title}\": kind", was.Kind.ToString(), section.Kind.ToString());
            all.Value("Postmortem", $"Section \"{section.Title}\": hint", was.Hint, section.Hint);
        });
        all.Texts("Metrics", "Key metrics", old.KeyMetrics.Select(Threshold), now.KeyMetrics.Select(Threshold));
        all.Texts("Metrics", "Budgets", old.Budgets, now.Budgets);
        all.Texts("Metrics", "Incident metrics", old.IncidentMetrics, now.IncidentMetrics);
        all.Texts("Links and reference text", "Links", old.Links.Select(Link), now.Links.Select(Link));
        all.Texts("Links and reference text", "Reference text", old.References.Select(text => $"{text.Heading}: {text.Markdown}"), now.References.Select(text => $"{text.Heading}: {text.Markdown}"));
        return all.ToImmutable();
    }

    private static void About(RunbookChanges all, Runbook old, Runbook now)
    {
        all.Value("About", "Short name", old.Slug, now.Slug);
        all.Value("About", "Title", old.Title, now.Title);
        all.Value("About", "Language", old.Language, now.Language);
        all.Value("About", "Owner team", old.OwnerTeam, now.OwnerTeam);
        all.Value("About", "Scope", old.Scope, now.Scope);
        all.Value("About", "Workaround documented before resolve", YesNo(old.DocumentsWorkaround), YesNo(now.DocumentsWorkaround));
    }

    private static void Level(RunbookChanges all, SeverityLevel was, SeverityLevel level)
    {
        const string part = "Severity levels";
        all.Value(part, $"Level {level.Rank}: label", was.Label, level.Label);
        all.Value(part, $"{level.Label}: name", was.Name, level.Name);
        all.Value(part, $"{level.Label}: impact", was.Impact, level.Impact);
        if (was.Response != level.Response)
        {
            all.Say(part, ChangeSort.Changed, $"{level.Label} {Response(level.Response)}, was {(was.Response.Within is { } before && level.Response.Within is not null ? (before == TimeSpan.Zero ? "at once" : Elapsed.Words(before)) : $"\"{Response(was.Response)}\"")}");
        }

        all.Value(part, $"{level.Label}: calls by", Mode(was.Mode), Mode(level.Mode));
        all.Value(part, $"{level.Label}: question", was.Question, level.Question);
        all.Texts(part, $"{level.Label}: thresholds", was.Thresholds.Select(Threshold), level.Thresholds.Select(Threshold));
        all.Texts(part, $"{level.Label}: examples", was.Examples, level.Examples);
    }

    private static void Step(RunbookChanges all, EscalationStep was, EscalationStep step, SeverityScheme levels)
    {
        const string part = "Escalation";
        all.Value(part, $"{step.Target}: whom", was.Target, step.Target);
        all.Value(part, $"{step.Target}: when", When(was), When(step));
        all.Value(part, $"{step.Target}: how", Words(was.Act.ToString()), Words(step.Act.ToString()));
        all.Value(part, $"{step.Target}: levels", Levels(was.Ranks, levels), Levels(step.Ranks, levels));
        all.Value(part, $"{step.Target}: for the attribute", was.Attribute, step.Attribute);
        all.Value(part, $"{step.Target}: optional", YesNo(was.IsOptional), YesNo(step.IsOptional));
        all.Value(part, $"{step.Target}: time to answer", Time(was.AnswerWithin), Time(step.AnswerWithin));
    }

    private static void Phase(RunbookChanges all, ChecklistPhase was, ChecklistPhase phase)
    {
        const string part = "Checklist";
        var name = $"Phase \"{phase.Title}\"";
        all.Value(part, $"{name}: title", was.Title, phase.Title);
        all.Value(part, $"{name}: window", Window(was), Window(phase));
        all.Entries(part, was.Items, phase.Items, item => item.Id, item => $"{name}: \"{item.Text}\"", (before, item) =>
        {
            all.Value(part, $"{name}: item", before.Text, item.Text);
            all.Value(part, $"{name}: \"{item.Text}\" required", YesNo(before.IsRequired), YesNo(item.IsRequired));
        });
    }

    private static void Procedure(RunbookChanges all, Procedure was, Procedure procedure)
    {
        const string part = "Procedures";
        var name = $"\"{procedure.Title}\"";
        all.Value(part, $"{name}: title", was.Title, procedure.Title);
        all.Value(part, $"{name}: kind", was.Kind.ToString(), procedure.Kind.ToString());
        all.Texts(part, $"{name}: symptoms", was.Symptoms, procedure.Symptoms);
        all.Texts(part, $"{name}: thresholds", was.Thresholds.Select(Threshold), procedure.Thresholds.Select(Threshold));
        all.Texts(part, $"{name}: likely causes", was.LikelyCauses, procedure.LikelyCauses);
        all.Entries(part, was.Actions, procedure.Actions, action => action.Id, action => $"{name}: action \"{action.Title}\"", (before, action) => Action(all, name, before, action));
        all.Entries(part, was.Verifications, procedure.Verifications, check => check.Id, check => $"{name}: check \"{check.Text}\"", (before, check) =>
        {
            all.Value(part, $"{name}: check", before.Text, check.Text);
            all.Value(part, $"{name}: check \"{check.Text}\", command", Command(before.Command), Command(check.Command));
            all.Value(part, $"{name}: check \"{check.Text}\", limit", Threshold(before.Criterion), Threshold(check.Criterion));
        });
        all.Texts(part, $"{name}: links", was.Related.Select(Link), procedure.Related.Select(Link));
    }

    private static void Action(RunbookChanges all, string procedure, RunbookAction was, RunbookAction action)
    {
        const string part = "Procedures";
        var name = $"{procedure}: action \"{action.Title}\"";
        all.Value(part, $"{name}, title", was.Title, action.Title);
        all.Value(part, $"{name}, command", Command(was.Command), Command(action.Command));
        all.Value(part, $"{name}, request", Request(was.Request), Request(action.Request));
        all.Value(part, $"{name}, applies", was.Condition, action.Condition);
        all.Value(part, $"{name}, time", Time(was.Budget), Time(action.Budget));
        all.Value(part, $"{name}, changes production", YesNo(was.IsDestructive), YesNo(action.IsDestructive));
        all.Value(part, $"{name}, confirmed by typing", was.Target, action.Target);
        all.Value(part, $"{name}, only looks", YesNo(was.IsReadOnly), YesNo(action.IsReadOnly));
        all.Value(part, $"{name}, raises a limit", YesNo(was.RaisesLimit), YesNo(action.RaisesLimit));
    }

    private static void Communication(RunbookChanges all, Runbook old, Runbook now)
    {
        const string part = "Communication";
        all.Texts(part, "Updates", old.Communication.Cadences.Select(cadence => Cadence(cadence, old.Severities)), now.Communication.Cadences.Select(cadence => Cadence(cadence, now.Severities)));
        all.Texts(part, "Channels", old.Communication.Channels.Select(rule => Channel(rule, old.Severities)), now.Communication.Channels.Select(rule => Channel(rule, now.Severities)));
        all.Value(part, "Name of the incident's channel", old.Communication.ChannelPattern, now.Communication.ChannelPattern);
        all.Entries(part, old.Communication.Templates, now.Communication.Templates, template => template.Kind.ToString(), template => $"Template \"{template.Name}\"", (was, template) =>
        {
            all.Value(part, $"Template \"{template.Name}\": name", was.Name, template.Name);
            all.Value(part, $"Template \"{template.Name}\": subject", was.Subject, template.Subject);
            all.Value(part, $"Template \"{template.Name}\": text", was.Body, template.Body);
        });
    }

    private static void Criterion(RunbookChanges all, ResolveCriterion was, ResolveCriterion criterion)
    {
        const string part = "Resolve criteria";
        all.Value(part, "Criterion", was.Text, criterion.Text);
        all.Value(part, $"\"{criterion.Text}\": limit", Threshold(was.Threshold), Threshold(criterion.Threshold));
        all.Value(part, $"\"{criterion.Text}\": holds for", Time(was.StableFor), Time(criterion.StableFor));
    }

    private static string Response(ResponseTarget response) => response switch
    {
        { Within: { } within } => within == TimeSpan.Zero ? "answers at once" : $"answers within {Elapsed.Words(within)}",
        { IsNextBusinessDay: true } => "answers on the next business day",
        _ => "has no response time",
    };

    private static string Mode(ResponseMode mode) => mode switch
    {
        ResponseMode.PageAtOnce => "page at once",
        ResponseMode.PageOnCall => "page to on-call",
        ResponseMode.Notify => "notification",
        ResponseMode.Ticket => "ticket",
    };

    private static string When(EscalationStep step) => step.Trigger switch
    {
        EscalationTrigger.AtOnce => step.After == TimeSpan.Zero ? "at once" : $"at once ({Time(step.After)})",
        EscalationTrigger.Unacknowledged => $"{Time(step.After)} without an acknowledgement",
        EscalationTrigger.Elapsed => $"{Time(step.After)} after the start",
        EscalationTrigger.Attribute => step.After == TimeSpan.Zero ? "when the attribute is set" : $"when the attribute is set ({Time(step.After)})",
        EscalationTrigger.ByHand => step.After == TimeSpan.Zero ? "when somebody calls it" : $"when somebody calls it ({Time(step.After)})",
    };

    private static string Window(ChecklistPhase phase) =>
        $"{Time(phase.From) ?? "open"} to {Time(phase.To) ?? "open"} after the {(phase.Anchor == ChecklistAnchor.Declared ? "declaration" : "resolution")}";

    private static string Cadence(Cadence cadence, SeverityScheme levels) => cadence.Shortest == cadence.Longest
        ? $"{Levels(cadence.Ranks, levels)} every {Time(cadence.Longest)}"
        : $"{Levels(cadence.Ranks, levels)} every {Time(cadence.Shortest)} to {Time(cadence.Longest)}";

    private static string Channel(ChannelRule rule, SeverityScheme levels) => $"{rule.Channel} at {Levels(rule.Ranks, levels)}";

    private static string Levels(ImmutableArray<int> ranks, SeverityScheme levels) => ranks.IsEmpty ? "no level" : string.Join(", ", ranks.Select(rank => levels[rank].Label));

    private static string? Threshold(ThresholdRule? rule) => rule is null ? null : string.Concat(
        rule.Metric,
        rule.Comparison == Comparison.Above ? " > " : " < ",
        rule.BudgetMultiple is { } times ? $"{rule.Budget ?? "budget"} × {Number(times)}" : rule.Budget is { } budget ? $"{budget} " : "",
        rule.Value is { } value ? (rule.BudgetMultiple is null ? $"{Number(value)} {rule.Unit}" : $" ({Number(value)} {rule.Unit})") : $" {rule.Unit}",
        rule.For > TimeSpan.Zero ? $" for {Time(rule.For)}" : "",
        rule.FallbackMetric is { } instead ? $", else {instead}" : "",
        rule.And is { } and ? $" and {Threshold(and)}" : "");

    private static string? Command(RunbookCommand? command) =>
        command is null ? null : $"{command.Text} ({string.Join(", ", command.Placeholders.Prepend(command.Language))})";

    private static string? Request(HttpAction? request) => request is null ? null : string.Join(' ', new[] { request.Method, request.Url, request.Body, request.ContentType }.Where(word => word is not null));

    private static string Reference(QuickReference row) => string.Join(" | ", row.Kind, row.Severity, row.PrimaryAction, row.SecondaryAction);

    private static string Contact(Contact contact) => $"{contact.Role}: {contact.Path}";

    private static string Owner(ModuleOwner owner) => $"{owner.Module}: {owner.Team}";

    private static string Link(RunbookLink link) => $"{link.Title} ({link.Target}, {Words(link.Kind.ToString())})";

    private static string? Time(TimeSpan? time) => time is { } span ? Elapsed.Words(span) : null;

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    // "PostToChannel" → "post to channel".
    private static string Words(string name) => string.Concat(name.Select((sign, at) => char.IsUpper(sign) ? (at > 0 ? " " : "") + char.ToLowerInvariant(sign) : sign.ToString()));
}
