using System.Data;
using System.Data.Common;
using Npgsql;

namespace IncidentConsole.Web.Store;

/// <summary>The store in PostgreSQL: plain transactions; appends queue on the log's head row, so positions are gap-free and in commit order.</summary>
public sealed class PostgresDatabase : Database
{
    private const string MigrationLock = "SELECT pg_advisory_lock(4711)";
    private readonly NpgsqlDataSource source;
    private readonly TimeProvider clock;

    public PostgresDatabase(string connectionString, TimeProvider clock)
    {
        this.clock = clock;
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 };
        Name = $"{builder.Host}:{builder.Port}/{builder.Database}";
        source = NpgsqlDataSource.Create(builder);
    }

    public override string Name { get; }

    public override bool IsShared => true;

    internal override ITextSearch Search { get; } = new PostgresTextSearch();

    public override async Task ClaimAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await Migrations.AppliedAsync(connection, Name, Migrations.Known);
        }
        catch (NpgsqlException exception)
        {
            throw new StoreException($"The store in PostgreSQL at {Name} cannot be used: {exception.Message}. Check IncidentConsole__Database and the server.", exception);
        }
    }

    public override bool IsUniqueViolation(DbException exception) => exception.SqlState == PostgresErrorCodes.UniqueViolation;

    public override string In(string parameter) => $"= ANY(@{parameter})";

    public override Task NudgeAsync(WriteScope scope) => scope.ExecuteAsync("SELECT pg_notify('incident_console', '')");

    internal override Task ScrubAsync() => Task.CompletedTask;   // autovacuum's business; docs/operations.md says so

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var command = new NpgsqlCommand(MigrationLock, connection))   // two nodes starting at once migrate one after the other
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // A copy is the database administrator's: there is no file here to copy.
        await Migrations.ApplyAsync(connection, Name, Migrations.Known, clock, _ => Task.CompletedTask, cancellationToken);
        await Search.EnsureAsync(connection, cancellationToken);
        await using var unlock = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
        await unlock.ExecuteNonQueryAsync(cancellationToken);
    }

    protected override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken) => await source.OpenConnectionAsync(cancellationToken);

    protected override async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    protected override async Task<T> CommitAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(new WriteScope(connection, keepsCommands: false));
        await transaction.CommitAsync(CancellationToken.None);   // past this point the answer is the commit's, not the caller's patience
        return result;
    }
}
