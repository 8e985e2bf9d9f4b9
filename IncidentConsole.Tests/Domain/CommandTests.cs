using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>Who holds which role, and how command passes.</summary>
[Covers<AssignRole>]
[Covers<ReleaseRole>]
[Covers<ProposeHandOver>]
[Covers<AcceptHandOver>]
[Covers<CancelHandOver>]
[Covers<TakeCommand>]
public sealed class CommandTests
{
    private static readonly HandOverProposed ToBo = new("bo", "Bo", new Prose("brief"));

    [Theory]
    [InlineData("bo")]
    [InlineData("bo@example.com")]
    public void A_role_is_given_by_id_or_mail_address(string person) => Story.Commanded()
        .When(new AssignRole(IncidentRole.Scribe, person))
        .Then(Someone.Bo.As(IncidentRole.Scribe))
        .When(new AssignRole(IncidentRole.Scribe, person))
        .ThenNothing();

    [Fact]
    public void One_holder_a_role_but_many_experts() => Story.Commanded()
        .Given(Someone.Bo.As(IncidentRole.Scribe), Someone.Bo.As(IncidentRole.SubjectMatterExpert))
        .When(new AssignRole(IncidentRole.Scribe, "cy")).ThenAccepted()
        .When(new AssignRole(IncidentRole.SubjectMatterExpert, "cy")).ThenAccepted()
        .ThenIncident(incident =>
        {
            Assert.False(incident.Holds(IncidentRole.Scribe, "bo"));
            Assert.True(incident.Holds(IncidentRole.SubjectMatterExpert, "bo"));
            Assert.True(incident.Holds(IncidentRole.SubjectMatterExpert, "cy"));
        });

    [Fact]
    public void A_stakeholder_holds_no_role() => Story.Commanded()
        .When(new AssignRole(IncidentRole.Scribe, "dee"))
        .ThenRefused(RefusalKind.Invalid, "Dee is a Stakeholder");

    [Fact]
    public void A_stranger_holds_no_role() => Story.Commanded()
        .When(new AssignRole(IncidentRole.Scribe, "who@example.com"))
        .ThenRefused(RefusalKind.Invalid, "who@example.com");

    [Fact]
    public void Command_is_given_only_while_nobody_has_it() => Story.Declared()
        .When(new AssignRole(IncidentRole.Commander, "bo"), Someone.Ada)
        .Then(Someone.Bo.As(IncidentRole.Commander))
        .When(new AssignRole(IncidentRole.Commander, "cy"), Someone.Bo)
        .ThenRefused(RefusalKind.Conflict, "Bo is in command", "Hand over to Cy");

    [Fact]
    public void Everybody_gives_back_their_own_role() => Story.Commanded().Given(Someone.Bo.As(IncidentRole.Scribe))
        .When(new ReleaseRole(IncidentRole.Scribe, "bo"), Someone.Bo)
        .Then(new RoleReleased(IncidentRole.Scribe, "bo", "Bo"))
        .When(new ReleaseRole(IncidentRole.Scribe, "bo"), Someone.Bo)
        .ThenNothing();

    [Fact]
    public void Leaving_nobody_in_command_needs_a_reason() => Story.Commanded()
        .When(new ReleaseRole(IncidentRole.Commander, "ada"))
        .ThenRefused(RefusalKind.ReasonRequired, "Nobody would be in command", "Hand over instead")
        .When(new ReleaseRole(IncidentRole.Commander, "ada") { Reason = "Plane leaves" })
        .Then(new RoleReleased(IncidentRole.Commander, "ada", "Ada"))
        .ThenIncident(incident => Assert.Null(incident.Commander));

    [Fact]
    public void A_holder_whose_account_is_gone_is_released_by_id() => Story.Commanded().Given(new RoleAssigned(IncidentRole.Deputy, "gone", "Gone"))
        .When(new ReleaseRole(IncidentRole.Deputy, "gone"))
        .Then(new RoleReleased(IncidentRole.Deputy, "gone", "Gone"));

    [Fact]
    public void Command_passes_when_the_receiver_accepts() => Story.Commanded()
        .When(new ProposeHandOver("bo@example.com", "All quiet"))
        .Then(new HandOverProposed("bo", "Bo", new Prose("All quiet")))
        .ThenIncident(incident => Assert.Equal("ada", incident.Commander?.PersonId))
        .When(new ProposeHandOver("bo", "All quiet"))
        .ThenNothing()
        .When(new AcceptHandOver(), Someone.Bo)
        .Then(new HandOverAccepted("ada", "bo", "Bo"))
        .ThenIncident(incident =>
        {
            Assert.Equal("bo", incident.Commander?.PersonId);
            Assert.Null(incident.HandOver);
        })
        .When(new AcceptHandOver(), Someone.Bo)
        .ThenNothing();

    [Fact]
    public void Without_a_brief_the_state_writes_it() => Story.Commanded()
        .Given(new ChecklistItemTicked("look"), new ActionStarted("errors", "logs", null), Someone.Cy.As(IncidentRole.Deputy))
        .Given(new StepEscalated("page-engineer", "On-call engineer", EscalationCause.ByHand, []), new ImpactChanged(new Prose("No logins"), 40)).After(5400)
        .When(new ProposeHandOver("bo"))
        .ThenIncident(incident => Assert.Equal(
            """
            Current state:
            - INC-7 Errors everywhere
            - SEV-2 High, Investigating, for 1 h 30 min
            - Impact: No logins (about 40 users)

            Done:
            - Called On-call engineer, nobody reached
            - Look at the dashboard

            Next:
            - Running: Read the logs
            - Fetch coffee
            - Dig deeper

            Contact:
            - Deputy: Cy
            - Commander until you accept: Ada
            """.ReplaceLineEndings("\n"),
            incident.HandOver?.Brief.Text));

    [Theory]
    [InlineData("State\n{{current_state}}\nThen\n{{contact}}", "State\n- INC-7 Errors everywhere\n- SEV-2 High, Investigating, for 0 s\nThen\n- Commander until you accept: Ada")]
    [InlineData("{{eta}}", "Current state:")]      // asks for what the state does not know
    public void The_brief_takes_the_form_of_the_runbook(string form, string begins)
    {
        var runbook = TestRunbooks.Standard with { Communication = new() { Templates = [new(TemplateKind.HandOver, "Hand-over", form)] } };

        Story.Commanded(runbook: runbook).When(new ProposeHandOver("bo"))
            .ThenIncident(incident => Assert.StartsWith(begins, incident.HandOver?.Brief.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Refusals_of_a_hand_over()
    {
        Story.Declared().When(new ProposeHandOver("bo")).ThenRefused(RefusalKind.Conflict, "Nobody is in command", "Make Bo the commander");
        Story.Commanded().When(new ProposeHandOver("ada")).ThenRefused(RefusalKind.Conflict, "Ada is already in command");
        Story.Commanded().When(new ProposeHandOver("dee")).ThenRefused(RefusalKind.Invalid, "Dee is a Stakeholder");
        Story.Commanded().When(new ProposeHandOver("nobody")).ThenRefused(RefusalKind.Invalid, "nobody");
        Story.Commanded().Given(ToBo).When(new ProposeHandOver("cy")).ThenRefused(RefusalKind.Conflict, "to Bo waits", "Cancel it first");
    }

    [Fact]
    public void Only_the_receiver_accepts()
    {
        Story.Commanded().Given(ToBo).When(new AcceptHandOver(), Someone.Cy).ThenRefused(RefusalKind.Forbidden, "only Bo can accept");
        Story.Commanded().When(new AcceptHandOver(), Someone.Bo).ThenRefused(RefusalKind.Conflict, "No hand-over", "take command");
    }

    [Fact]
    public void Who_accepts_what_was_cancelled_is_told() => Story.Commanded().Given(ToBo, new HandOverCancelled("bo")).After(3)
        .When(new AcceptHandOver { SeenVersion = 3 }, Someone.Bo)
        .ThenRefused(RefusalKind.Stale, "Ada cancelled the hand-over, 3 s ago");

    [Theory]
    [InlineData("ada")]
    [InlineData("bo")]
    public void Proposer_and_receiver_cancel(string who) => Story.Commanded().Given(ToBo)
        .When(new CancelHandOver(), Someone.Everybody.First(someone => someone.Id == who))
        .Then(new HandOverCancelled("bo"))
        .ThenIncident(incident => Assert.Equal("ada", incident.Commander?.PersonId))
        .When(new CancelHandOver())
        .ThenNothing();

    [Fact]
    public void A_bystander_does_not_cancel() => Story.Commanded().Given(new HandOverProposed("cy", "Cy", new Prose("brief")))
        .When(new CancelHandOver(), Someone.Bo)
        .ThenRefused(RefusalKind.Forbidden, "Ada is");

    [Fact]
    public void A_commander_takes_command_while_nobody_has_it() => Story.Declared()
        .When(new TakeCommand(), Someone.Cy)
        .Then(new CommandTaken("cy", "Cy", null))
        .When(new TakeCommand(), Someone.Cy)
        .ThenNothing();

    [Fact]
    public void Taking_command_from_somebody_needs_a_reason() => Story.Commanded().Given(ToBo)
        .When(new TakeCommand(), Someone.Cy)
        .ThenRefused(RefusalKind.ReasonRequired, "Ada is in command", "does not answer")
        .When(new TakeCommand { Reason = "Ada does not answer" }, Someone.Cy)
        .Then(new CommandTaken("cy", "Cy", "ada"))
        .ThenIncident(incident => Assert.Null(incident.HandOver));

    [Fact]
    public void The_deputy_takes_over_even_as_a_responder() => Story.Commanded().Given(Someone.Bo.As(IncidentRole.Deputy))
        .When(new TakeCommand { Reason = "No answer" }, Someone.Bo)
        .Then(new CommandTaken("bo", "Bo", "ada"));

    [Fact]
    public void Others_do_not_take_command()
    {
        Story.Declared().When(new TakeCommand(), Someone.Bo).ThenRefused(RefusalKind.Forbidden, "Nobody is in command yet");
        Story.Commanded().When(new TakeCommand { Reason = "x" }, Someone.Bo).ThenRefused(RefusalKind.Forbidden, "Ada is in command", "escalate");
        Story.Declared().When(new TakeCommand(), Someone.Bot).ThenRefused(RefusalKind.Forbidden, "Only a person");
    }

    [Fact]
    public void Two_who_take_command_at_once_do_not_overrule_each_other() => Story.Declared().GivenBy(Someone.Ada, new CommandTaken("ada", "Ada", null)).After(2)
        .When(new TakeCommand { SeenVersion = 1 }, Someone.Cy)
        .ThenRefused(RefusalKind.Stale, "Ada took command, 2 s ago");
}
