using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

/// <summary>Severity and status, to the end and back.</summary>
[Covers<ChangeSeverity>]
[Covers<ChangeStatus>]
[Covers<Mitigate>]
[Covers<Resolve>]
[Covers<Reopen>]
[Covers<Close>]
[Covers<Decline>]
public sealed class CourseTests
{
    private static readonly IncidentResolved Resolved = new(new Prose("fixed"));

    [Theory]
    [InlineData("SEV-1", 1)]
    [InlineData("critical", 1)]
    [InlineData("1", 1)]
    public void Severity_is_raised_without_a_reason(string said, int rank) => Story.Commanded()
        .When(new ChangeSeverity(said))
        .Then(new SeverityChanged(2, rank));

    [Fact]
    public void Lowering_the_severity_needs_a_reason() => Story.Commanded()
        .When(new ChangeSeverity("sev 3"))
        .ThenRefused(RefusalKind.ReasonRequired, "less severe", "from SEV-2 to SEV-3")
        .When(new ChangeSeverity("sev 3") { Reason = "Only the admin page" })
        .Then(new SeverityChanged(2, 3));

    [Fact]
    public void The_same_severity_is_nothing() => Story.Commanded().When(new ChangeSeverity("SEV-2")).ThenNothing();

    [Fact]
    public void An_unknown_severity_names_the_known_ones() => Story.Commanded()
        .When(new ChangeSeverity("P0"))
        .ThenRefused(RefusalKind.Invalid, "\"P0\"", "SEV-1, SEV-2, SEV-3, SEV-4", "1 to 4");

    [Theory]
    [InlineData(IncidentStatus.Identified)]
    [InlineData(IncidentStatus.Mitigating)]
    [InlineData(IncidentStatus.Monitoring)]
    public void Status_moves_freely_while_open(IncidentStatus to) => Story.Commanded()
        .When(new ChangeStatus(to))
        .Then(new StatusChanged(IncidentStatus.Investigating, to))
        .When(new ChangeStatus(to))
        .ThenNothing()
        .When(new ChangeStatus(IncidentStatus.Investigating))
        .Then(new StatusChanged(to, IncidentStatus.Investigating));

    [Theory]
    [InlineData(IncidentStatus.Triage, "does not go back")]
    [InlineData(IncidentStatus.Resolved, "Use resolve")]
    [InlineData(IncidentStatus.Closed, "Use close")]
    [InlineData(IncidentStatus.Declined, "Use decline")]
    [InlineData(IncidentStatus.Merged, "Use duplicate")]
    public void The_other_moves_have_verbs_of_their_own(IncidentStatus to, string words) => Story.Commanded()
        .When(new ChangeStatus(to))
        .ThenRefused(RefusalKind.Invalid, words);

    [Fact]
    public void Triage_is_left_by_acknowledging() => Story.Triage()
        .When(new ChangeStatus(IncidentStatus.Identified))
        .ThenRefused(RefusalKind.Conflict, "triage", "Acknowledge it first");

    [Fact]
    public void The_first_mitigation_counts() => Story.Commanded().After(600)
        .When(new Mitigate())
        .Then(new IncidentMitigated())
        .ThenIncident(incident =>
        {
            Assert.Equal(IncidentStatus.Monitoring, incident.Status);
            Assert.Equal(TimeSpan.FromMinutes(10), incident.Milestones.TimeToMitigate);
        })
        .When(new Mitigate())
        .ThenNothing()
        .Given(new StatusChanged(IncidentStatus.Monitoring, IncidentStatus.Identified)).After(600)
        .When(new Mitigate())
        .Then(new IncidentMitigated())
        .ThenIncident(incident => Assert.Equal(TimeSpan.FromMinutes(10), incident.Milestones.TimeToMitigate));

    [Fact]
    public void Monitoring_without_the_milestone_can_still_be_mitigated() => Story.Commanded()
        .Given(new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Monitoring))
        .When(new Mitigate())
        .Then(new IncidentMitigated());

    [Fact]
    public void Resolving_takes_notes() => Story.Commanded().After(1200)
        .When(new Resolve(" "))
        .ThenRefused(RefusalKind.Invalid, "what fixed it")
        .When(new Resolve("Rolled back"))
        .Then(new IncidentResolved(new Prose("Rolled back")))
        .ThenIncident(incident =>
        {
            Assert.Equal(TimeSpan.FromMinutes(20), incident.Milestones.TimeToResolve);
            Assert.Equal(TimeSpan.FromMinutes(20), incident.Milestones.TimeToMitigate);
        })
        .When(new Resolve("Rolled back"))
        .ThenNothing();

    [Fact]
    public void An_open_incident_is_resolved_from_any_status() => Story.Triage()
        .When(new Resolve("It went away"))
        .ThenAccepted();

    [Fact]
    public void Reopening_needs_a_reason_and_keeps_the_first_acknowledgement() => Story.Commanded().After(600).Given(Resolved).After(60)
        .When(new Reopen())
        .ThenRefused(RefusalKind.ReasonRequired, "INC-7 is not over")
        .When(new Reopen { Reason = "Errors are back" })
        .Then(new IncidentReopened())
        .ThenIncident(incident =>
        {
            Assert.Equal(IncidentStatus.Investigating, incident.Status);
            Assert.Equal(Story.Start, incident.Milestones.Acknowledged);
            Assert.Null(incident.Milestones.Resolved);
        })
        .When(new Reopen { Reason = "again" })
        .ThenNothing()
        .After(540)
        .When(new Resolve("Now really"))
        .ThenIncident(incident => Assert.Equal(TimeSpan.FromMinutes(20), incident.Milestones.TimeToResolve));

    [Fact]
    public void A_closed_incident_is_reopened_too() => Story.Commanded().Given(Resolved, new IncidentClosed())
        .When(new Reopen { Reason = "Errors are back" })
        .Then(new IncidentReopened());

    [Fact]
    public void Only_what_is_resolved_is_closed() => Story.Commanded()
        .When(new Close())
        .ThenRefused(RefusalKind.Conflict, "still Investigating", "Resolve it first")
        .Given(Resolved)
        .When(new Close())
        .Then(new IncidentClosed())
        .When(new Close())
        .ThenNothing();

    [Fact]
    public void A_false_positive_is_declined_with_a_reason() => Story.Triage()
        .When(new Decline())
        .ThenRefused(RefusalKind.ReasonRequired, "false positive")
        .When(new Decline { Reason = "Test traffic" })
        .Then(new IncidentDeclined())
        .When(new Decline { Reason = "Test traffic" })
        .ThenNothing();

    [Theory]
    [InlineData(IncidentStatus.Identified)]
    [InlineData(IncidentStatus.Mitigating)]
    [InlineData(IncidentStatus.Monitoring)]
    public void What_was_identified_was_real(IncidentStatus status) => Story.Commanded()
        .Given(new StatusChanged(IncidentStatus.Investigating, status))
        .When(new Decline { Reason = "Never mind" })
        .ThenRefused(RefusalKind.Conflict, "Resolve it instead");

    public static TheoryData<IncidentIntent> OfTheResponse =>
    [
        new ChangeStatus(IncidentStatus.Identified), new Mitigate(), new Decline { Reason = "x" }, new MergeInto(3), new Escalate(),
        new HoldEscalation("page-lead", 5), new SetAttribute("data-breach"),
    ];

    [Theory]
    [MemberData(nameof(OfTheResponse))]
    public void A_resolved_incident_is_reopened_first(IncidentIntent intent) => Story.Commanded().Given(Resolved)
        .When(intent)
        .ThenRefused(RefusalKind.Conflict, "INC-7 is resolved", "Reopen it first");

    public static TheoryData<IncidentIntent> Changes =>
    [
        .. OfTheResponse.Select(row => row.Data),
        new ChangeSeverity("1"), new AssignRole(IncidentRole.Scribe, "bo"), new ReleaseRole(IncidentRole.Scribe, "bo"), new ProposeHandOver("bo"), new TakeCommand(),
        new TickItem("look"), new UntickItem("look"), new NotApplicableItem("look") { Reason = "x" }, new StartAction("errors", "logs"), new ConfirmAction("logs"),
        new SkipAction("logs") { Reason = "x" }, new ChangeTitle("x"), new ChangeSummary("x"), new ChangeService("shop"), new JoinResponders(), new LeaveResponders(),
        new PostUpdate(IncidentConsole.Domain.Communications.PublicStatus.Identified, "x"),
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_closed_incident_is_left_alone(IncidentIntent intent) => Story.Commanded().Given(Resolved, new IncidentClosed())
        .When(intent, Commander(intent))
        .ThenRefused(RefusalKind.Conflict, "INC-7 is closed", "Reopen it first");

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_merged_incident_points_to_the_other(IncidentIntent intent) => Story.Commanded().Given(new IncidentMerged(new IncidentId("three"), 3))
        .When(intent, Commander(intent))
        .ThenRefused(RefusalKind.Conflict, "duplicate of INC-3", "Do this there");

    [Fact]
    public void A_declined_incident_is_not_closed_either() => Story.Commanded().Given(new IncidentDeclined())
        .When(new Close())
        .ThenRefused(RefusalKind.Conflict, "was declined");

    [Fact]
    public void A_declined_incident_is_not_reopened() => Story.Commanded().Given(new IncidentDeclined())
        .When(new Reopen { Reason = "It was real" })
        .ThenRefused(RefusalKind.Conflict, "Declare a new incident")
        .When(new Resolve("x"))
        .ThenRefused(RefusalKind.Conflict, "Declare a new incident");

    [Fact]
    public void Who_looked_before_somebody_resolved_it_is_told() => Story.Commanded()
        .GivenBy(Someone.Cy, new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified)).After(4)
        .When(new Resolve("done") { SeenVersion = 2 })
        .ThenRefused(RefusalKind.Stale, "Cy changed the status to Identified, 4 s ago")
        .When(new Resolve("done") { SeenVersion = 3 })
        .ThenAccepted();

    [Fact]
    public void A_note_meanwhile_disturbs_nobody() => Story.Commanded()
        .GivenBy(Someone.Cy, new NoteAdded(NoteKind.Note, new Prose("hm")))
        .When(new Resolve("done") { SeenVersion = 2 })
        .ThenAccepted();

    // Ada is in command already, so that taking command again would be nothing.
    private static Someone Commander(IncidentIntent intent) => intent is TakeCommand ? Someone.Cy : Someone.Ada;
}
