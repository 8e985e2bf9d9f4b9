using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace IncidentConsole.Web.Store;

/// <summary>
/// One writer, many readers: a thread of its own takes all work that is queued, runs each piece in a savepoint of one transaction, commits once,
/// then completes each caller. With synchronous=FULL what is completed survives a power cut, and the group makes that affordable.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int LargestGroup = 256;
    private const int Queued = 4096;
    private const int Attempts = 2;   // each waits for the connection's busy timeout
    private readonly Channel<Work> queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(Queued) { SingleReader = true });
    private readonly Func<SqliteConnection> connect;
    private readonly Thread thread;
    private SqliteConnection connection;
    private WriteScope scope;

    public SqliteWriter(Func<SqliteConnection> connect)
    {
        this.connect = connect;
        (connection, scope) = Connect();
        thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        thread.Start();
    }

    public async Task<T> CommitAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken)
    {
        var item = new Work<T>(work, cancellationToken);
        await queue.Writer.WriteAsync(item, cancellationToken);
        return await item.Task;
    }

    public void Dispose()
    {
        if (queue.Writer.TryComplete())
        {
            thread.Join();
            connection.Dispose();
        }
    }

    private void Run()
    {
        var group = new List<Work>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < LargestGroup && queue.Reader.TryRead(out var work))
            {
                group.Add(work);
            }

            try
            {
                Commit(group);
            }
            catch (Exception exception)   // the commit or the connection: whoever waits must hear it, and the thread must live on
            {
                Fail(group, exception is SqliteException { SqliteErrorCode: Busy or Locked } ? new StoreBusyException(exception) : exception);
                Reconnect();
            }

            group.Clear();
        }
    }

    private void Commit(List<Work> group)
    {
        Begin();
        foreach (var work in group)
        {
            if (work.IsCancelled)
            {
                continue;
            }

            Execute("SAVEPOINT one");
            try
            {
                work.Run(scope);
            }
            catch (Exception exception)   // fails alone
            {
                Execute("ROLLBACK TO one");   // throws where the engine gave up the whole transaction (disk full): then the group fails
                work.Fail(exception);
            }

            Execute("RELEASE one");
        }

        Execute("COMMIT");
        foreach (var work in group)
        {
            work.Complete();
        }
    }

    private void Begin()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Execute("BEGIN IMMEDIATE");
                return;
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode is Busy or Locked && attempt < Attempts)
            {
                // A command line is writing; the busy timeout has already waited.
            }
        }
    }

    private void Execute(string sql) => scope.Command(sql).ExecuteNonQuery();

    private static void Fail(List<Work> group, Exception exception)
    {
        foreach (var work in group)
        {
            work.Fail(exception);
        }
    }

    private (SqliteConnection Connection, WriteScope Scope) Connect()
    {
        var opened = connect();
        return (opened, new WriteScope(opened, keepsCommands: true));
    }

    /// <summary>A fresh connection has no half-open transaction; where even that fails, the old one stays and the next commit says so.</summary>
    private void Reconnect()
    {
        try
        {
            connection.Dispose();
            (connection, scope) = Connect();
        }
        catch (DbException)
        {
            scope = new WriteScope(connection, keepsCommands: false);
        }
    }

    private abstract class Work
    {
        public abstract bool IsCancelled { get; }

        public abstract void Run(WriteScope scope);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken) : Work
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;

        public Task<T> Task => done.Task;

        /// <summary>Only before it has run: what is in the transaction is awaited to the end.</summary>
        public override bool IsCancelled => cancellationToken.IsCancellationRequested && done.TrySetCanceled(cancellationToken);

        public override void Run(WriteScope scope) => result = work(scope).GetAwaiter().GetResult();

        public override void Complete() => done.TrySetResult(result);

        public override void Fail(Exception exception) => done.TrySetException(exception);
    }
}
