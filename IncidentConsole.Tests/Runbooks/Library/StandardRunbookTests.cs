using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Library;

/// <summary>The runbook of a service that nobody configured carries something of every kind.</summary>
public sealed class StandardRunbookTests
{
    private static readonly Runbook Runbook = RunbookLibrary.Standard.Runbook;

    [Fact]
    public void Every_level_has_a_question_and_a_time_to_answer()
    {
        Assert.Equal(["SEV1 Critical", "SEV2 High", "SEV3 Medium", "SEV4 Low"], Runbook.Severities.Levels.Select(level => level.Title));
        Assert.All(Runbook.Severities.Levels, level => Assert.NotNull(level.Question));
        Assert.Equal([5.0, 15, 60], Runbook.Severities.Levels.Take(3).Select(level => level.Response.Within!.Value.TotalMinutes));
        Assert.Equal(ResponseTarget.NextBusinessDay, Runbook.Severities[4].Response);
        Assert.Equal(4, Runbook.SeverityQuestions.Length);
    }

    [Fact]
    public void The_ladder_waits_for_answers_then_for_time_and_takes_a_data_breach_to_the_CTO() => Assert.Equal(
        [
            ("On-call engineer", EscalationTrigger.AtOnce, 0, null),
            ("Second on-call engineer", EscalationTrigger.Unacknowledged, 5, null),
            ("Engineering manager", EscalationTrigger.Unacknowledged, 10, null),
            ("VP Engineering", EscalationTrigger.Elapsed, 60, null),
            ("CTO", EscalationTrigger.Elapsed, 120, "data-breach"),
        ],
        Runbook.Escalation.StepsAt(1).Select(step => (step.Target, step.Trigger, (int)step.After.TotalMinutes, step.Attribute)));

    [Fact]
    public void A_text_for_everything_that_is_said_and_a_time_for_each_level()
    {
        Assert.Equal(Enum.GetValues<TemplateKind>().Order(), Runbook.Communication.Templates.Select(template => template.Kind).Order());
        Assert.Equal([30.0, 60, 240, 1440], Enumerable.Range(1, 4).Select(rank => Runbook.Communication.CadenceAt(rank)!.Longest.TotalMinutes));
        Assert.Equal([true, true, false, false], Enumerable.Range(1, 4).Select(Runbook.Communication.EmailsStakeholdersAt));
    }

    [Fact]
    public void Five_phases_the_last_after_the_resolution()
    {
        Assert.Equal(["Respond", "Investigate", "Mitigate", "Resolve", "Follow up"], Runbook.Checklist.Select(phase => phase.Title));
        Assert.Equal([(0, 5), (5, 15), (15, 45), (45, null), (0, 2880)], Runbook.Checklist.Select(phase => ((int)phase.From!.Value.TotalMinutes, (int?)phase.To?.TotalMinutes)));
        Assert.Equal(ChecklistAnchor.Resolved, Runbook.Checklist[^1].Anchor);
    }

    [Fact]
    public void Three_procedures_to_look_to_reduce_and_to_roll_back() => Assert.Equal(["First look", "Reduce the impact", "Roll back"], Runbook.Procedures.Select(procedure => procedure.Title));

    [Fact]
    public void It_is_over_when_three_things_hold()
    {
        Assert.Equal(3, Runbook.ResolveCriteria.Length);
        Assert.Equal(TimeSpan.FromMinutes(30), Runbook.ResolveCriteria[0].StableFor);
    }

    [Fact]
    public void The_postmortem_binds_facts_times_timeline_and_items() => Assert.Superset(
        Enum.GetValues<PostmortemSectionKind>().ToHashSet(), Runbook.Postmortem.Sections.Select(section => section.Kind).ToHashSet());
}
