using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IncidentConsole.Web.Store;

/// <summary>The store in one SQLite file: one writer with group commit, pooled read-only connections, write-ahead log, synchronous=FULL.</summary>
/// <param name="path">Absolute path of the file; its folder also holds the lock file and <c>backups/</c>.</param>
/// <param name="holdsLock">True for the server, of which there is one per file; false for a command line beside it.</param>
public sealed class SqliteDatabase(string path, bool holdsLock, TimeProvider clock) : Database
{
    private const int UniqueColumn = 2067;
    private const int PrimaryKey = 1555;

    /// <summary>Pooled connections whose file is mapped already: it stays so when they go back to the pool.</summary>
    private static readonly ConditionalWeakTable<sqlite3, object> Mapped = [];

    private readonly string reading = ConnectionString(path, Mode.Read);
    private SqliteWriter? writer;
    private StoreLock? held;

    static SqliteDatabase()
    {
        Batteries_V2.Init();
        SqliteWaits.Install();
    }

    public override string Name => path;

    public override bool IsShared => false;

    internal override ITextSearch Search { get; } = new SqliteTextSearch();

    public override bool IsUniqueViolation(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: UniqueColumn or PrimaryKey };

    public override string In(string parameter) => $"IN @{parameter}";

    public override Task NudgeAsync(WriteScope scope) => Task.CompletedTask;   // one server per file: nobody else tails it

    /// <summary>Overwrites deleted text in the write-ahead log too; the file itself is overwritten by secure_delete.</summary>
    internal override Task ScrubAsync()
    {
        using var connection = ConnectToWrite(path);
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return Task.CompletedTask;
    }

    public override async Task ClaimAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        held ??= holdsLock ? StoreLock.Take(folder) : null;
        if (File.Exists(path))
        {
            using var connection = ConnectToWrite(path);
            await Migrations.AppliedAsync(connection, Name, Migrations.Known);
        }
    }

    /// <summary>A consistent copy while the server runs.</summary>
    /// <exception cref="StoreException">The file exists already.</exception>
    public static void Copy(string from, string to)
    {
        if (File.Exists(to))
        {
            throw new StoreException($"{to} exists already. Name a new file: a backup never overwrites one.");
        }

        using var connection = ConnectToWrite(from);
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $to";
        command.Parameters.AddWithValue("$to", to);
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    public override ValueTask DisposeAsync()
    {
        writer?.Dispose();
        using (var connection = new SqliteConnection(reading))
        {
            SqliteConnection.ClearPool(connection);
        }

        held?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await ClaimAsync(cancellationToken);
        using (var connection = ConnectToWrite(path))
        {
            Execute(connection, "PRAGMA journal_mode=WAL");
            await Migrations.ApplyAsync(connection, Name, Migrations.Known, clock, BackUpAsync, cancellationToken);
            await Search.EnsureAsync(connection, cancellationToken);
        }

        writer = new SqliteWriter(() => ConnectToWrite(path));
    }

    protected override Task<DbConnection> ConnectAsync(CancellationToken cancellationToken) => Task.FromResult<DbConnection>(ConnectToRead());

    protected override Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    protected override Task<T> CommitAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken) => writer!.CommitAsync(work, cancellationToken);

    private enum Mode
    {
        Read,
        Write,
    }

    private Task BackUpAsync(string before)
    {
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "backups");
        Directory.CreateDirectory(folder);
        Copy(path, Path.Combine(folder, $"{clock.GetUtcNow():yyyyMMddTHHmmssfff}-before-{before}.db"));
        return Task.CompletedTask;
    }

    private static string ConnectionString(string path, Mode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode == Mode.Read ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
        Cache = SqliteCacheMode.Private,
        Pooling = mode == Mode.Read,   // the write connection must really close, or it would keep its lock on the file
        ForeignKeys = mode == Mode.Write ? true : null,   // told anew each time a connection leaves the pool, and reading asks for none
        DefaultTimeout = 5,
    }.ToString();

    private SqliteConnection ConnectToRead()
    {
        var connection = Open(reading);
        if (Mapped.TryAdd(connection.Handle!, connection.DataSource))
        {
            Execute(connection, "PRAGMA mmap_size=268435456");
        }

        return connection;
    }

    private static SqliteConnection ConnectToWrite(string path)
    {
        var connection = Open(ConnectionString(path, Mode.Write));
        Execute(connection, "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON");
        return connection;
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        SqliteWaits.ShareWith(connection);
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
