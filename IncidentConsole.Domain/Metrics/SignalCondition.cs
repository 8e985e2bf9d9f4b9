using System.Diagnostics;

namespace IncidentConsole.Domain.Metrics;

/// <summary>
/// What the log last said about one signal, and what to say next. Only changes are events: a value that stays over the same limit is
/// one breach. A worse value is said at once, a milder one when it has held for as long as a sample counts as fresh, so that a value
/// dancing around its limit does not fill the log. A stale signal keeps the breach it had: unknown is not fine.
/// </summary>
/// <param name="MilderSince">Since when the value is milder than the recorded breach; null while it is not.</param>
public sealed record SignalCondition(bool IsStale, int? BreachedRank, DateTimeOffset? MilderSince)
{
    public static readonly SignalCondition Initial = new(false, null, null);

    public SignalCondition Evolve(ServiceEvent happened) => happened switch
    {
        BreachBegan breach => this with { BreachedRank = breach.Rank, MilderSince = null },
        BreachEnded => this with { BreachedRank = null, MilderSince = null },
        SignalWentStale => this with { IsStale = true, MilderSince = null },
        SignalCameBack => this with { IsStale = false },
        _ => throw new UnreachableException(),
    };

    /// <param name="verdict">The signal judged now, by its last sample with a value.</param>
    /// <param name="watchedSince">Start of the watch: a signal is not stale before it had time to be read.</param>
    /// <returns>The condition to go on with, without the events; they are applied when they are in the log.</returns>
    public (SignalCondition Next, IReadOnlyList<ServiceEvent> Events) Observe(SignalVerdict verdict, DateTimeOffset watchedSince, DateTimeOffset now)
    {
        var signal = verdict.Signal;
        if (verdict.State == SignalState.Unknown)
        {
            return (this with { MilderSince = null }, IsStale || now - watchedSince <= signal.StaleAfter ? [] : [new SignalWentStale(signal.Id, verdict.Latest?.At)]);
        }

        var value = verdict.Latest!.Value!.Value;
        List<ServiceEvent> events = IsStale ? [new SignalCameBack(signal.Id)] : [];
        var rank = verdict.Crossed?.Rank;
        if (rank == BreachedRank)
        {
            return (this with { MilderSince = null }, events);
        }

        var isMilder = BreachedRank is { } recorded && !(rank < recorded);
        if (isMilder && now - (MilderSince ?? now) < signal.StaleAfter)
        {
            return (this with { MilderSince = MilderSince ?? now }, events);
        }

        events.Add(verdict.Crossed is { } crossed ? new BreachBegan(signal.Id, crossed.Rank, crossed.Value, value) : new BreachEnded(signal.Id, value));
        return (this, events);
    }
}
