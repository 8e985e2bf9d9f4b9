using System.Data.Common;

namespace IncidentConsole.Web.Store;

/// <summary>
/// The store: one SQL, two engines. Reads open a pooled connection; writes are units of work, each in its own transaction (or savepoint of a
/// shared one), acknowledged only after the commit is on disk. Everything waits until <see cref="OpenAsync"/> has migrated the store.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    static Database() => SqlTypes.Register();

    /// <summary>Where the store is, as logs and messages say it; holds no password.</summary>
    public abstract string Name { get; }

    /// <summary>Completes when the store is migrated; fails with the reason when it cannot be opened.</summary>
    public Task Opened => opened.Task;

    /// <summary>Takes the store for this process, before anything is started: what stands against it is known at once.</summary>
    /// <exception cref="StoreException">Written by a newer program, held by another server, or not to be reached.</exception>
    public abstract Task ClaimAsync(CancellationToken cancellationToken);

    /// <summary>Creates or migrates the store. Called once, at start.</summary>
    /// <exception cref="StoreException">Written by a newer program, or held by another server.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
            opened.TrySetResult();
        }
        catch (Exception exception)
        {
            opened.TrySetException(exception);
            throw;
        }
    }

    /// <summary>A pooled connection for reading; dispose it soon. On SQLite it cannot write.</summary>
    public async Task<DbConnection> OpenReadAsync(CancellationToken cancellationToken)
    {
        await opened.Task.WaitAsync(cancellationToken);
        return await ConnectAsync(cancellationToken);
    }

    /// <summary>A connection in a read transaction: everything read through it is of one moment. Dispose the transaction, then the connection.</summary>
    public async Task<(DbConnection Connection, DbTransaction Transaction)> OpenSnapshotAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenReadAsync(cancellationToken);
        return (connection, await BeginSnapshotAsync(connection, cancellationToken));
    }

    /// <summary>
    /// Runs a unit of work in a write transaction and returns after its commit. It fails alone: an exception rolls back what it wrote and comes
    /// out here. On SQLite it runs on the writer's thread: await nothing in it but the connection it is given.
    /// </summary>
    /// <exception cref="StoreBusyException">The store was locked by another process for too long.</exception>
    public async Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken)
    {
        await opened.Task.WaitAsync(cancellationToken);
        return await CommitAsync(work, cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<WriteScope, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async scope =>
            {
                await work(scope);
                return true;
            },
            cancellationToken);

    /// <summary>Whether several nodes may work on it at once.</summary>
    public abstract bool IsShared { get; }

    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>The condition that a column is in a list parameter: <c>"id " + In("ids")</c> with <c>new { ids }</c> (an array).</summary>
    public abstract string In(string parameter);

    /// <summary>Tells other nodes, inside the transaction, that there will be something new in the log.</summary>
    public abstract Task NudgeAsync(WriteScope scope);

    /// <summary>The full-text index of this engine.</summary>
    internal abstract ITextSearch Search { get; }

    /// <summary>Deleted text must not survive in files: called after the transaction of a redaction.</summary>
    internal abstract Task ScrubAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task PrepareAsync(CancellationToken cancellationToken);

    protected abstract Task<DbConnection> ConnectAsync(CancellationToken cancellationToken);

    protected abstract Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken);

    protected abstract Task<T> CommitAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken);
}
