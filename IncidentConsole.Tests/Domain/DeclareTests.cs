using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

[Covers<DeclareIncident>]
[Covers<Acknowledge>]
public sealed class DeclareTests
{
    [Fact]
    public void A_person_declares_and_that_is_the_acknowledgement() => Story.Undeclared()
        .When(new DeclareIncident("  Errors everywhere ", "api", "sev2"), Someone.Bo)
        .Then(Story.Declaration(2, byAlert: false, isDrill: false))
        .ThenIncident(incident =>
        {
            Assert.Equal(IncidentStatus.Investigating, incident.Status);
            Assert.Equal(Story.Start, incident.Milestones.Acknowledged);
            Assert.Equal("INC-7", incident.Label);
        });

    [Fact]
    public void An_alert_declares_into_triage_and_detection_is_the_start_of_the_alert() => Story.Undeclared()
        .When(new DeclareIncident("Errors everywhere", "api", "2") { ByAlert = true, DetectedAt = Story.Start.AddMinutes(-2) }, Someone.Bot)
        .ThenIncident(incident =>
        {
            Assert.Equal(IncidentStatus.Triage, incident.Status);
            Assert.Null(incident.Milestones.Acknowledged);
            Assert.Equal(Story.Start.AddMinutes(-2), incident.Milestones.Detected);
        });

    [Fact]
    public void An_integration_that_declares_by_hand_has_not_acknowledged() => Story.Undeclared()
        .When(new DeclareIncident("Errors everywhere", "api", "2"), Someone.Bot)
        .ThenIncident(incident =>
        {
            Assert.Equal(IncidentStatus.Investigating, incident.Status);
            Assert.Null(incident.Milestones.Acknowledged);
        });

    [Fact]
    public void An_unknown_service_never_blocks() => Story.Undeclared()
        .When(new DeclareIncident("Smoke", "boiler room", null), Someone.Bo)
        .ThenIncident(incident =>
        {
            Assert.Equal("boiler room", incident.Service);
            Assert.False(incident.ServiceIsKnown);
        });

    [Fact]
    public void A_rank_beyond_the_scheme_means_its_last_level() => Story.Undeclared()
        .When(new DeclareIncident("Smoke", "api", "9"), Someone.Bo)
        .ThenIncident(incident => Assert.Equal(4, incident.Severity));

    [Fact]
    public void A_commander_may_take_command_with_the_declaration() => Story.Undeclared()
        .When(new DeclareIncident("Smoke", "api", "2") { TakeCommand = true })
        .ThenIncident(incident => Assert.Equal("ada", incident.Commander?.PersonId));

    [Fact]
    public void A_responder_may_not() => Story.Undeclared()
        .When(new DeclareIncident("Smoke", "api", "2") { TakeCommand = true }, Someone.Bo)
        .ThenRefused(RefusalKind.Forbidden, "Only a Commander", "Declare without");

    [Fact]
    public void The_same_declaration_again_adds_nothing() => Story.Declared()
        .When(new DeclareIncident("Errors everywhere", "api", "2"), Someone.Bo)
        .ThenNothing();

    [Theory]
    [InlineData("", "api", "2", "title is empty")]
    [InlineData("Smoke", " ", "2", "Name the service")]
    [InlineData("Smoke", "api", "SEV-9", "SEV-1, SEV-2, SEV-3, SEV-4")]
    public void What_is_missing_is_said(string title, string service, string severity, string words) => Story.Undeclared()
        .When(new DeclareIncident(title, service, severity), Someone.Bo)
        .ThenRefused(RefusalKind.Invalid, words);

    [Fact]
    public void A_title_that_is_a_book_is_refused() => Story.Undeclared()
        .When(new DeclareIncident(new string('x', 201), "api", "2"), Someone.Bo)
        .ThenRefused(RefusalKind.Invalid, "201 characters");

    [Fact]
    public void Impact_does_not_start_in_the_future() => Story.Undeclared()
        .When(new DeclareIncident("Smoke", "api", "2") { ImpactStartedAt = Story.Start.AddSeconds(1) }, Someone.Bo)
        .ThenRefused(RefusalKind.Invalid, "future");

    [Fact]
    public void A_person_acknowledges_out_of_triage() => Story.Triage().After(60)
        .When(new Acknowledge(), Someone.Bo)
        .Then(new IncidentAcknowledged())
        .ThenIncident(incident =>
        {
            Assert.Equal(IncidentStatus.Investigating, incident.Status);
            Assert.Equal(TimeSpan.FromMinutes(1), incident.Milestones.TimeToAcknowledge);
        })
        .When(new Acknowledge(), Someone.Cy)
        .ThenNothing();

    [Fact]
    public void An_integration_takes_it_out_of_triage_but_a_person_acknowledges() => Story.Triage()
        .When(new Acknowledge(), Someone.Bot)
        .Then(new IncidentAcknowledged())
        .ThenIncident(incident =>
        {
            Assert.Equal(IncidentStatus.Investigating, incident.Status);
            Assert.Null(incident.Milestones.Acknowledged);
        })
        .When(new Acknowledge(), Someone.Bot)
        .ThenNothing()
        .After(30)
        .When(new Acknowledge(), Someone.Bo)
        .Then(new IncidentAcknowledged())
        .ThenIncident(incident => Assert.Equal(Story.Start.AddSeconds(30), incident.Milestones.Acknowledged));

    [Fact]
    public void Acknowledging_answers_the_steps_that_called_this_person() => Story.Triage()
        .Given(new StepEscalated("page-engineer", "On-call engineer", EscalationCause.NoAcknowledgement, [Story.Called("bo")]))
        .When(new Acknowledge(), Someone.Bo)
        .Then(new IncidentAcknowledged(), new EscalationAnswered("page-engineer"))
        .When(new Acknowledge { StepId = "page-engineer" }, Someone.Bo)
        .ThenRefused(RefusalKind.Conflict, "Nobody waits");

    [Fact]
    public void What_is_over_is_not_acknowledged() => Story.Commanded()
        .Given(new IncidentResolved(new Prose("fixed")))
        .When(new Acknowledge(), Someone.Bo)
        .ThenRefused(RefusalKind.Conflict, "nothing to acknowledge");
}
