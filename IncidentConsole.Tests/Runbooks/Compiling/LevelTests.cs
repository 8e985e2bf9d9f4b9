using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Severity levels from tables, headings and lists, in any wording the five teams use.</summary>
public sealed class LevelTests
{
    private const string Table = "# R\n\n## Incident Severity Levels\n\n| Level | Description | Response Time | Escalation |\n|---|---|---|---|\n| SEV1 | Complete outage | 15 minutes | Immediate page |\n| SEV2 | Degradation | 30 minutes | Page on-call |\n| SEV3 | Minor | 4 hours | Notification |\n| SEV4 | None | Next business day | Ticket |\n";

    [Fact]
    public void A_table_gives_impact_response_and_how_people_are_called()
    {
        var levels = Read.Runbook(Table).Severities.Levels;
        Assert.Equal([(1, "SEV1"), (2, "SEV2"), (3, "SEV3"), (4, "SEV4")], levels.Select(level => (level.Rank, level.Label)));
        Assert.Equal([ResponseMode.PageAtOnce, ResponseMode.PageOnCall, ResponseMode.Notify, ResponseMode.Ticket], levels.Select(level => level.Mode));
        Assert.Equal(
            [ResponseTarget.Elapsed(TimeSpan.FromMinutes(15)), ResponseTarget.Elapsed(TimeSpan.FromMinutes(30)), ResponseTarget.Elapsed(TimeSpan.FromHours(4)), ResponseTarget.NextBusinessDay],
            levels.Select(level => level.Response));
    }

    [Fact]
    public void Each_fact_stands_on_the_line_of_its_row()
    {
        var fact = Read.Compiled(Table).Facts.Single(fact => fact.Path == "severities/levels/1/response");
        Assert.Equal((FactKind.ResponseTime, new SourceLines(8, 8), Certainty.Stated), (fact.Kind, fact.Lines, fact.Certainty));
    }

    [Fact]
    public void Headings_hold_labels_or_bullets()
    {
        var levels = Read.Runbook("# R\n## Severity Levels\n### P0 - Critical (15 min response)\n- Service down\n- **Escalate immediately to on-call team**\n### P3 - Low (24 hour response)\n- Minor issues\n- **Create ticket**\n").Severities.Levels;
        Assert.Equal(["P0 Critical", "P3 Low"], levels.Select(level => level.Title));
        Assert.Equal([1, 2], levels.Select(level => level.Rank));
        Assert.Equal([ResponseMode.PageAtOnce, ResponseMode.Ticket], levels.Select(level => level.Mode));
        Assert.Equal(TimeSpan.FromHours(24), levels[1].Response.Within);
        Assert.Equal(["Service down"], levels[0].Examples);
    }

    [Fact]
    public void A_list_names_words_only()
    {
        var levels = Read.Runbook("# R\n## Schweregrade\n- **Kritisch**: alles steht\n- **Gering**: kaum zu merken\n- **Hoch**: vieles steht\n").Severities.Levels;
        Assert.Equal(["Kritisch", "Hoch", "Gering"], levels.Select(level => level.Label));
        Assert.Equal("alles steht", levels[0].Impact);
    }

    [Fact]
    public void A_quick_reference_with_a_severity_column_is_no_scheme()
    {
        var compilation = Read.Compiled("# R\n## Quick Reference\n| Incident Type | Severity | Primary Action |\n|---|---|---|\n| Slow | High | Wait |\n| Down | Critical | Run |\n");
        Assert.Contains(compilation.Missing, missing => missing.Part == "Severity levels");
        Assert.Equal("SEV1", compilation.Runbook.Severities.Levels[0].Label);
    }

    [Fact]
    public void Escalation_headings_by_level_are_no_scheme() =>
        Assert.Contains(Read.Compiled("# R\n## Escalation\n### SEV-1\n- call\n### SEV-2\n- wait\n").Missing, missing => missing.Part == "Severity levels");

    [Fact]
    public void Two_response_times_for_one_level_become_a_question()
    {
        var compilation = Read.Compiled(Table + "\n## Severity in detail\n\n### SEV1 (5 minutes)\n\nAll is down\n\n### SEV2 (30 min)\n\nHalf is down\n");
        var question = Assert.Single(compilation.Questions);
        Assert.Equal("severities/levels/0/response", question.Path);
        Assert.Equal(["\"PT15M\"", "\"PT5M\""], question.Choices.Select(choice => choice.Value));
        Assert.Equal(TimeSpan.FromMinutes(15), compilation.Runbook.Severities[1].Response.Within);
    }

    [Fact]
    public void A_cell_no_rule_knows_is_left_for_reading()
    {
        var compilation = Read.Compiled("# R\n## Severity\n| Level | Impact | Response | Colour |\n|---|---|---|---|\n| SEV1 | all | when the moon is up | red |\n| SEV2 | half | 5 min | blue |\n");
        Assert.Equal(ResponseTarget.None, compilation.Runbook.Severities[1].Response);
        Assert.Contains(compilation.Unread, unread => unread.Markdown.Contains("moon", StringComparison.Ordinal) && unread.Lines.First == 5);
        Assert.Equal(2, compilation.Unread.Count(unread => unread.Markdown.Contains("Colour", StringComparison.Ordinal)));
    }

    [Fact]
    public void Arrows_give_each_level_its_question_and_open_questions_stay_open()
    {
        var runbook = Read.Runbook(Table + "\n## Determine Severity\n- Is it down? → SEV1\n- Is it slow? -> SEV2\n- Trend: Getting better or worse?\n- Broken arrow? ‚Üí SEV3\n");
        Assert.Equal(["Is it down?", "Is it slow?", "Broken arrow?", null], runbook.Severities.Levels.Select(level => level.Question));
        Assert.Equal(["Trend: Getting better or worse?"], runbook.SeverityQuestions);
    }
}
