using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Store;

public abstract class EventLogContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task What_is_appended_comes_back_whole()
    {
        var append = Append(Stream("a"), 0, Note("disk full"), new SeverityChanged(2, 1)) with { Reason = new Prose("customers see it"), Correlation = "click-1" };
        var recorded = await AppendedAsync(append);

        await ReopenAsync();
        var loaded = await Log.LoadAsync(Stream("a"), 0, Cancel);
        Assert.Equal(recorded, loaded);
        Assert.Equal("disk full", Assert.IsType<NoteAdded>(loaded[0].Event).Text.Text);
        Assert.Equal(new Prose("customers see it"), loaded[1].Reason);
        Assert.Equal([1L, 2L], loaded.Select(e => e.Position));
        Assert.Equal([1, 2], loaded.Select(e => e.Version));
        Assert.Equal(loaded[1], Assert.Single(await Log.LoadAsync(Stream("a"), 1, Cancel)));
        Assert.Equal(2, await Log.HeadAsync(Cancel));
    }

    [Fact]
    public async Task Positions_have_no_gaps_and_recorded_times_never_run_backwards()
    {
        var appends = Enumerable.Range(0, 60).Select(i => Log.AppendAsync(
            Append(Stream($"s{i % 20}"), i / 20, Note($"{i}"), Note($"{i} again")) with { Now = Noon.AddMinutes(-i) }, Cancel));
        var results = await Task.WhenAll(appends);   // two of three come too early or too late for their version
        var all = await Log.LoadAllAsync(0, 1000, Cancel);

        Assert.Equal(2 * results.OfType<AppendResult.Appended>().Count(), all.Count);
        Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(e => e.Position));
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First.RecordedAt < pair.Second.RecordedAt));
        Assert.Equal([4L, 5L], (await Log.LoadAllAsync(3, 2, Cancel)).Select(e => e.Position));
    }

    [Fact]
    public async Task Of_two_writers_of_one_version_one_is_told_to_decide_again()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Log.AppendAsync(Append(Stream("a"), 0, Note($"{i}")), Cancel)));
        Assert.Single(results.OfType<AppendResult.Appended>());
        Assert.Equal(9, results.OfType<AppendResult.VersionConflict>().Count());
        Assert.IsType<AppendResult.VersionConflict>(await Log.AppendAsync(Append(Stream("a"), 5, Note("from the future")), Cancel));
        Assert.Equal(1, await Log.HeadAsync(Cancel));
    }

    [Fact]
    public async Task A_redacted_text_is_gone_and_the_rest_stays()
    {
        await AppendedAsync(Append(Stream("a"), 0, Note("password hunter2"), Note("disk full")) with { Reason = new Prose("told by phone") });
        await AppendedAsync(Append(Stream("a"), 2, new EntryRedacted(1)) with { RedactedVersions = [1] });

        var loaded = await Log.LoadAsync(Stream("a"), 0, Cancel);
        Assert.Equal(Prose.Redacted, Assert.IsType<NoteAdded>(loaded[0].Event).Text);
        Assert.Equal(Prose.Redacted, loaded[0].Reason);
        Assert.Equal("disk full", Assert.IsType<NoteAdded>(loaded[1].Event).Text.Text);
        Assert.Equal("told by phone", loaded[1].Reason!.Text);
    }

    [Fact]
    public async Task A_reply_is_stored_with_its_append_for_a_day_and_its_key_works_once()
    {
        var reply = new StoredReply("ada", "key", "hash", 201, "{}");
        await AppendedAsync(Append(Stream("a"), 0, Note("one")) with { Reply = reply });
        Assert.Equal(reply, await Log.FindReplyAsync("ada", "key", Cancel));
        Assert.Null(await Log.FindReplyAsync("bob", "key", Cancel));
        Assert.IsType<AppendResult.VersionConflict>(await Log.AppendAsync(Append(Stream("b"), 0, Note("again")) with { Reply = reply }, Cancel));
        Assert.Empty(await Log.LoadAsync(Stream("b"), 0, Cancel));

        Clock.Now = Noon.AddHours(24);
        Assert.Null(await Log.FindReplyAsync("ada", "key", Cancel));
        await AppendedAsync(Append(Stream("b"), 0, Note("next day")) with { Reply = reply, Now = Clock.Now });
    }
}

public sealed class EventLogOnSqlite(SqliteFixture fixture) : EventLogContract(fixture), IClassFixture<SqliteFixture>;

[Collection(PostgresFixture.Collection)]
public sealed class EventLogOnPostgres(PostgresFixture fixture) : EventLogContract(fixture);
