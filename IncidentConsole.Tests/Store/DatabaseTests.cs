using Dapper;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store;
using Microsoft.Data.Sqlite;

namespace IncidentConsole.Tests.Store;

/// <summary>The promises of the store's file: one server, forward-only migrations, work that fails alone.</summary>
public sealed class DatabaseTests : IDisposable
{
    private readonly StoreFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Work_that_throws_fails_alone_and_leaves_nothing()
    {
        await using var database = await StoreFixture.OpenAsync(folder.Location);
        var works = Enumerable.Range(0, 50).Select(i => database.WriteAsync(
            async scope =>
            {
                await scope.Connection.ExecuteAsync("INSERT INTO event_log_head (id, position, recorded_ticks) VALUES (@id, 0, 0)", new { id = 100 + i });
                return i % 2 == 0 ? i : throw new InvalidOperationException("odd");
            },
            Cancel)).ToArray();
        await Task.WhenAll(works).ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.All(works.Where((_, i) => i % 2 == 1), work => Assert.IsType<InvalidOperationException>(work.Exception!.InnerException));
        await using var connection = await database.OpenReadAsync(Cancel);
        Assert.Equal(works.Where((_, i) => i % 2 == 0).Select((_, i) => 100 + (2 * i)), await connection.QueryAsync<int>("SELECT id FROM event_log_head WHERE id >= 100 ORDER BY id"));
    }

    [Fact]
    public async Task A_read_connection_cannot_write()
    {
        await using var database = await StoreFixture.OpenAsync(folder.Location);
        await using var connection = await database.OpenReadAsync(Cancel);
        await Assert.ThrowsAsync<SqliteException>(() => connection.ExecuteAsync("DELETE FROM event"));
    }

    [Fact]
    public async Task A_second_server_is_refused_and_told_whose_the_store_is()
    {
        await using var first = await StoreFixture.OpenAsync(folder.Location);
        var refusal = await Assert.ThrowsAsync<StoreHeldException>(() => StoreFixture.OpenAsync(folder.Location));
        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_ends_with_its_holder()
    {
        await (await StoreFixture.OpenAsync(folder.Location)).DisposeAsync();
        await (await StoreFixture.OpenAsync(folder.Location)).DisposeAsync();
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused_by_name()
    {
        await using (var database = await StoreFixture.OpenAsync(folder.Location))
        {
            await database.WriteAsync(scope => scope.ExecuteAsync("INSERT INTO migration (name, applied_at) VALUES ('9999-time-travel', '')"), Cancel);
        }

        var refusal = await Assert.ThrowsAsync<StoreException>(() => StoreFixture.OpenAsync(folder.Location));
        Assert.Contains("9999-time-travel", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_is_made_before_an_existing_store_is_migrated_and_none_of_a_new_one()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(Cancel);
        var copies = new List<string>();
        Task Apply(params Migration[] known) => Migrations.ApplyAsync(connection, "store", known, TimeProvider.System, before => Kept(copies, before), Cancel);
        Migration one = new("0001-one", "CREATE TABLE one (id INTEGER)"), two = new("0002-two", "CREATE TABLE two (id INTEGER)");

        await Apply(one);
        Assert.Empty(copies);
        await Apply(one, two);
        Assert.Equal(["0002-two"], copies);
        await Apply(one, two);
        Assert.Single(copies);
    }

    [Fact]
    public async Task A_copy_is_whole_and_never_overwrites()
    {
        await using var database = await StoreFixture.OpenAsync(folder.Location);
        var copy = Path.Combine(folder.Path, "copy.db");
        SqliteDatabase.Copy(folder.Location.File, copy);
        Assert.Throws<StoreException>(() => SqliteDatabase.Copy(folder.Location.File, copy));
        await using var connection = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(Cancel);
        Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
    }

    private static Task Kept(List<string> copies, string before)
    {
        copies.Add(before);
        return Task.CompletedTask;
    }
}
