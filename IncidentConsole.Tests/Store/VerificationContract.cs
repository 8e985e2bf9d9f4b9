using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store.ReadModels;
using IncidentConsole.Web.Store.Verification;

namespace IncidentConsole.Tests.Store;

public abstract class VerificationContract(StoreFixture fixture) : StoreContract(fixture)
{
    private StoreWorld World => field ??= new StoreWorld(Log);

    [Fact]
    public async Task A_store_that_lived_is_whole_and_its_read_models_are_what_replay_says()
    {
        await LiveAsync();
        var report = await VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.Equal((await Log.HeadAsync(Cancel), 2), (report.Position, report.Incidents));
        Assert.Equal(report.HeadHash, (await VerifyAsync()).HeadHash);
        await World.AppendAsync("a", new IncidentClosed());
        Assert.NotEqual(report.HeadHash, (await VerifyAsync()).HeadHash);
    }

    [Fact]
    public async Task A_rebuild_makes_lost_read_models_anew()
    {
        await LiveAsync();
        await Database.WriteAsync(scope => scope.Connection.ExecuteAsync("DELETE FROM incident WHERE number = 2; DELETE FROM incident_viewer; DELETE FROM action_item; UPDATE public_incident SET body = '{}'; DELETE FROM postmortem_revision"), Cancel);
        Assert.Equal(5, (await VerifyAsync()).Findings.Count);   // four of INC-1, and INC-2 is missing altogether

        var rebuild = new ReadModelRebuild(Database, ShippedCatalog.Instance);
        Assert.True(await rebuild.IsOwedAsync(Cancel));
        Assert.Equal(2, await rebuild.RunAsync(Cancel));
        Assert.False(await rebuild.IsOwedAsync(Cancel));
        Assert.Empty((await VerifyAsync()).Findings);
        Assert.Single((await new IncidentQueries(Database).ListAsync(new(Text: "disk"), Viewer.System, Cancel)).Items);
    }

    [Theory]
    [InlineData("UPDATE event SET payload = '{\"from\":2,\"to\":4}' WHERE name = 'incident.severity-changed.v1'", "one of them was changed")]
    [InlineData("UPDATE event SET actor_name = 'Mallory' WHERE position = 1", "one of them was changed")]
    [InlineData("UPDATE event SET occurred_at = recorded_at WHERE position = 2", "one of them was changed")]
    [InlineData("DELETE FROM event_text WHERE position = 3; DELETE FROM event WHERE position = 3", "position 3 is missing")]
    [InlineData("UPDATE event_log_head SET position = position + 1", "the log says it ends")]
    [InlineData("UPDATE event_text SET text = 'all is well' WHERE field = 'text'", "is not the text that was written")]
    [InlineData("DELETE FROM event_text WHERE position = 3", "no redaction says so")]
    [InlineData("UPDATE incident SET severity = 4 WHERE number = 1", "its list entries differ")]
    [InlineData("INSERT INTO incident_viewer (incident_id, account_id) VALUES ('a', 'mallory')", "its viewers differ")]
    [InlineData("UPDATE action_item SET state = 'Done'", "its action items differ")]
    public async Task What_was_changed_behind_its_back_is_said(string sql, string finding)
    {
        await LiveAsync();
        await Database.WriteAsync(scope => scope.Connection.ExecuteAsync(sql), Cancel);
        Assert.Contains((await VerifyAsync()).Findings, said => said.Contains(finding, StringComparison.Ordinal));
    }

    /// <summary>Two incidents that between them fill every read model.</summary>
    private async Task LiveAsync()
    {
        await World.AppendAsync("a", [], "customers phoned", StoreWorld.Declared(1), new SeverityChanged(2, 1), new NoteAdded(NoteKind.Note, new Prose("disk full, password hunter2")));
        await World.AppendAsync("b", StoreWorld.Declared(2), new RoleAssigned(IncidentRole.Commander, "bob", "Bob"));
        await World.AppendAsync("a", new UpdatePosted(1, PublicStatus.Investigating, new Prose("Errors"), new Prose("we look"), [new("api", ComponentState.MajorOutage)], null, Noon), new UpdateWentOut(1));
        await World.AppendAsync("a", new NoteAdded(NoteKind.Note, new Prose("secret")), new EntryCorrected(6, new Prose("still secret")));
        await World.AppendAsync("a", [6, 7], "a secret", new EntryRedacted(6));
        await World.AppendAsync("a", new IncidentResolved(new Prose("restarted")), new PostmortemSectionSaved("impact", 1, new Prose("some")), new ActionItemAdded("x", new Prose("add disk"), ActionItemKind.Prevent, "ada", "Ada", new DateOnly(2026, 12, 1), null));
    }

    private Task<VerificationReport> VerifyAsync() => new StoreVerification(Database, ShippedCatalog.Instance).RunAsync(Cancel);
}

public sealed class VerificationOnSqlite(SqliteFixture fixture) : VerificationContract(fixture), IClassFixture<SqliteFixture>;

[Collection(PostgresFixture.Collection)]
public sealed class VerificationOnPostgres(PostgresFixture fixture) : VerificationContract(fixture);
