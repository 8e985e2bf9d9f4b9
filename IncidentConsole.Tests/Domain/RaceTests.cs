using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

/// <summary>Who decided on an older view is told what happened meanwhile, in each verb that steers; and without a seen version never.</summary>
public sealed class RaceTests
{
    private static readonly Incident Three = Story.Declared().Incident with { Id = new IncidentId("three"), Number = 3 };

    public static TheoryData<IncidentIntent> Steering =>
    [
        new ChangeSeverity("1"), new ChangeStatus(IncidentStatus.Identified), new Mitigate(), new Resolve("x"), new Decline { Reason = "x" }, new MergeInto(3), new ChangeService("shop"),
    ];

    [Theory]
    [MemberData(nameof(Steering))]
    public void The_course_changed(IncidentIntent intent)
    {
        var story = Story.Commanded().GivenOther(Three).GivenBy(Someone.Cy, new SeverityChanged(2, 3)).After(4);

        story.When(intent with { SeenVersion = 2 }).ThenRefused(RefusalKind.Stale, "Cy changed the severity to SEV-3, 4 s ago", "Look again");
        story.When(intent with { SeenVersion = 3 }).ThenAccepted();
    }

    [Theory]
    [MemberData(nameof(Steering))]
    public void Without_a_seen_version_nobody_is_refused(IncidentIntent intent) => Story.Commanded().GivenOther(Three)
        .GivenBy(Someone.Cy, new SeverityChanged(2, 3))
        .When(intent)
        .ThenAccepted();

    public static TheoryData<IncidentIntent> AfterResolution => [new Close(), new Reopen { Reason = "x" }];

    [Theory]
    [MemberData(nameof(AfterResolution))]
    public void Somebody_resolved_it_again(IncidentIntent intent) => Story.Commanded()
        .GivenBy(Someone.Cy, new IncidentResolved(new Prose("x"))).After(70)
        .When(intent with { SeenVersion = 2 })
        .ThenRefused(RefusalKind.Stale, "Cy resolved the incident, 1 min 10 s ago");

    [Fact]
    public void The_ladder_moved() => Story.Commanded()
        .GivenBy(Someone.Cy, new EscalationStepHeld("page-lead", Story.Start.AddMinutes(5)))
        .When(new HoldEscalation("page-lead", 10) { SeenVersion = 2 })
        .ThenRefused(RefusalKind.Stale, "Cy held step 2 (Platform lead), 0 s ago");

    [Fact]
    public void Command_moved()
    {
        Story.Commanded().GivenBy(Someone.Cy, new CommandTaken("cy", "Cy", "ada"), Someone.Ada.As(IncidentRole.Deputy))
            .When(new ProposeHandOver("bo") { SeenVersion = 2 })
            .ThenRefused(RefusalKind.Stale, "Cy took command");
        Story.Commanded().Given(new HandOverProposed("bo", "Bo", new Prose("brief")), new HandOverCancelled("bo")).GivenBy(Someone.Cy, new HandOverProposed("bo", "Bo", new Prose("other")))
            .When(new AcceptHandOver { SeenVersion = 3 }, Someone.Bo)
            .ThenRefused(RefusalKind.Stale, "Cy proposed to hand over to Bo");
        Story.Declared().GivenBy(Someone.Cy, Someone.Ada.As(IncidentRole.Commander))
            .When(new AssignRole(IncidentRole.Commander, "bo") { SeenVersion = 1 })
            .ThenRefused(RefusalKind.Stale, "Cy made Ada the commander");
    }

    [Fact]
    public void Ones_own_doing_is_told_as_ones_own() => Story.Commanded()
        .Given(new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified))
        .When(new Resolve("x") { SeenVersion = 2 })
        .ThenRefused(RefusalKind.Stale, "You changed the status to Identified");

    public static TheoryData<IncidentEvent, string> News => new()
    {
        { new StepEscalated("gone", "The old team", EscalationCause.ByHand, []), "escalated to The old team" },
        { new EscalationAnswered("page-engineer"), "answered step 1 (On-call engineer)" },
        { new EscalationStepHeld("gone", Story.Start), "held gone" },
    };

    public static TheoryData<IncidentEvent, string> Turns => new()
    {
        { new SeverityChangeUndone(1, 2), "took the severity back to SEV-2" },
        { new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified), "changed the status to Identified" },
        { new StatusChangeUndone(1, IncidentStatus.Investigating), "took the status back to Investigating" },
        { new IncidentMitigated(), "marked the incident as mitigated" },
        { new IncidentReopened(), "reopened the incident" },
    };

    [Theory]
    [MemberData(nameof(News))]
    public void What_happened_on_the_ladder_has_words(IncidentEvent happened, string words) => Story.Commanded().GivenBy(Someone.Cy, happened)
        .When(new Escalate { SeenVersion = 2 })
        .ThenRefused(RefusalKind.Stale, words);

    [Theory]
    [MemberData(nameof(Turns))]
    public void And_each_turn(IncidentEvent happened, string words) => Story.Commanded().GivenBy(Someone.Cy, happened)
        .When(new Resolve("x") { SeenVersion = 2 })
        .ThenRefused(RefusalKind.Stale, words);
}
