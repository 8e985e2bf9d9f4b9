using System.Collections.Concurrent;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>Rung when something came in, so that the intake need not look for it all the time; and back, when it was acted on.</summary>
public sealed class AlertBell
{
    /// <summary>While more wait it is a storm, and senders are answered at once.</summary>
    private const int MostWaiting = 4;

    private readonly SemaphoreSlim rung = new(0, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);

    /// <summary>Completes when the delivery was acted on; null in a storm. Ask before it is stored, and <see cref="Forget"/> it after.</summary>
    public Task? Expect(string delivery) =>
        waiting.Count >= MostWaiting ? null : waiting.GetOrAdd(delivery, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(string delivery) => waiting.TryRemove(delivery, out _);

    internal void Acted(string delivery)
    {
        if (waiting.TryRemove(delivery, out var waiter))
        {
            waiter.TrySetResult();
        }
    }

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Until it rings, or at most this long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => rung.WaitAsync(atMost, cancellationToken);
}
