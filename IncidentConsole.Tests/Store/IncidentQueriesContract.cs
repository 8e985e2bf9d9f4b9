using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store.ReadModels;

namespace IncidentConsole.Tests.Store;

public abstract class IncidentQueriesContract(StoreFixture fixture) : StoreContract(fixture)
{
    private static readonly Viewer Commander = new("cleo", AccessRole.Commander);
    private static readonly Viewer Responder = new("bob", AccessRole.Responder);

    private IncidentQueries Queries => new(Database);

    private StoreWorld World => field ??= new StoreWorld(Log);

    [Fact]
    public async Task A_row_comes_back_as_the_projection_said_it()
    {
        await World.AppendAsync("a", StoreWorld.Declared(await Queries.NextNumberAsync(Cancel)) with { Summary = new Prose("since noon"), ImpactStartedAt = Noon.AddMinutes(-5) }, new RoleAssigned(IncidentRole.Commander, "ada", "Ada"));
        await World.AppendAsync("a", new ImpactChanged(new Prose("half of Europe"), 12), new IncidentMitigated());

        var row = await Queries.FindAsync(1, Commander, Cancel);
        Assert.Equal(IncidentProjection.Row(World.Incident("a")), row);
        Assert.Equal(row, await Queries.FindAsync(new IncidentId("a"), Responder, Cancel));
        Assert.Null(await Queries.FindAsync(2, Commander, Cancel));
        Assert.Equal(2, await Queries.NextNumberAsync(Cancel));
    }

    [Fact]
    public async Task A_number_is_given_once()
    {
        await World.AppendAsync("a", StoreWorld.Declared(1));
        await Assert.ThrowsAnyAsync<Exception>(() => World.AppendAsync("b", StoreWorld.Declared(1)));
        Assert.Equal(1, await Log.HeadAsync(Cancel));
    }

    [Fact]
    public async Task Drills_are_listed_only_for_who_asks_and_are_never_the_open_one_of_a_service()
    {
        await World.AppendAsync("a", StoreWorld.Declared(1));
        await World.AppendAsync("b", StoreWorld.Declared(2) with { IsDrill = true, Drill = new DrillPlay(DrillSource.Procedure, 7, 2) { ProcedureId = "high-error-rate" } });
        Assert.Equal([1], await NumbersAsync(new()));
        Assert.Equal([2], await NumbersAsync(new(Drills: DrillScope.OnlyDrills)));
        Assert.Equal(2, (await Queries.ListAsync(new("open", Drills: DrillScope.WithDrills), Commander, Cancel)).Total);
        Assert.Equal(1, (await Queries.FindOpenOfServiceAsync("inferadb-engine", Commander, Cancel))!.Number);
        var stored = (await Log.LoadAsync(StreamId.Of(new IncidentId("b")), 0, Cancel))[0].Event;
        Assert.Equal(World.Incident("b").Drill!.Play, Assert.IsType<IncidentDeclared>(stored).Drill);
    }

    [Fact]
    public async Task Filters_pages_and_order()
    {
        for (var number = 1; number <= 6; number++)
        {
            World.Now = Noon.AddMinutes(number);
            await World.AppendAsync($"i{number}", StoreWorld.Declared(number, service: number % 2 == 0 ? "api" : "db") with { Severity = number == 3 ? 1 : 2 });
        }

        await World.AppendAsync("i6", new IncidentResolved(new Prose("restarted")));
        Assert.Equal([3, 5, 4, 2, 1, 6], await NumbersAsync(new()));
        Assert.Equal([3, 5, 4, 2, 1], await NumbersAsync(new(Status: "open")));
        Assert.Equal([6], await NumbersAsync(new(Status: "closed")));
        Assert.Equal([3], await NumbersAsync(new(Severity: 1)));
        Assert.Equal([4, 2, 6], await NumbersAsync(new(Service: "API")));
        Assert.Equal([6], await NumbersAsync(new(OwesPostmortem: true)));
        Assert.Equal([5, 4, 6], await NumbersAsync(new(Since: Noon.AddMinutes(4))));
        Assert.Equal([4, 2], await NumbersAsync(new(Page: 2, PageSize: 2)));
        Assert.Equal(6, (await Queries.ListAsync(new(Page: 2, PageSize: 2), Commander, Cancel)).Total);
        Assert.Equal(5, (await Queries.FindOpenOfServiceAsync("DB", Commander, Cancel))!.Number);
        Assert.Null(await Queries.FindOpenOfServiceAsync("web", Commander, Cancel));
    }

    [Fact]
    public async Task Words_are_found_wherever_they_were_said()
    {
        await World.AppendAsync("a", StoreWorld.Declared(1, "Latenz über Budget", "billing"), new NoteAdded(NoteKind.Note, new Prose("the disk-full alarm; ' OR 1=1 --")));
        await World.AppendAsync("b", [], "customers phoned", StoreWorld.Declared(2, "Login broken", "auth_service"));

        Assert.Equal([1], await NumbersAsync(new(Text: "LATENZ budg")));
        Assert.Equal([1], await NumbersAsync(new(Text: "disk-full billing")));
        Assert.Equal([2], await NumbersAsync(new(Text: "phoned")));
        Assert.Equal([2], await NumbersAsync(new(Text: "auth_s")));
        Assert.Equal([2], await NumbersAsync(new(Text: "inc-2")));
        Assert.Empty(await NumbersAsync(new(Text: "latenz login")));
        Assert.Empty(await NumbersAsync(new(Text: "xyz%")));
        foreach (var hostile in (string[])["\"", "' OR 1=1", "a* NEAR(b)", "\\ ' \" :*", "text_search:x", "-- ;", "(", "%"])
        {
            Assert.NotNull(await Queries.ListAsync(new(Text: hostile), Commander, Cancel));
        }
    }

    [Fact]
    public async Task A_restricted_incident_is_only_there_for_those_it_names()
    {
        await World.AppendAsync("a", StoreWorld.Declared(1, "Breach") with { Visibility = Visibility.Restricted }, new NoteAdded(NoteKind.Note, new Prose("hush")));
        async Task Sees(Viewer viewer, bool expected)
        {
            Assert.Equal(expected, await Queries.FindAsync(1, viewer, Cancel) is not null);
            Assert.Equal(expected, await Queries.FindAsync(new IncidentId("a"), viewer, Cancel) is not null);
            Assert.Equal(expected, await Queries.FindOpenOfServiceAsync("inferadb-engine", viewer, Cancel) is not null);
            Assert.Equal(expected, (await Queries.TimelineAsync(new IncidentId("a"), 0, 10, viewer, Cancel)).Count > 0);
            var found = await Queries.ListAsync(new(Text: "hush"), viewer, Cancel);
            Assert.Equal((expected, expected ? 1 : 0), (found.Items.Count > 0, found.Total));
        }

        await Sees(Commander, true);
        await Sees(Viewer.System, true);
        await Sees(new Viewer("ada", AccessRole.Responder), true);   // who declared it
        await Sees(Responder, false);
        await World.AppendAsync("a", new ResponderJoined("bob", "Bob"));
        await Sees(Responder, true);
        await World.AppendAsync("a", new ResponderLeft("bob", "Bob"));
        await Sees(Responder, false);
    }

    [Fact]
    public async Task A_timeline_goes_on_after_a_position()
    {
        var first = await World.AppendAsync("a", StoreWorld.Declared(1), new IncidentMitigated());
        await World.AppendAsync("b", StoreWorld.Declared(2));
        var second = await World.AppendAsync("a", new NoteAdded(NoteKind.Note, new Prose("one")), new NoteAdded(NoteKind.Note, new Prose("two")));

        Assert.Equal([.. first, .. second], await Queries.TimelineAsync(new IncidentId("a"), 0, 100_000, Responder, Cancel));
        Assert.Equal([second[0]], await Queries.TimelineAsync(new IncidentId("a"), first[1].Position, 1, Responder, Cancel));
        Assert.Equal([second[0], second[1]], await Queries.TimelineAsync(new IncidentId("a"), 3, 5, Responder, Cancel));
    }

    [Fact]
    public async Task Postmortem_revisions_are_kept_and_a_redacted_one_is_empty()
    {
        await World.AppendAsync("a", StoreWorld.Declared(1), new PostmortemSectionSaved("impact", 1, new Prose("bad words")));
        await World.AppendAsync("a", new PostmortemSectionSaved("impact", 2, new Prose("good words")), new PostmortemSectionSaved("root-cause", 1, new Prose("disk")));
        await World.AppendAsync("a", [2], "unfit", new EntryRedacted(2));
        var revisions = await Queries.RevisionsAsync(new IncidentId("a"), "impact", Responder, Cancel);
        Assert.Equal([new("impact", 1, null, "Ada Lovelace", Noon), new("impact", 2, "good words", "Ada Lovelace", Noon)], revisions);
    }

    [Fact]
    public async Task The_public_sees_what_went_out_and_nothing_else()
    {
        var status = new PublicStatusQueries(Database);
        UpdatePosted Update(int number, PublicStatus say, string text) => new(number, say, new Prose("Errors"), new Prose(text), [new("api", ComponentState.PartialOutage)], null, World.Now);
        await World.AppendAsync("a", StoreWorld.Declared(1, "internal words"), Update(1, PublicStatus.Investigating, "we look"));
        Assert.Empty(await status.IncidentsAsync(Noon, Cancel));

        await World.AppendAsync("a", new UpdateWentOut(1), Update(2, PublicStatus.Resolved, "not yet said"));
        var shown = Assert.Single(await status.IncidentsAsync(Noon, Cancel));
        Assert.Equal(("Errors", PublicStatus.Investigating, 1), (shown.Title, shown.Status, shown.Updates.Count));
        Assert.Equal(new ComponentChange("api", ComponentState.PartialOutage), Assert.Single(shown.Updates[0].Components));

        World.Now = Noon.AddMinutes(1);
        await World.AppendAsync("a", new UpdateWentOut(2));
        Assert.Equal(Noon.AddMinutes(1), Assert.Single(await status.IncidentsAsync(Noon.AddMinutes(1), Cancel)).ResolvedAt);
        Assert.Empty(await status.IncidentsAsync(Noon.AddMinutes(2), Cancel));
    }

    private async Task<IEnumerable<int>> NumbersAsync(IncidentFilter filter) => (await Queries.ListAsync(filter, Commander, Cancel)).Items.Select(row => row.Number);
}

public sealed class IncidentQueriesOnSqlite(SqliteFixture fixture) : IncidentQueriesContract(fixture), IClassFixture<SqliteFixture>;

[Collection(PostgresFixture.Collection)]
public sealed class IncidentQueriesOnPostgres(PostgresFixture fixture) : IncidentQueriesContract(fixture);
