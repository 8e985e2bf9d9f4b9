using System.Collections.Immutable;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks.Compiling.Words;
using static IncidentConsole.Web.Runbooks.Compiling.Exact.CanonicalPhrases;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>A runbook in the words a person would write it with, in the forms the recognisers know best.</summary>
internal sealed class CanonicalWords
{
    private readonly Runbook runbook;
    private readonly MarkdownText text;

    private CanonicalWords(Runbook runbook)
    {
        this.runbook = runbook;
        text = new MarkdownText(runbook.Language == "de");
    }

    private bool IsGerman => runbook.Language == "de";

    /// <param name="withReferences">The reference text too, in its place under its headings.</param>
    public static string Of(Runbook runbook, bool withReferences)
    {
        var words = new CanonicalWords(runbook);
        words.Head();
        words.Levels();
        words.Calling();
        words.Telling();
        words.Checklists();
        words.QuickReferences();
        new CanonicalProcedures(words.text, words.IsGerman).Write(runbook.Procedures);
        words.Closing();
        words.Rest();
        if (withReferences)
        {
            words.References();
        }

        return words.text.ToString();
    }

    private void Head()
    {
        text.Heading(1, runbook.Title);
        var facts = new[] { Fact("Owner", runbook.OwnerTeam), Fact(IsGerman ? "Geltungsbereich" : "Scope", runbook.Scope) };
        if (string.Join(" • ", facts.OfType<string>()) is { Length: > 0 } line)
        {
            text.Paragraph(line);
        }
    }

    private void Levels()
    {
        text.Heading(2, "Severity Levels", "Schweregrade");
        var levels = runbook.Severities.Levels;
        var named = levels.Any(level => level.Name != level.Label);
        string[] header = IsGerman ? ["Severity", "Name", "Wirkung", "Beispiel", "Reaktionszeit", "Eskalation"] : ["Level", "Name", "Description", "Examples", "Response Time", "Escalation"];
        text.Table(
            [.. header.Where((_, column) => named || column != 1)],
            levels.Select(level => new[] { level.Label, level.Name, level.Impact, string.Join("; ", level.Examples), Response(level.Response), Mode(level.Mode) }.Where((_, column) => named || column != 1).ToList()));

        if (levels.Any(level => level.Question is not null))
        {
            text.Heading(3, "Determine Severity", "Schweregrad bestimmen");
            text.Items(levels.Where(level => level.Question is not null).Select(level => $"{MarkdownText.Line(level.Question!)} → {level.Label}"));
        }

        var own = runbook.SeverityQuestions.Where(question => !levels.Any(level => level.Question is { } said && question.StartsWith(said, StringComparison.Ordinal))).ToList();
        if (own.Count > 0)
        {
            text.Heading(3, "Severity Assessment", "Schweregrad einschätzen");
            text.Items(own.Select(MarkdownText.Line));
        }

        if (levels.Any(level => !level.Thresholds.IsEmpty))
        {
            text.Heading(3, "Alert Thresholds", "Schwellwerte");
            text.Items(levels.Where(level => !level.Thresholds.IsEmpty).Select(level => $"**{level.Label}**: {string.Join(", ", level.Thresholds.Select(Threshold))}"));
        }
    }

    private void Calling()
    {
        if (!runbook.Escalation.Steps.IsEmpty)
        {
            text.Heading(2, "Escalation", "Eskalation");
            foreach (var ladder in runbook.Escalation.Steps.GroupBy(step => Labels(step.Ranks, "/")))
            {
                text.Label($"{ladder.Key} Escalation Path", $"{ladder.Key} Eskalationspfad");
                text.Items(ladder.Select(step => $"{Call(step)}{When(step)}{(step.IsOptional ? " (optional)" : "")}"), isOrdered: true);
            }
        }

        if (!runbook.Contacts.IsEmpty)
        {
            text.Heading(2, "Emergency Contacts", "Ansprechpartner");
            text.Table(IsGerman ? ["Rolle", "Weg"] : ["Role", "Escalation Path"], runbook.Contacts.Select(contact => new[] { contact.Role, contact.Path }));
        }

        if (!runbook.ModuleOwners.IsEmpty)
        {
            text.Heading(2, "Module Owners", "Modulverantwortliche");
            text.Items(runbook.ModuleOwners.Select(owner => $"**{MarkdownText.Line(owner.Module)}:** {MarkdownText.Line(owner.Team)}"));
        }
    }

    private void Telling()
    {
        var plan = runbook.Communication;
        if (!plan.Cadences.IsEmpty || !plan.Channels.IsEmpty || plan.ChannelPattern is not null)
        {
            text.Heading(2, "Communication", "Kommunikation");
            text.Items(plan.Cadences.Select(cadence => $"**{Labels(cadence.Ranks, "/")}:** {(IsGerman ? "Update alle" : "update every")} {Span(cadence.Shortest, cadence.Longest)}"));
            if (plan.ChannelPattern is { } pattern)
            {
                text.Paragraph($"{(IsGerman ? "Incident-Kanal" : "Incident channel")}: `{MarkdownText.Line(pattern)}`");
            }

            if (!plan.Channels.IsEmpty)
            {
                text.Label("Channels", "Kanäle");
                text.Items(plan.Channels.Select(Channel));
            }
        }

        if (plan.Templates.IsEmpty)
        {
            return;
        }

        text.Heading(2, "Message Templates", "Vorlagen");
        foreach (var template in plan.Templates)
        {
            var (english, german) = HeadingOf(template.Kind);
            text.Heading(3, english, german);
            text.Fence("", template.Subject is { } subject ? $"Subject: {MarkdownText.Line(subject)}\n\n{template.Body}" : template.Body);
        }
    }

    private void Checklists()
    {
        ChecklistAnchor? open = null;
        foreach (var phase in runbook.Checklist)
        {
            if (phase.Anchor != open)
            {
                text.Heading(2, phase.Anchor == ChecklistAnchor.Declared ? "Checklist" : "Post-Incident", phase.Anchor == ChecklistAnchor.Declared ? "Checkliste" : "Nach der Störung");
                open = phase.Anchor;
            }

            text.Heading(3, $"{MarkdownText.Line(phase.Title)}{Window(phase)}");
            text.Items(phase.Items.Select(item => $"[ ] {MarkdownText.Line(item.Text)}{(item.IsRequired ? "" : " (optional)")}"));
        }
    }

    private void QuickReferences()
    {
        if (!runbook.QuickReferences.IsEmpty)
        {
            text.Heading(2, "Quick Reference", "Kurzreferenz");
            text.Table(
                IsGerman ? ["Störungsart", "Schweregrad", "Erste Maßnahme", "Zweite Maßnahme"] : ["Incident Type", "Severity", "Primary Action", "Secondary Action"],
                runbook.QuickReferences.Select(row => new[] { row.Kind, row.Severity, row.PrimaryAction, row.SecondaryAction ?? "" }));
        }
    }

    private void Closing()
    {
        if (!runbook.ResolveCriteria.IsEmpty)
        {
            text.Heading(2, "Resolution Criteria", "Abschlusskriterien");
            text.Items(runbook.ResolveCriteria.Select(criterion => $"[ ] {MarkdownText.Line(criterion.Text)}"));
        }

        text.Heading(2, $"Post-Mortem (within {Say.Time(runbook.Postmortem.DueWithin)})", $"Postmortem (spätestens {Say.Time(runbook.Postmortem.DueWithin)})");
        if (!runbook.Postmortem.Sections.IsEmpty)
        {
            text.Label("Post-Mortem Template", "Postmortem-Vorlage");
            text.Fence("markdown", $"# Post-Mortem\n\n{string.Join("\n\n", runbook.Postmortem.Sections.Select(section => $"## {MarkdownText.Line(section.Title)}{(section.Hint is { } hint ? $"\n{hint}" : "")}"))}");
        }
    }

    private void Rest()
    {
        List(runbook.KeyMetrics.Select(Threshold), "Key Metrics", "Kennzahlen");
        List(runbook.IncidentMetrics, "Incident Metrics", "Incident-Kennzahlen");
        foreach (var links in runbook.Links.GroupBy(link => link.Kind))
        {
            var (english, german) = links.Key switch
            {
                RunbookLinkKind.Runbook => ("Related Runbooks", "Weitere Runbooks"),
                RunbookLinkKind.Dashboard => ("Dashboards", "Dashboards"),
                RunbookLinkKind.Log => ("Logs", "Logs"),
                RunbookLinkKind.Tool => ("Tools", "Werkzeuge"),
                RunbookLinkKind.Document => ("References", "Verweise"),
            };
            List(links.Select(link => $"[{MarkdownText.Line(link.Title)}]({MarkdownText.Line(link.Target)})"), english, german);
        }
    }

    private void References()
    {
        IReadOnlyList<string> open = [runbook.Title];
        foreach (var reference in runbook.References)
        {
            var path = reference.Heading.Split(" › ");
            var same = path.Zip(open).TakeWhile(pair => pair.First == pair.Second).Count();
            foreach (var (heading, level) in path.Select((heading, at) => (heading, at + 1)).Skip(same).Where(part => part.heading.Length > 0))
            {
                text.Heading(Math.Min(level, 6), heading);
            }

            open = path;
            text.Paragraph(reference.Markdown);
        }
    }

    private void List(IEnumerable<string> items, string english, string german)
    {
        var lines = items.Select(MarkdownText.Line).ToList();
        if (lines.Count > 0)
        {
            text.Heading(2, english, german);
            text.Items(lines);
        }
    }

    private string Channel(ChannelRule rule) => rule.Channel switch
    {
        ChannelRule.StakeholderEmail => $"Email stakeholders for {Labels(rule.Ranks, "/")}",
        "Status page" => $"Update status page for {Labels(rule.Ranks, "/")}",
        var channel => $"{MarkdownText.Line(channel)} ({Labels(rule.Ranks, ", ")})",
    };

    private static (string English, string German) HeadingOf(TemplateKind kind) => kind switch
    {
        TemplateKind.Declaration => ("Declaration", "Meldung"),
        TemplateKind.InitialUpdate => ("Initial Update", "Erste Meldung"),
        TemplateKind.Update => ("Progress Update", "Zwischenmeldung"),
        TemplateKind.MonitoringUpdate => ("Monitoring Update", "Unter Beobachtung"),
        TemplateKind.ResolutionUpdate => ("Resolution Update", "Abschlussmeldung"),
        TemplateKind.StakeholderEmail => ("Email Template", "E-Mail-Vorlage"),
        TemplateKind.HandOver => ("Handover", "Übergabe"),
        TemplateKind.Resolution => ("Declare Resolution", "Störung beenden"),
    };

    private string Response(ResponseTarget target) => target switch
    {
        { IsNextBusinessDay: true } => IsGerman ? "nächster Werktag" : "Next business day",
        { Within: { } within } when within == TimeSpan.Zero => IsGerman ? "sofort" : "Immediate",
        { Within: { } within } => Say.Time(within),
        _ => "-",
    };

    private string Labels(ImmutableArray<int> ranks, string between) => string.Join(between, ranks.Select(rank => MarkdownText.Line(runbook.Severities[rank].Label)));

    private static string? Fact(string name, string? value) => string.IsNullOrWhiteSpace(value) ? null : $"{name}: {MarkdownText.Line(value)}";
}
