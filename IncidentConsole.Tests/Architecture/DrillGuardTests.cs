using System.Text.RegularExpressions;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Application;
using IncidentConsole.Tests.Domain;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Architecture;

/// <summary>
/// Whoever counts incidents, sends something or makes something public has to answer for drills. These fail when a new reader, sender or event
/// comes that nobody decided about: decide, then add it here with the reason.
/// </summary>
public sealed partial class DrillGuardTests
{
    public static TheoryData<Type> Events => [.. EverySample.EventTypes];

    /// <summary>Files with SQL over incidents → why drills are right in it.</summary>
    private static readonly Dictionary<string, string> ReadsIncidents = new()
    {
        ["Store/Alerts/AlertTable.cs"] = "the rate of false positives leaves drills out; no alert joins one",
        ["Store/Catalog/RunbookHistory.cs"] = "how many ran under a revision leaves drills out",
        ["Store/ReadModels/IncidentQueries.cs"] = "lists by that filter; the open one of a service is no drill; a number is shared",
        ["Store/ReadModels/ReadModelRebuild.cs"] = "rebuilds all",
        ["Store/ReadModels/SimilarTable.cs"] = "an earlier drill proves nothing",
        ["Store/ReadModels/IncidentTable.cs"] = "writes all",
        ["Store/DeadlineStore.cs"] = "health leaves drills out",
        ["Store/Verification/ReplayCheck.cs"] = "a drill's rows verify too",
    };

    /// <summary>Files that ask for drills too → why.</summary>
    private static readonly Dictionary<string, string> AsksForDrills = new()
    {
        ["Application/Advice/SeverityAdvisor.cs"] = "advises each with its own figures",
        ["Application/Drills/DrillDirector.cs"] = "plays them",
        ["Application/Drills/DrillReports.cs"] = "compares them",
        ["Components/Pages/Board.razor.cs"] = "a section of their own",
        ["Endpoints/FindEndpoints.cs"] = "found, and marked",
        ["Endpoints/Incidents/IncidentEndpoints.cs"] = "?drill=true",
        ["Endpoints/Incidents/IncidentReads.cs"] = "shown, marked, not counted by the command line",
        ["Store/ReadModels/IncidentConditions.cs"] = "carries it out",
    };

    /// <summary>Files that hand something to the outside → why nothing of a drill gets there.</summary>
    private static readonly Dictionary<string, string> Sends = new()
    {
        ["Application/HttpActions/ActionSender.cs"] = "answers with a dry run before anything leaves",
        ["Application/Ports/INotifier.cs"] = "defines it",
        ["Application/Ports/IRequestSender.cs"] = "defines it",
        ["Application/Notifications/ListedAlerts.cs"] = "tells of real alerts, which join no drill",
        ["Application/Notifications/NotificationPlan.cs"] = "gives a drill no message",
        ["Engine/NotificationDispatcher.cs"] = "the outbox holds nothing of a drill",
        ["HttpActions/HttpActionSender.cs"] = "sends what ActionSender lets through",
        ["HttpActions/HttpActionServices.cs"] = "wires it",
        ["Notifiers/NotifierServices.cs"] = "wires it",
        ["Notifiers/SmtpNotifier.cs"] = "sends what the outbox holds",
        ["Notifiers/WebhookNotifier.cs"] = "sends what the outbox holds",
    };

    [Fact]
    public void Who_reads_incidents_has_decided() => Assert.Equal(ReadsIncidents.Keys.Order(), Files(IncidentSql()));

    [Fact]
    public void Who_asks_for_drills_is_known() => Assert.Equal(AsksForDrills.Keys.Order(), Files(AskedFor()));

    [Fact]
    public void Who_sends_has_decided() => Assert.Equal(Sends.Keys.Order(), Files(Senders()));

    [Fact]
    public void A_list_nobody_thought_about_shows_no_drill() => Assert.Equal(DrillScope.WithoutDrills, new IncidentFilter().Drills);

    [Theory]
    [MemberData(nameof(Events))]
    public void No_event_of_a_drill_causes_a_message(Type type)
    {
        var drill = Story.Commanded(isDrill: true).When(new Escalate("page-engineer")).When(new PostUpdate(PublicStatus.Investigating, "x") { GoesOutAtOnce = true }).Incident;
        var recorded = new RecordedEvent(9, StreamId.Of(drill.Id), drill.Version + 1, EverySample.Of(type), Someone.Ada.Actor, null, "test", Story.Start, Story.Start, "test");
        Assert.Empty(NotificationPlan.For(drill, [recorded], [new Person("sam", "Sam", "sam@example.com", AccessRole.Stakeholder, false, "")], new NotificationTargets(["chat"])));
    }

    [Fact]
    public void Nothing_of_a_drill_is_public_or_owed()
    {
        var drill = Story.Commanded(isDrill: true).When(new PostUpdate(PublicStatus.Investigating, "x") { GoesOutAtOnce = true })
            .Given(new ActionItemAdded("a", new Prose("Mend it"), ActionItemKind.Prevent, "ada", "Ada", new DateOnly(2026, 3, 3), null), new IncidentResolved(new Prose("x"))).Incident;
        var changes = IncidentProjection.Of(Incident.Undeclared(drill.Id), drill, []);
        Assert.Equal((null, false, null), (changes.Public, changes.Incident.IsPublic, changes.Incident.PostmortemDueAt));
        Assert.Empty(changes.ActionItems);
        Assert.Null(changes.Procedures);

        // What the projection writes beside the incident's own row: a new member has to be decided about here.
        Assert.Equal(["ActionItems", "Incident", "Procedures", "Public", "Revisions", "Viewers"], typeof(ReadModelChanges).GetProperties().Select(property => property.Name).Order());
    }

    [Fact]
    public void The_guards_find_what_they_look_for()
    {
        Assert.Matches(IncidentSql(), "SELECT COUNT(*) FROM incident WHERE is_open");
        Assert.DoesNotMatch(IncidentSql(), "SELECT body FROM public_incident");
        Assert.Matches(AskedFor(), "Drills: DrillScope.OnlyDrills");
        Assert.Matches(Senders(), "class X(IRequestSender sender)");
    }

    private static IEnumerable<string> Files(Regex what) =>
        from project in new[] { "IncidentConsole.Domain", "IncidentConsole.Web" }
        let folder = Path.Combine(Sources.Root, project)
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder, "*.razor", SearchOption.AllDirectories))
        let relative = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')
        where !relative.StartsWith("obj/", StringComparison.Ordinal) && !relative.StartsWith("bin/", StringComparison.Ordinal) && what.IsMatch(File.ReadAllText(file))
        orderby relative
        select relative;

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE) incident\b(?!_)")]
    private static partial Regex IncidentSql();

    [GeneratedRegex(@"DrillScope\.(?:OnlyDrills|WithDrills)")]
    private static partial Regex AskedFor();

    [GeneratedRegex(@"\b(?:INotifier|IRequestSender|new OutboxMessage)\b")]
    private static partial Regex Senders();
}
