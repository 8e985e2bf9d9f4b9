using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Store.Accounts;
using IncidentConsole.Web.Store.Catalog;

namespace IncidentConsole.Tests.Store;

/// <summary>Revisions of runbooks in a real store.</summary>
public abstract class RunbookHistoryContract(StoreFixture fixture) : StoreContract(fixture)
{
    private const string Slug = "test";

    private RunbookShelf Shelf => field ??= new RunbookShelf(Database, Clock);

    private RunbookHistory History => new(Database, Shelf);

    [Fact]
    public async Task Each_publication_says_who_when_why_and_from_which_text()
    {
        var first = await Shelf.PublishAsync(new(TestRunbooks.Standard, "# Test", "First", OnRevision: 0), Ada, Cancel);
        Clock.Now = Noon.AddHours(1);
        var second = await Shelf.PublishAsync(new(TestRunbooks.Standard with { Title = "Better" }, "# Better", "A better title", OnRevision: 1), Ada, Cancel);

        Assert.Equal([second!, first! with { IsCurrent = false }], await History.PublicationsAsync(Slug, Viewer.System, Cancel));
        Assert.Equal(second, await History.CurrentAsync(Slug, Cancel));
        Assert.Equal((2, Ada, Noon.AddHours(1), "A better title"), (second!.Revision, second.By, second.At, second.Reason));
        Assert.Equal(("# Test", "# Better"), (await History.SourceAsync(Slug, 1, Cancel), await History.SourceAsync(Slug, 2, Cancel)));
        Assert.Equal("Better", (await Shelf.CurrentAsync(Slug, Cancel))!.Runbook.Title);
        var audit = (await new AuditStore(Database, TimeProvider.System).ReadAsync(1, 1, Cancel)).Items.Single();
        Assert.Equal(("Ada Lovelace", $"published revision 2 ({second.Key.Value[..8]}): A better title", "runbook test"), (audit.ActorName, audit.Action, audit.Subject));
    }

    [Fact]
    public async Task Who_looked_at_an_older_revision_publishes_nothing()
    {
        await Shelf.PublishAsync(new(TestRunbooks.Standard, null, "First"), Ada, Cancel);
        await Shelf.PublishAsync(new(TestRunbooks.Standard with { Title = "Hers" }, null, "Hers"), Ada, Cancel);
        Assert.Null(await Shelf.PublishAsync(new(TestRunbooks.Standard with { Title = "His" }, null, "His", OnRevision: 1), Ada, Cancel));
        Assert.Null(await Shelf.PublishAsync(new(TestRunbooks.Standard with { Title = "New" }, null, "New", OnRevision: 0), Ada, Cancel));
        Assert.Equal("Hers", (await Shelf.CurrentAsync(Slug, Cancel))!.Runbook.Title);
        Assert.Equal(2, (await History.PublicationsAsync(Slug, Viewer.System, Cancel)).Count);
    }

    [Fact]
    public async Task Going_back_names_the_old_version_again_and_keeps_it_once()
    {
        var first = await Shelf.PublishAsync(new(TestRunbooks.Standard, null, "First"), Ada, Cancel);
        await Shelf.PublishAsync(new(TestRunbooks.Standard with { Title = "Worse" }, null, "Second"), Ada, Cancel);
        var third = await Shelf.PublishAsync(new(TestRunbooks.Standard, null, "Back"), Ada, Cancel);
        Assert.Equal((3, first!.Key), (third!.Revision, third.Key));
        Assert.Equal([3], (await History.PublicationsAsync(Slug, Viewer.System, Cancel)).Where(published => published.IsCurrent).Select(published => published.Revision));
        await using var connection = await Database.OpenReadAsync(Cancel);
        Assert.Equal(2, await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM runbook_version WHERE slug = @Slug", new { Slug }));
    }

    [Fact]
    public async Task A_version_counts_the_incidents_under_it_that_the_viewer_may_see()
    {
        var world = new StoreWorld(Log);
        await world.AppendAsync("a", StoreWorld.Declared(1));
        await world.AppendAsync("b", StoreWorld.Declared(2) with { Visibility = Visibility.Restricted });
        var slug = world.Incident("a").Runbook.Slug;
        Assert.Equal(2, Assert.Single(await History.PublicationsAsync(slug, Viewer.System, Cancel)).UsedBy);
        Assert.Equal(1, Assert.Single(await History.PublicationsAsync(slug, new Viewer("bob", AccessRole.Responder), Cancel)).UsedBy);
    }

    [Fact]
    public async Task What_ships_is_published_once_and_never_over_what_people_published()
    {
        var shipped = RunbookLibrary.Standard.Runbook;
        await Shelf.StockAsync(Cancel);
        var own = await Shelf.PublishAsync(new(shipped with { Title = "Ours" }, null, "Ours"), Ada, Cancel);
        await Database.WriteAsync(scope => scope.Connection.ExecuteAsync("UPDATE runbook_publication SET key = @key WHERE slug = @slug AND revision = 1", new { key = own!.Key.Value, slug = shipped.Slug }), Cancel);
        await Database.WriteAsync(scope => scope.Connection.ExecuteAsync("DELETE FROM runbook_version WHERE key = @key", new { key = RunbookLibrary.Standard.Key.Value }), Cancel);   // as if the program shipped a new one

        var next = new RunbookShelf(Database, Clock);
        await next.StockAsync(Cancel);
        Assert.Equal("Ours", (await next.CurrentAsync(shipped.Slug, Cancel))!.Runbook.Title);
        var offered = (await new RunbookHistory(Database, next).PublicationsAsync(shipped.Slug, Viewer.System, Cancel))[0];
        Assert.Equal((3, RunbookLibrary.Standard.Key, false, ActorKind.System), (offered.Revision, offered.Key, offered.IsCurrent, offered.By.Kind));

        var again = new RunbookShelf(Database, Clock);
        await again.StockAsync(Cancel);
        Assert.Equal(3, (await new RunbookHistory(Database, again).PublicationsAsync(shipped.Slug, Viewer.System, Cancel)).Count);
    }

    [Fact]
    public async Task A_newer_shipped_version_takes_the_place_of_an_older_shipped_one_and_running_incidents_keep_theirs()
    {
        var (shipped, slug) = (RunbookLibrary.Standard, RunbookLibrary.Standard.Runbook.Slug);
        var old = shipped.Runbook with { Title = "As the program before this one had it" };
        var before = await Shelf.PublishAsync(new(old, "# Old", "Ships with the program"), Actor.System, Cancel);   // an older program stocked this store
        await Database.WriteAsync(scope => scope.Connection.ExecuteAsync("DELETE FROM runbook_publication WHERE key = @key", new { key = shipped.Key.Value }), Cancel);
        await Database.WriteAsync(scope => scope.Connection.ExecuteAsync("DELETE FROM runbook_version WHERE key = @key", new { key = shipped.Key.Value }), Cancel);
        Assert.Equal(old.Title, (await Shelf.CurrentAsync(slug, Cancel))!.Runbook.Title);

        var next = new RunbookShelf(Database, Clock);
        await next.StockAsync(Cancel);

        Assert.Equal(shipped.Key, (await next.CurrentAsync(slug, Cancel))!.Key);
        var revisions = await new RunbookHistory(Database, next).PublicationsAsync(slug, Viewer.System, Cancel);
        Assert.Equal((before!.Revision + 1, shipped.Key, true, ActorKind.System), (revisions[0].Revision, revisions[0].Key, revisions[0].IsCurrent, revisions[0].By.Kind));
        Assert.Equal(before.Key, revisions.Single(revision => revision.Revision == before.Revision).Key);
        Assert.Equal(old.Title, next.Get(before.Key).Title);   // what was declared under it still finds it
    }
}

public sealed class RunbookHistoryOnSqlite(SqliteFixture fixture) : RunbookHistoryContract(fixture), IClassFixture<SqliteFixture>;

[Collection(PostgresFixture.Collection)]
public sealed class RunbookHistoryOnPostgres(PostgresFixture fixture) : RunbookHistoryContract(fixture);
