using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

[Covers<PauseDrill>]
[Covers<ContinueDrill>]
[Covers<StopDrill>]
[Covers<PlayDrillLine>]
public sealed class DrillTests
{
    private static readonly DrillPlay Play = new(DrillSource.Procedure, 7, 2) { ProcedureId = "errors", KeyAction = "restart" };
    private static readonly Someone Engineer = new(Actor.Simulated("On-call engineer"), AccessRole.Administrator);

    [Fact]
    public void Only_who_may_command_starts_one() => Story.Undeclared()
        .When(new DeclareIncident("Game day", "api", "2") { IsDrill = true, Drill = Play }, by: Someone.Bo)
        .ThenRefused(RefusalKind.Forbidden, "Commander", "take part");

    [Fact]
    public void What_is_played_stands_in_its_declaration_and_only_there() => Story.Undeclared()
        .When(new DeclareIncident("Game day", "api", "2") { IsDrill = true, Drill = Play, ByAlert = true })
        .ThenIncident(drill =>
        {
            Assert.True(drill.IsDrill);
            Assert.Equal((Play, Story.Start, 2), (drill.Drill!.Play, drill.Drill.StartedAt, drill.Drill.Rank));
            Assert.Equal((IncidentStatus.Triage, "drill:incident-7"), (drill.Status, drill.SignalService));
        });

    [Fact]
    public void A_real_incident_plays_nothing() => Story.Undeclared()
        .When(new DeclareIncident("Errors", "api", "2") { Drill = Play })
        .ThenIncident(incident => Assert.Equal((false, null, "api"), (incident.IsDrill, incident.Drill, incident.SignalService)));

    [Fact]
    public void A_drill_of_before_this_was_known_borrows_the_screens() =>
        Assert.Equal(DrillPlay.Free, Story.Declared(isDrill: true).Incident.Drill!.Play);

    [Fact]
    public void The_ladder_calls_simulated_people_and_says_instead_of_whom() => Started()
        .When(new Escalate("page-engineer"))
        .Then(new StepEscalated("page-engineer", "On-call engineer", EscalationCause.ByHand, [new CalledPerson("simulated:on-call-engineer", "Simulated: On-call engineer, instead of bo")]));

    [Fact]
    public void A_step_that_would_reach_nobody_reaches_nobody() => Started()
        .When(new Escalate("page-cto"))
        .Then(new StepEscalated("page-cto", "CTO", EscalationCause.ByHand, []));

    [Fact]
    public void A_simulated_answer_is_no_human_acknowledgement()
    {
        var story = Started().When(new Escalate("page-engineer")).When(new PlayDrillLine("answer", new SimulatedAnswer("page-engineer")), by: Engineer)
            .Then(new EscalationAnswered("page-engineer"), new DrillLinePlayed("answer"));
        Assert.Equal((IncidentStatus.Triage, null), (story.Incident.Status, story.Incident.Milestones.Acknowledged));
        story.When(new PlayDrillLine("answer", new SimulatedAnswer("page-engineer")), by: Engineer).ThenNothing();   // a second node, or after a restart
        story.When(new PlayDrillLine("again", new SimulatedAnswer("page-engineer")), by: Engineer).ThenNothing();   // nobody waits any more
    }

    [Fact]
    public void Lines_are_for_simulated_people_in_drills_alone()
    {
        Started().When(new PlayDrillLine("note", new SimulatedNote(NoteKind.Note, "Hm"))).ThenRefused(RefusalKind.Forbidden, "simulated");
        Story.Commanded().When(new PlayDrillLine("note", new SimulatedNote(NoteKind.Note, "Hm")), by: Engineer).ThenRefused(RefusalKind.Forbidden, "drill");
    }

    [Fact]
    public void A_simulated_colleague_takes_command_and_gives_it_back()
    {
        var deputy = new Someone(SimulatedPeople.Colleagues[0], AccessRole.Administrator);
        Started().Given(Someone.Ada.As(IncidentRole.Commander)).Given(new HandOverProposed(deputy.Id, deputy.Actor.Name, new Prose("All yours")))
            .When(new PlayDrillLine("accept", new SimulatedAccept()), by: deputy)
            .Then(new HandOverAccepted("ada", deputy.Id, deputy.Actor.Name), new DrillLinePlayed("accept"))
            .When(new PlayDrillLine("back", new SimulatedHandBack("ada", "Ada", "As it was")), by: deputy)
            .ThenIncident(drill => Assert.Equal("ada", drill.HandOver!.ToPersonId));
    }

    [Fact]
    public void No_real_alert_joins_one() => Started()
        .When(new JoinAlert("a1", "HighErrorRate", 1, Story.Start), by: Someone.Bot)
        .ThenRefused(RefusalKind.Conflict, "drill");

    [Fact]
    public void Breaks_do_not_count_in_the_play_and_the_speed_does()
    {
        var story = Started().After(60).When(new PauseDrill()).Then(new DrillPaused()).When(new PauseDrill()).ThenNothing();
        story.After(600).When(new PlayDrillLine("note", new SimulatedNote(NoteKind.Note, "Hm")), by: Engineer).ThenNothing();
        Assert.Equal(TimeSpan.FromMinutes(2), story.Incident.Drill!.At(story.Now));
        story.When(new ContinueDrill()).Then(new DrillContinued()).After(30).When(new ContinueDrill()).ThenNothing();
        Assert.Equal(TimeSpan.FromMinutes(3), story.Incident.Drill!.At(story.Now));
        Assert.Equal(TimeSpan.FromMinutes(2), story.Incident.Drill.At(Story.Start.AddSeconds(300)));   // in the middle of the break
        Assert.Equal(TimeSpan.FromMinutes(-1), story.Incident.Drill.At(Story.Start.AddMinutes(-1)));
    }

    [Fact]
    public void Who_started_it_ends_it_and_others_need_to_command()
    {
        Started().When(new StopDrill(), by: Someone.Bo).ThenRefused(RefusalKind.Forbidden);
        Started().When(new StopDrill()).Then(new DrillStopped()).When(new StopDrill()).ThenNothing()
            .ThenIncident(drill => Assert.Equal((IncidentStatus.Closed, Story.Start), (drill.Status, drill.Drill!.StoppedAt)));
        Story.Commanded().When(new StopDrill()).ThenRefused(RefusalKind.Conflict, "no drill");
    }

    [Fact]
    public void The_key_action_mends_it_once()
    {
        var story = Started().Given(new ActionStarted("errors", "logs", null), new ActionConfirmed("logs", null));
        Assert.Null(story.Incident.Drill!.KeyDoneAt);
        story.After(60).Given(new ActionStarted("errors", "restart", null), new ActionConfirmed("restart", null)).After(60).Given(new ActionConfirmed("restart", null));
        Assert.Equal(Story.Start.AddMinutes(1), story.Incident.Drill!.KeyDoneAt);
    }

    [Fact]
    public void A_request_is_never_sent()
    {
        var runbook = TestRunbooks.Standard with
        {
            Procedures = [new("errors", "High error rate") { Actions = [new("flush", "Flush the cache") { IsReadOnly = true, Request = new("POST", "https://cache.example/flush") }] }],
        };
        Story.Commanded(runbook: runbook, isDrill: true).When(new AttemptSend(null, "flush", "s1", TimeSpan.FromSeconds(10)))
            .Then(new ActionStarted("errors", "flush", new Prose("POST https://cache.example/flush")), new ActionConfirmed("flush", new Prose(AttemptSend.NothingSent)))
            .ThenIncident(drill => Assert.Empty(drill.SendIds));
    }

    private static Story Started() => Story.Undeclared().GivenBy(Someone.Ada, Story.Declaration(2, byAlert: true, isDrill: true) with { Drill = Play });
}
