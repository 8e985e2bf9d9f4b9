using IncidentConsole.Web.Store;

namespace IncidentConsole.Tests.Harness;

/// <summary>Gives each test a fresh store on one engine, so that the same contract is tested on both.</summary>
public abstract class StoreFixture
{
    /// <summary>Where a new, empty store may be made.</summary>
    public abstract Task<StoreLocation> NewAsync();

    public static async Task<Database> OpenAsync(StoreLocation location, TimeProvider? clock = null)
    {
        var database = location.Connect(isServer: true, clock ?? TimeProvider.System);
        await database.OpenAsync(TestContext.Current.CancellationToken);
        return database;
    }
}

public sealed class SqliteFixture : StoreFixture, IDisposable
{
    private readonly StoreFolder folder = new();

    public override Task<StoreLocation> NewAsync() => Task.FromResult(new StoreLocation(Path.Combine(folder.Path, Path.GetRandomFileName()), null));

    public void Dispose() => folder.Dispose();
}

/// <summary>A folder of its own, gone with the test.</summary>
public sealed class StoreFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("incident-console-store-").FullName;

    public StoreLocation Location => new(Path, null);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
