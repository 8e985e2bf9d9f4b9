using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Library;

/// <summary>The facts of the Kaizen runbook, each as the runbook states it.</summary>
public sealed class KaizenRunbookTests
{
    private static readonly Runbook Runbook = RunbookLibrary.Find("kaizen").Runbook;

    [Fact]
    public void P0_to_P3_answer_within_15_min_1_h_4_h_and_24_h()
    {
        Assert.Equal(["P0 Critical", "P1 High", "P2 Medium", "P3 Low"], Runbook.Severities.Levels.Select(level => level.Title));
        Assert.Equal([0.25, 1, 4, 24], Runbook.Severities.Levels.Select(level => level.Response.Within!.Value.TotalHours));
        Assert.Equal([ResponseMode.PageAtOnce, ResponseMode.PageOnCall, ResponseMode.Notify, ResponseMode.Ticket], Runbook.Severities.Levels.Select(level => level.Mode));
    }

    [Fact]
    public void Errors_over_20_percent_are_P1_and_over_5_are_P2()
    {
        Assert.Equal([new ThresholdRule("Error rate", Comparison.Above, 20, "%")], Runbook.Severities[2].Thresholds);
        Assert.Equal([new ThresholdRule("Error rate", Comparison.Above, 5, "%")], Runbook.Severities[3].Thresholds);
    }

    [Fact]
    public void The_ladder_counts_from_the_start_and_a_data_breach_is_the_CTOs_at_once()
    {
        var steps = Runbook.Escalation.StepsAt(1);
        Assert.Equal(
            [
                ("On-call engineer", EscalationTrigger.AtOnce, 0),
                ("Engineering manager", EscalationTrigger.Elapsed, 30),
                ("VP Engineering", EscalationTrigger.Elapsed, 60),
                ("CTO", EscalationTrigger.Elapsed, 120),
            ],
            steps.Select(step => (step.Target, step.Trigger, (int)step.After.TotalMinutes)));
        Assert.Equal([null, null, null, "data-breach"], steps.Select(step => step.Attribute));
        Assert.Equal(steps, Runbook.Escalation.StepsAt(2));
    }

    [Fact]
    public void Updates_every_15_min_e_mail_for_the_two_worst_and_a_channel_with_a_name()
    {
        Assert.Equal(TimeSpan.FromMinutes(15), Runbook.Communication.CadenceAt(1)!.Longest);
        Assert.Equal([true, true, false, false], Enumerable.Range(1, 4).Select(Runbook.Communication.EmailsStakeholdersAt));
        Assert.Equal("#incident-YYYYMMDD-description", Runbook.Communication.ChannelPattern);
        Assert.Equal(
            [TemplateKind.InitialUpdate, TemplateKind.Update, TemplateKind.ResolutionUpdate, TemplateKind.StakeholderEmail],
            Runbook.Communication.Templates.Select(template => template.Kind));
    }

    [Fact]
    public void Four_questions_help_to_judge() => Assert.Equal(4, Runbook.SeverityQuestions.Length);

    [Fact]
    public void Detection_asks_for_a_false_positive_first() => Assert.Contains(
        Runbook.Checklist.SelectMany(phase => phase.Items).Select(item => item.Text).Concat(Runbook.Procedures.SelectMany(procedure => procedure.Actions).Select(action => action.Title)),
        text => text.Contains("not a false positive", StringComparison.Ordinal));

    [Fact]
    public void Commands_roll_back_scale_and_restart()
    {
        var actions = Runbook.Procedures.SelectMany(procedure => procedure.Actions).Where(action => action.Command is not null).ToList();
        Assert.Equal(["<revision>"], Assert.Single(actions, action => action.Command!.Text.Contains("--to-revision", StringComparison.Ordinal)).Command!.Placeholders);
        Assert.True(Assert.Single(actions, action => action.Command!.Text.Contains("--force", StringComparison.Ordinal)).IsDestructive);
        Assert.Contains(actions, action => action.Command!.Text == "kubectl scale deployment/kaizen -n kaizen --replicas=6");
    }

    [Theory]
    [InlineData("High Error Rate")]
    [InlineData("High Latency")]
    [InlineData("Pod CrashLoopBackOff")]
    public void Common_issues_have_four_checks(string title) => Assert.Equal(4, Runbook.Procedures.Single(procedure => procedure.Title == title).Actions.Length);

    [Fact]
    public void It_is_over_when_errors_pods_smoke_test_and_alerts_say_so() => Assert.Equal(4, Runbook.ResolveCriteria.Length);

    [Fact]
    public void The_postmortem_is_due_in_48_h_with_lessons_learned()
    {
        Assert.Equal(TimeSpan.FromHours(48), Runbook.Postmortem.DueWithin);
        Assert.Equal(["Summary", "Timeline", "Root Cause", "Impact", "Resolution", "Action Items", "Lessons Learned"], Runbook.Postmortem.Sections.Select(section => section.Title));
        Assert.Contains("Revenue impact", Runbook.Postmortem.Find("impact")!.Hint, StringComparison.Ordinal);
        Assert.Equal(6, Runbook.IncidentMetrics.Length);
    }
}
