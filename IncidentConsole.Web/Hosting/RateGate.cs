using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace IncidentConsole.Web.Hosting;

/// <summary>
/// The library's limiters, one for each who asks, refilled when somebody asks. Its own collection of them wakes ten times a second to refill,
/// also when nobody asked for an hour: a third of what an idle console costs.
/// </summary>
/// <param name="create">A limiter with <c>AutoReplenishment = false</c>.</param>
internal sealed class RateGate<TKey>(Func<TKey, ReplenishingRateLimiter> create) where TKey : notnull
{
    private const int BetweenSweeps = 1_024;   // questions
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<TKey, ReplenishingRateLimiter> limiters = new();
    private int asked;

    /// <summary>How many are remembered.</summary>
    internal int Count => limiters.Count;

    /// <returns>Seconds to wait, at least 1; null when it may pass.</returns>
    public int? Ask(TKey who)
    {
        if (Interlocked.Increment(ref asked) % BetweenSweeps == 0)
        {
            Forget(Idle);
        }

        var limiter = limiters.GetOrAdd(who, create);
        limiter.TryReplenish();
        using var lease = limiter.AttemptAcquire();
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
    }

    /// <summary>Lets go of limiters that are full and were not used for so long: a new one would say the same.</summary>
    internal void Forget(TimeSpan idle)
    {
        foreach (var (who, limiter) in limiters)
        {
            limiter.TryReplenish();
            if (limiter.IdleDuration >= idle)
            {
                limiters.TryRemove(who, out _);   // not disposed: somebody may ask it just now, and it holds no timer
            }
        }
    }
}
