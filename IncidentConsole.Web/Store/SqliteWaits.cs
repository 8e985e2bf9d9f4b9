using System.Runtime.InteropServices;
using IncidentConsole.Web.Hosting;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IncidentConsole.Web.Store;

/// <summary>
/// How SQLite waits for a lock. The pinned library was compiled without <c>usleep</c>: each of its waits, meant to take microseconds, takes a
/// whole second, and while readers and the writer meet at the head of the write-ahead log that happened under every burst.
/// </summary>
internal static class SqliteWaits
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Milliseconds of one try after another; the last goes on. They are those of SQLite itself where it has usleep.</summary>
    private static readonly int[] Steps = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100];

    // Kept for as long as the process lives: native code holds their addresses.
    private static readonly Busy Handler = Wait;
    private static readonly Sleep Sleeper = Rest;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Busy(nint state, int tries);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Sleep(nint system, int microseconds);

    /// <summary>Once, before the first connection.</summary>
    public static void Install()
    {
        if (!OperatingSystem.IsWindows())   // there it sleeps in milliseconds
        {
            var sleep = Marshal.OffsetOf<FileSystem>(nameof(FileSystem.Sleep)).ToInt32();
            Marshal.WriteIntPtr(DefaultFileSystem(null), sleep, Marshal.GetFunctionPointerForDelegate(Sleeper));
        }
    }

    /// <summary>Each time it is opened: the handler belongs to the connection.</summary>
    public static void ShareWith(SqliteConnection connection)
    {
        if (SetBusyHandler(connection.Handle!.DangerousGetHandle(), Handler, 0) is not raw.SQLITE_OK and var problem)
        {
            throw new StoreException($"SQLite refused to be told how to wait (code {problem}).");
        }
    }

    /// <returns>0 when it has waited long enough and the caller is told that the store is busy.</returns>
    private static int Wait(nint state, int tries)
    {
        var last = Steps[^1];
        var waited = tries < Steps.Length ? Steps.Take(tries).Sum() : Steps.Sum() + ((tries - Steps.Length) * last);
        if (waited >= Longest.TotalMilliseconds)
        {
            return 0;
        }

        ConsoleMetrics.StoreWaited();
        Thread.Sleep(tries < Steps.Length ? Steps[tries] : last);
        return 1;
    }

    private static int Rest(nint system, int microseconds)
    {
        Thread.Sleep(TimeSpan.FromMilliseconds(Math.Ceiling(microseconds / 1000.0)));
        return microseconds;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern nint DefaultFileSystem([MarshalAs(UnmanagedType.LPUTF8Str)] string? name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int SetBusyHandler(nint connection, Busy handler, nint state);

    /// <summary>The head of <c>sqlite3_vfs</c>, version 1, as sqlite3.h lays it out; it is there to say where the sleep stands.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct FileSystem
    {
        public readonly int Version;
        public readonly int FileSize;
        public readonly int LongestPath;
        public readonly nint Next;
        public readonly nint Name;
        public readonly nint Data;
        public readonly nint Open;
        public readonly nint Delete;
        public readonly nint Access;
        public readonly nint FullPath;
        public readonly nint LibraryOpen;
        public readonly nint LibraryError;
        public readonly nint LibrarySymbol;
        public readonly nint LibraryClose;
        public readonly nint Randomness;
        public readonly nint Sleep;
    }
}
