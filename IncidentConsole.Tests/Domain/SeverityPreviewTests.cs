using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>What a change of severity says before it is done is what then happens.</summary>
[Covers<ChangeSeverity>]
public sealed class SeverityPreviewTests
{
    private static readonly Runbook WithChannels = TestRunbooks.Standard with
    {
        Communication = TestRunbooks.Standard.Communication with { Channels = [new("PagerDuty", [1, 2]), new("Slack", [1, 2, 3, 4]), new("E-mail", [3, 4])] },
    };

    [Fact]
    public void Raising_says_whom_it_calls_now_and_what_moves()
    {
        var story = Story.Triage(3).After(600);
        var preview = SeverityPreview.Of(story.Incident, 1, story.Now);

        Assert.Equal(("SEV-3", "SEV-1"), (preview.From.Label, preview.To.Label));
        Assert.False(preview.IsAcknowledged);
        Assert.Equal(Story.Start.AddMinutes(11), preview.ResponseDue);
        Assert.Equal(Story.Start.AddMinutes(30), preview.UpdateDue);
        Assert.Equal(
            [("page-manager", LadderPlace.Scheduled, 10.0), ("notify-lead", LadderPlace.Scheduled, 10), ("post-channel", LadderPlace.Scheduled, 10), ("page-vp", LadderPlace.IfUnanswered, 25), ("page-cto", LadderPlace.Scheduled, 120)],
            preview.Ladder.Where(change => !change.IsDropped).Select(change => (change.Step.Step.Id, change.Step.Place, (change.Step.At!.Value - Story.Start).TotalMinutes)));
        Assert.Equal(["ask-vendor"], preview.Ladder.Where(change => change.IsDropped).Select(change => change.Step.Step.Id));
    }

    [Fact]
    public void Lowering_says_what_falls_away()
    {
        var story = Story.Commanded(runbook: WithChannels);
        var preview = SeverityPreview.Of(story.Incident, 3, story.Now);

        Assert.True(preview.IsAcknowledged);
        Assert.Equal((TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)), (preview.CadenceBefore!.Longest, preview.CadenceAfter!.Longest));
        Assert.Equal(["E-mail"], preview.ChannelsAdded);
        Assert.Equal(["PagerDuty"], preview.ChannelsDropped);
        Assert.Contains(preview.Ladder, change => change is { IsDropped: true, Step.Step.Id: "page-cto" });
    }

    [Fact]
    public void A_promise_that_was_made_stays()
    {
        var story = Story.Commanded().When(new PostUpdate(PublicStatus.Investigating, "x", null, default, 50) { GoesOutAtOnce = true });
        Assert.Equal(Story.Start.AddMinutes(50), SeverityPreview.Of(story.Incident, 3, story.Now).UpdateDue);
    }

    public static TheoryData<int, int, string> Changes => new(
        from before in Enumerable.Range(1, 4)
        from after in Enumerable.Range(1, 4)
        where before != after
        from course in new[] { "triage", "called", "breach", "resolved" }
        select (before, after, course));

    [Theory]
    [MemberData(nameof(Changes))]
    public void It_then_does_exactly_that(int before, int after, string course)
    {
        var story = course == "triage" ? Story.Triage(before) : Story.Commanded(before);
        story.After(480);
        _ = course switch
        {
            "called" => story.When(new Escalate("page-manager")).When(new Escalate("page-engineer")).When(new Acknowledge { StepId = "page-engineer" }, Someone.Bo),
            "breach" => story.When(new SetAttribute("data-breach") { Reason = "A dump" }),
            "resolved" => story.Given(new IncidentResolved(new Prose("x"))),
            _ => story,
        };
        story.After(60);
        var preview = SeverityPreview.Of(story.Incident, after, story.Now);

        story.When(new ChangeSeverity(after.ToString(System.Globalization.CultureInfo.InvariantCulture)) { Reason = "x" }).ThenAccepted();

        var due = DeadlineSchedule.For(story.Incident);
        var plan = LadderPlan.Of(story.Incident).ToDictionary(planned => planned.Step.Id);
        Assert.All(preview.Ladder.Where(change => !change.IsDropped), change => Assert.Equal(change.Step, plan[change.Step.Step.Id]));
        Assert.All(preview.Ladder.Where(change => change.IsDropped), change => Assert.False(plan.ContainsKey(change.Step.Step.Id)));
        var promised = preview.Ladder.Where(change => change is { IsDropped: false, Step.Place: LadderPlace.Scheduled }).Select(change => (change.Step.Step.Id, change.Step.At!.Value));
        Assert.Subset(due.Select(deadline => (deadline.Subject, deadline.DueAt)).ToHashSet(), promised.ToHashSet());
        Assert.Equal(due.Where(deadline => deadline.Kind == DeadlineKind.StatusUpdateDue).Select(deadline => (DateTimeOffset?)deadline.DueAt).Min(), preview.UpdateDue);
        if (!preview.IsAcknowledged)
        {
            Assert.Equal(preview.ResponseDue, due.Single(deadline => deadline.Kind == DeadlineKind.AcknowledgeDue).DueAt);
        }
    }

    [Fact]
    public void A_lower_level_wakes_nobody_who_was_called_already()
    {
        var runbook = TestRunbooks.Standard with
        {
            Escalation = new([.. TestRunbooks.Standard.Escalation.Steps, new("lead-again", "Platform lead", IncidentConsole.Domain.Escalations.EscalationAct.Page, IncidentConsole.Domain.Escalations.EscalationTrigger.AtOnce, TimeSpan.Zero, [3])]),
        };
        var story = Story.Commanded(1, runbook).When(new Escalate("notify-lead"));
        Assert.Empty(story.Given(new SeverityChanged(1, 3)).Due(DeadlineKind.EscalationStepDue));
        Assert.Equal([("lead-again", 0)], Story.Commanded(4, runbook).Given(new SeverityChanged(4, 3)).Due(DeadlineKind.EscalationStepDue));
    }

    [Fact]
    public void The_answers_stay_beside_the_choice() => Story.Commanded()
        .When(new ChangeSeverity("SEV-1") { Assessment = " Impact: everybody " })
        .Then(new SeverityAssessed(1, new Prose("Impact: everybody")), new SeverityChanged(2, 1));

    [Fact]
    public void Also_when_the_level_stays() => Story.Commanded()
        .When(new ChangeSeverity("SEV-2") { Assessment = "Trend: getting better" })
        .Then(new SeverityAssessed(2, new Prose("Trend: getting better")))
        .When(new ChangeSeverity("SEV-2"))
        .ThenNothing();

    [Fact]
    public void And_when_declaring() => Story.Undeclared()
        .When(new DeclareIncident("Slow", "api", "3") { Assessment = "Impact: some" })
        .ThenAccepted()
        .ThenIncident(incident => Assert.Equal((2, 3), (incident.Version, incident.Severity)));

    [Fact]
    public void A_book_is_no_answer() => Story.Commanded()
        .When(new ChangeSeverity("SEV-1") { Assessment = new string('x', 10_001) })
        .ThenRefused(RefusalKind.Invalid, "characters");
}
