using IncidentConsole.Web.Store;

namespace IncidentConsole.Tests.Harness;

/// <summary>A fresh store in a folder of its own, gone with the test.</summary>
internal sealed class StoreFolder : IDisposable
{
    public StoreFolder() => Path = Directory.CreateTempSubdirectory("incident-console-store-").FullName;

    public string Path { get; }

    public StoreLocation Location => new(Path, null);

    public static async Task<Database> OpenAsync(StoreLocation location, TimeProvider? clock = null)
    {
        var database = location.Connect(isServer: true, clock ?? TimeProvider.System);
        await database.OpenAsync(TestContext.Current.CancellationToken);
        return database;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
