using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Runbooks.Compiling;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Tests.Runbooks.Brought;

/// <summary>Runbooks as other teams write them, which nobody wrote for this console: what a reader would understand is read, and nothing else is made up.</summary>
public sealed class BroughtRunbookTests
{
    [Fact]
    public void A_handbook_page_with_tables_and_alerts()
    {
        var compilation = Compiled("handbook");
        var runbook = compilation.Runbook;
        Assert.Equal(["S1", "S2", "S3"], runbook.Severities.Levels.Select(level => level.Label));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(30), true), (runbook.Severities[1].Response.Within!.Value, runbook.Severities[2].Response.Within!.Value, runbook.Severities[3].Response.IsNextBusinessDay));
        Assert.Equal([ResponseMode.PageOnCall, ResponseMode.PageOnCall, ResponseMode.Notify], runbook.Severities.Levels.Select(level => level.Mode));
        Assert.Equal(["Error rate", "p95 latency"], Assert.Single(runbook.Severities[2].Thresholds).Conditions().Select(rule => rule.Metric));
        Assert.Equal([15, 30, 24 * 60], new[] { 1, 2, 3 }.Select(rank => runbook.Communication.CadenceAt(rank)!.Longest.TotalMinutes));
        Assert.Contains(runbook.Escalation.StepsAt(1), step => step is { Target: "Engineering manager", Trigger: EscalationTrigger.Unacknowledged, After.TotalMinutes: 10 });
        Assert.Contains(runbook.Escalation.StepsAt(1), step => step is { Target: "Director of Engineering", Trigger: EscalationTrigger.Elapsed, After.TotalHours: 1 });
        Assert.Equal(["Error rate below 0.5% for at least 15 minutes", "Provider confirmed", "Status page updated"], runbook.ResolveCriteria.Select(criterion => criterion.Text));
        Assert.Equal(TimeSpan.FromDays(5), runbook.Postmortem.DueWithin);
        Assert.Contains(runbook.Procedures, procedure => procedure is { Title: "PaymentsErrorRateHigh", Symptoms.Length: 2, LikelyCauses.Length: 2, Actions.Length: 3, Verifications.Length: 1 });
        Assert.Contains(compilation.Unread, unread => unread.Markdown.Contains("and the engineering manager", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbered_headings_with_sentences()
    {
        var runbook = Compiled("numbered").Runbook;
        Assert.Equal(["P1 Emergency", "P2 Major", "P3 Minor", "P4 Cosmetic"], runbook.Severities.Levels.Select(level => level.Title));
        Assert.Equal([5, 15], runbook.Severities.Levels.Take(2).Select(level => level.Response.Within!.Value.TotalMinutes));
        Assert.True(runbook.Severities[3].Response.IsNextBusinessDay);
        Assert.Equal(ResponseMode.Ticket, runbook.Severities[3].Mode);
        Assert.Equal(ResponseTarget.None, runbook.Severities[4].Response);
        Assert.Equal(
            [("Secondary on-call", EscalationTrigger.Unacknowledged, 5.0), ("SRE manager", EscalationTrigger.Unacknowledged, 10), ("VP of Engineering", EscalationTrigger.Elapsed, 120), ("Security team", EscalationTrigger.Attribute, 0)],
            runbook.Escalation.Steps.Where(step => step.Trigger != EscalationTrigger.AtOnce).Select(step => (step.Target, step.Trigger, step.After.TotalMinutes)));
        Assert.Equal("data-breach", runbook.Escalation.Steps.Single(step => step.Target == "Security team").Attribute);
        Assert.Equal(["Availability > 99.9% for 30 minutes", "No open alerts", "The cause is understood or ruled out"], runbook.ResolveCriteria.Select(criterion => criterion.Text));
        Assert.Equal(TimeSpan.FromDays(3), runbook.Postmortem.DueWithin);
        Assert.Contains(runbook.Procedures.SelectMany(procedure => procedure.Actions), action => action.Command is { Text: "search-ctl drain --region <region>", Placeholders: ["<region>"] or ["region"] });
    }

    [Fact]
    public void Notes_without_levels_say_what_is_missing_and_what_runs_instead()
    {
        var compilation = Compiled("terse");
        Assert.Contains(compilation.Missing, missing => missing.Part == "Severity levels");
        Assert.Contains(compilation.Missing, missing => missing.Part == "Escalation");
        Assert.Equal(2, Assert.Single(compilation.Runbook.ResolveCriteria).Threshold!.Conditions().Count());
        Assert.Contains(compilation.Runbook.Procedures.SelectMany(procedure => procedure.Actions), action => action is { IsDestructive: true, Command.Text: var text } && text.Contains("failover", StringComparison.Ordinal));
        Assert.Contains(compilation.Unread, unread => unread.Markdown.Contains("flushall", StringComparison.Ordinal));
    }

    [Fact]
    public void A_german_handbook()
    {
        var compilation = Compiled("german");
        var runbook = compilation.Runbook;
        Assert.Equal("de", runbook.Language);
        Assert.Equal(["P1 Kritisch", "P2 Hoch", "P3 Mittel", "P4 Niedrig"], runbook.Severities.Levels.Select(level => level.Title));
        Assert.Equal([0, 30, 240], runbook.Severities.Levels.Take(3).Select(level => level.Response.Within!.Value.TotalMinutes));
        Assert.True(runbook.Severities[4].Response.IsNextBusinessDay);
        Assert.Equal(["Fehlerrate", "p95-Latenz"], Assert.Single(runbook.Severities[2].Thresholds).Conditions().Select(rule => rule.Metric));
        Assert.Equal(1500, Assert.Single(runbook.Severities[3].Thresholds).Value);
        Assert.Equal([15, 30, 24 * 60, 24 * 60], new[] { 1, 2, 3, 4 }.Select(rank => runbook.Communication.CadenceAt(rank)!.Longest.TotalMinutes));
        Assert.Equal([0.0, 30, 120], new[] { "Rufbereitschaft", "Teamleitung", "Bereichsleitung" }.Select(target => runbook.Escalation.Steps.First(step => step.Target == target).After.TotalMinutes));
        Assert.Equal("data-breach", runbook.Escalation.Steps.Single(step => step.Target == "Bereichsleitung").Attribute);
        Assert.Equal(TimeSpan.FromMinutes(20), Assert.Single(runbook.ResolveCriteria).StableFor);
        Assert.Equal(TimeSpan.FromDays(5), runbook.Postmortem.DueWithin);
        Assert.Contains(compilation.Facts, fact => fact is { Kind: FactKind.PostmortemDue, Certainty: Certainty.Inferred });
        Assert.Contains(runbook.Procedures.SelectMany(procedure => procedure.Actions), action => action is { IsDestructive: true, Command.Language: "sql" });
    }

    [Theory]
    [InlineData("handbook")]
    [InlineData("numbered")]
    [InlineData("terse")]
    [InlineData("german")]
    public void Every_line_is_read_or_reported_and_the_canonical_form_says_the_same(string name)
    {
        var text = Text(name);
        var compilation = Compiled(name);
        Guards.Holds(text, compilation);
        var canonical = new RunbookCompiler().ToMarkdown(compilation.Runbook);
        Assert.Equal(RunbookJson.KeyOf(compilation.Runbook), RunbookJson.KeyOf(Read.Runbook(canonical)));
    }

    private static RunbookCompilation Compiled(string name) => Read.Compiled(Text(name));

    private static string Text(string name) => File.ReadAllText(Path.Combine(Sources.Root, "IncidentConsole.Tests", "Runbooks", "Brought", $"{name}.md"));
}
