using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using Dapper;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Store;
using Microsoft.Data.Sqlite;

namespace IncidentConsole.Tests.Store;

/// <summary>A taken lock is tried again in milliseconds: the pinned library by itself waits whole seconds.</summary>
public sealed class SqliteWaitsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly StoreFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task SQLite_sleeps_as_long_as_it_is_told_to()
    {
        await using var database = await StoreFixture.OpenAsync(folder.Location);
        Assert.Equal(3, Sleep(3));   // 1000 where it counts in seconds
    }

    [Fact]
    public async Task A_taken_lock_is_tried_again_and_again_until_it_is_free()
    {
        await using var database = await StoreFixture.OpenAsync(folder.Location);
        var waits = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == ConsoleMetrics.MeterName && instrument.Name == "incident_console_store_waits_total")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => Interlocked.Increment(ref waits));
        listener.Start();

        await using var other = new SqliteConnection($"Data Source={folder.Location.File};Pooling=false");
        await other.OpenAsync(Cancel);
        await other.ExecuteAsync("BEGIN IMMEDIATE");
        var write = database.WriteAsync(scope => scope.ExecuteAsync("INSERT INTO event_log_head (id, position, recorded_ticks) VALUES (100, 0, 0)"), Cancel);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref waits) >= 4, Patience));   // four tries by SQLite's own clock would be four seconds
        Assert.False(write.IsCompleted);
        await other.ExecuteAsync("ROLLBACK");
        await write;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_sleep", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(int milliseconds);
}
