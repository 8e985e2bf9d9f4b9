using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

/// <summary>Every cell of HOUSE section 7: account role × place in the incident × kind of verb.</summary>
public sealed class RightsTests
{
    private static readonly AccessRole[] Roles = Enum.GetValues<AccessRole>();

    /// <summary>Verbs any responder has.</summary>
    private static readonly IncidentIntent[] RespondingVerbs =
    [
        new Acknowledge(), new AddNote(NoteKind.Note, "x"), new TickItem("look"), new UntickItem("look"), new NotApplicableItem("look") { Reason = "x" },
        new StartAction("errors", "logs"), new SkipAction("logs") { Reason = "x" }, new Escalate(), new SetModules([]), new JoinResponders(), new LeaveResponders(),
        new Attach(1, AttachmentKind.Link, "https://example.com"), new SaveSection("impact", 0, "x"), new KeepTimelineEntry(1, true),
        new AddActionItem("i1", "x", ActionItemKind.Prevent),
    ];

    /// <summary>Verbs of the incident's commander or deputy; the reason of the verb itself is given, so that only the command rule can ask.</summary>
    private static readonly IncidentIntent[] CommandingVerbs =
    [
        new ChangeSeverity("1"), new ChangeStatus(IncidentStatus.Identified), new Mitigate(), new Resolve("x"), new MergeInto(3),
        new AssignRole(IncidentRole.Scribe, "cy"), new ReleaseRole(IncidentRole.Scribe, "nobody"), new ProposeHandOver("root"), new HoldEscalation("page-lead", 5),
        new ChangeTitle("x"), new ChangeSummary("x"), new ChangeImpact("x"), new ChangeService("shop"), new SetMilestone(Milestone.ImpactStarted, Story.Start),
    ];

    private static readonly IncidentIntent Updating = new PostUpdate(PublicStatus.Investigating, "x");

    public enum Place
    {
        Bystander,
        Commander,
        Deputy,
        CommunicationsLead,
        Scribe,
    }

    public static TheoryData<AccessRole, IncidentIntent> RespondingCells => Cross(Roles, RespondingVerbs);

    public static TheoryData<AccessRole, Place, IncidentIntent> CommandingCells
    {
        get
        {
            var cells = new TheoryData<AccessRole, Place, IncidentIntent>();
            foreach (var (role, place, intent) in from role in Roles from place in Enum.GetValues<Place>() from intent in CommandingVerbs.Append(Updating) select (role, place, intent))
            {
                cells.Add(role, place, intent);
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(RespondingCells))]
    public void Responding(AccessRole role, IncidentIntent intent)
    {
        var story = Story.Commanded().GivenOther(Other).When(intent, Actor(role));
        if (role == AccessRole.Stakeholder)
        {
            story.ThenRefused(RefusalKind.Forbidden);
        }
        else
        {
            Assert.False(story.WasRefused, $"{role} was refused {intent.GetType().Name}");
        }
    }

    [Theory]
    [MemberData(nameof(CommandingCells))]
    public void Commanding(AccessRole role, Place place, IncidentIntent intent)
    {
        var actor = Actor(role);
        var story = (place == Place.Commander ? Story.Declared() : Story.Commanded()).GivenOther(Other);
        if (place != Place.Bystander)
        {
            story.Given(actor.As(RoleOf(place)));
        }

        story.When(intent, actor);

        if (role == AccessRole.Stakeholder)
        {
            story.ThenRefused(RefusalKind.Forbidden);
        }
        else if (place is Place.Commander or Place.Deputy || (place == Place.CommunicationsLead && intent is PostUpdate))
        {
            Assert.False(story.WasRefused, $"{role} as {place} was refused {intent.GetType().Name}");
        }
        else if (role == AccessRole.Responder)
        {
            story.ThenRefused(RefusalKind.Forbidden, "You are not in command", "Ada is");
        }
        else
        {
            story.ThenRefused(RefusalKind.ReasonRequired, "You are not in command", "Ada is");
            Assert.False(story.When(intent with { Reason = "Ada sleeps" }, actor).WasRefused);
        }
    }

    public static TheoryData<AccessRole, IncidentIntent> UncommandedCells => Cross(Roles, [.. CommandingVerbs.Where(intent => intent is not ProposeHandOver), Updating]);

    [Theory]
    [MemberData(nameof(UncommandedCells))]
    public void While_nobody_is_in_command(AccessRole role, IncidentIntent intent)
    {
        var story = Story.Declared().GivenOther(Other).When(intent, Actor(role));
        if (RightsTable.Allows(role, Right.Command))
        {
            Assert.False(story.WasRefused, $"{role} was refused {intent.GetType().Name}");
        }
        else
        {
            story.ThenRefused(RefusalKind.Forbidden);
        }
    }

    [Fact]
    public void Ending_and_reopening_are_of_command_too()
    {
        var resolved = new IncidentResolved(new Prose("x"));
        Story.Commanded().When(new Decline { Reason = "x" }, Someone.Bo).ThenRefused(RefusalKind.Forbidden, "Ada is");
        Story.Commanded().Given(resolved).When(new Close(), Someone.Bo).ThenRefused(RefusalKind.Forbidden, "Ada is");
        Story.Commanded().Given(resolved).When(new Reopen { Reason = "x" }, Someone.Bo).ThenRefused(RefusalKind.Forbidden, "Ada is");
        Story.Commanded().Given(resolved).When(new PublishPostmortem { Reason = "x" }, Someone.Bo).ThenRefused(RefusalKind.Forbidden, "Ada is");
        Story.Commanded().When(new SetAttribute("data-breach") { Reason = "x" }, Someone.Bo).ThenRefused(RefusalKind.Forbidden, "Ada is");
        Story.Commanded().When(new SetAttribute("data-breach"), Someone.Cy).ThenRefused(RefusalKind.ReasonRequired, "You are not in command", "Ada is");
        Story.Commanded().Given(resolved).When(new Close(), Someone.Cy).ThenRefused(RefusalKind.ReasonRequired, "Ada is");
    }

    [Theory]
    [InlineData(AccessRole.Stakeholder, true, false, false, false)]
    [InlineData(AccessRole.Responder, true, true, false, false)]
    [InlineData(AccessRole.Commander, true, true, true, false)]
    [InlineData(AccessRole.Administrator, true, true, true, true)]
    public void The_table(AccessRole role, bool read, bool respond, bool command, bool administer)
    {
        Assert.Equal(read, RightsTable.Allows(role, Right.Read));
        Assert.Equal(respond, RightsTable.Allows(role, Right.Respond));
        Assert.Equal(command, RightsTable.Allows(role, Right.Command));
        Assert.Equal(administer, RightsTable.Allows(role, Right.Administer));
    }

    [Fact]
    public void An_integration_commands_like_any_other_commander_who_is_not_in_command() => Story.Commanded()
        .When(new ChangeSeverity("1"), Someone.Bot with { Role = AccessRole.Commander })
        .ThenRefused(RefusalKind.ReasonRequired, "Ada is")
        .When(new ChangeSeverity("1") { Reason = "Runbook says so" }, Someone.Bot with { Role = AccessRole.Commander })
        .ThenAccepted();

    private static Incident Other => Story.Declared().Incident with { Id = new IncidentId("three"), Number = 3 };

    private static Someone Actor(AccessRole role) => new(new Actor(ActorKind.Person, "eve", "Eve"), role);

    private static IncidentRole RoleOf(Place place) => place switch
    {
        Place.Commander => IncidentRole.Commander,
        Place.Deputy => IncidentRole.Deputy,
        Place.CommunicationsLead => IncidentRole.CommunicationsLead,
        Place.Scribe => IncidentRole.Scribe,
        Place.Bystander => throw new ArgumentOutOfRangeException(nameof(place), "A bystander holds no role."),
    };

    private static TheoryData<AccessRole, IncidentIntent> Cross(AccessRole[] roles, IncidentIntent[] intents)
    {
        var cells = new TheoryData<AccessRole, IncidentIntent>();
        foreach (var (role, intent) in from role in roles from intent in intents select (role, intent))
        {
            cells.Add(role, intent);
        }

        return cells;
    }
}
