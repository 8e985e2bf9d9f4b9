namespace IncidentConsole.Web.Store;

/// <summary>
/// Where the store is: PostgreSQL where <c>IncidentConsole:Database</c> holds a connection string, else <c>console.db</c> in
/// <c>IncidentConsole:DataDirectory</c> (default <c>data</c>), taken under the content root and never under the working folder.
/// </summary>
/// <param name="DataDirectory">Absolute; holds the store, keys, backups and exports.</param>
/// <param name="ConnectionString">Of PostgreSQL; null means the file.</param>
public sealed record StoreLocation(string DataDirectory, string? ConnectionString)
{
    public string File => Path.Combine(DataDirectory, "console.db");

    /// <summary>True where a store was made before. PostgreSQL counts as made: its absence shows when it is opened.</summary>
    public bool Exists => ConnectionString is not null || System.IO.File.Exists(File);

    public static StoreLocation From(IConfiguration configuration, string contentRoot)
    {
        var folder = configuration["IncidentConsole:DataDirectory"] is { Length: > 0 } set ? set : "data";
        var connection = configuration["IncidentConsole:Database"];
        return new StoreLocation(Path.GetFullPath(folder, contentRoot), string.IsNullOrWhiteSpace(connection) ? null : connection);
    }

    /// <param name="isServer">True for the server, which holds the lock of a file store; false for a command line beside it.</param>
    public Database Connect(bool isServer, TimeProvider clock) =>
        ConnectionString is null ? new SqliteDatabase(File, isServer, clock) : new PostgresDatabase(ConnectionString, clock);
}
