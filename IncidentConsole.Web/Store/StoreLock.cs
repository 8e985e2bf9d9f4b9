using System.Globalization;

namespace IncidentConsole.Web.Store;

/// <summary>One server per SQLite file: an operating-system lock that ends with the process (kill -9 too), and beside it the pid of who holds it.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream held;

    private StoreLock(FileStream held) => this.held = held;

    /// <exception cref="StoreHeldException">Another server holds it.</exception>
    public static StoreLock Take(string folder)
    {
        var file = Path.Combine(folder, "server.lock");
        var pid = Path.Combine(folder, "server.pid");
        try
        {
            var held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(pid, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new StoreLock(held);
        }
        catch (IOException exception)
        {
            var whose = File.Exists(pid) ? File.ReadAllText(pid).Trim() : "unknown";
            throw new StoreHeldException(folder, whose, exception);
        }
    }

    public void Dispose() => held.Dispose();
}
