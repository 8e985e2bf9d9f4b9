using System.Diagnostics.CodeAnalysis;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Documents;

/// <summary>
/// Resident workers: none until the first export, two at most, ended after five idle minutes. An export that
/// finds its worker dead gets a fresh one, once; one that takes longer than the limit ends its worker.
/// </summary>
/// <param name="home">Called at each start of a worker: the folder of worker.mjs.</param>
/// <param name="clock">Times the limit and the idle end.</param>
/// <param name="logger">Starts and losses.</param>
internal sealed partial class TypstWorkerPool(Func<string> home, TimeProvider clock, ILogger<TypstWorkerPool> logger) : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan IdleEnd = TimeSpan.FromMinutes(5);
    private const int AtOnce = 2;

    private readonly SemaphoreSlim turns = new(AtOnce, AtOnce);
    private readonly Stack<TypstWorker> idle = new();
    private readonly Lock gate = new();
    private ITimer? idleTimer;
    private bool disposed;

    /// <summary>The processes that wait for work.</summary>
    public IReadOnlyList<int> IdleProcessIds
    {
        get
        {
            lock (gate)
            {
                return [.. idle.Select(worker => worker.ProcessId)];
            }
        }
    }

    /// <exception cref="DocumentRenderException">Too slow, not installed, died twice, or the template failed.</exception>
    public async Task<(TypstAnswer Answer, byte[] Pdf)> RenderAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            using var limit = new CancellationTokenSource(Limit, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            try
            {
                return await RenderOnceMoreIfLostAsync(request, either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new DocumentRenderException($"The PDF took longer than {Limit.TotalSeconds:0} seconds and was given up. Try again; a shorter timeline helps.");
            }
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            idleTimer?.Dispose();
        }
        EndIdle();
        turns.Dispose();
    }

    private async Task<(TypstAnswer Answer, byte[] Pdf)> RenderOnceMoreIfLostAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            return await RenderWithAsync(TakeOrStart(), request, cancellationToken);
        }
        catch (TypstWorkerLostException lost)
        {
            LogLost(lost.Message);
        }
        try
        {
            return await RenderWithAsync(Start(), request, cancellationToken);
        }
        catch (TypstWorkerLostException lost)
        {
            throw new DocumentRenderException($"The PDF renderer ended twice without an answer: {lost.Message}", lost);
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The worker goes back to the pool, or is ended in the finally block.")]
    private async Task<(TypstAnswer Answer, byte[] Pdf)> RenderWithAsync(TypstWorker worker, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var between = false;   // between two answers, so that the next request would be understood
        try
        {
            var rendered = await worker.RenderAsync(request, cancellationToken);
            between = true;
            return rendered;
        }
        catch (DocumentRenderException)
        {
            between = true;
            throw;
        }
        finally
        {
            if (!between || !TryKeep(worker))
            {
                worker.Dispose();
            }
        }
    }

    private TypstWorker TakeOrStart()
    {
        lock (gate)
        {
            while (idle.TryPop(out var worker))
            {
                if (worker.IsAlive)
                {
                    return worker;
                }
                worker.Dispose();
            }
        }
        return Start();
    }

    private TypstWorker Start()
    {
        var worker = TypstWorker.Start(home());
        LogStarted(worker.ProcessId);
        return worker;
    }

    private bool TryKeep(TypstWorker worker)
    {
        lock (gate)
        {
            if (disposed)
            {
                return false;
            }
            idle.Push(worker);
            idleTimer ??= clock.CreateTimer(_ => EndIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            idleTimer.Change(IdleEnd, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    private void EndIdle()
    {
        List<TypstWorker> ended;
        lock (gate)
        {
            ended = [.. idle];
            idle.Clear();
        }
        ended.ForEach(worker => worker.Dispose());
    }

    [LoggerMessage(EventId = 4101, Level = LogLevel.Information, Message = "PDF renderer started as process {ProcessId}")]
    private partial void LogStarted(int processId);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Warning, Message = "PDF renderer ended without an answer, starting another: {LastWords}")]
    private partial void LogLost(string lastWords);
}
