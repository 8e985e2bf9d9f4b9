using System.Collections.Immutable;

namespace IncidentConsole.Web.Seeding;

/// <summary>What the simulated service goes through.</summary>
public enum SimulatedState
{
    Healthy,

    /// <summary>Signing keys are fetched again and again: errors, slow answers, a cold cache, two pods out.</summary>
    Incident,

    /// <summary>On the way back to healthy, as after a rollback: slower than the fall.</summary>
    Recovery,

    /// <summary>Nothing answers.</summary>
    Down,
}

/// <summary>The six figures of the simulated service at one moment.</summary>
/// <param name="ErrorShare">0 to 1.</param>
/// <param name="P99Seconds">Of answered requests.</param>
/// <param name="CacheHitShare">0 to 1.</param>
public sealed record SimulatedLoad(double RequestsPerSecond, double ErrorShare, double P99Seconds, double KeyFetchesPerSecond, double CacheHitShare, int PodsReady)
{
    public const int PodsWanted = 10;
}

/// <summary>
/// The behaviour of the simulated service as a pure function of time: the changes of state so far, eased into each other, with
/// noise from a seed. The same script gives the same figures for any moment, so that history can be filled in from it as well.
/// </summary>
public sealed record SimulatedScript(int Seed, ImmutableList<(DateTimeOffset At, SimulatedState State)> Changes)
{
    public static SimulatedScript Begin(int seed, DateTimeOffset at, SimulatedState state = SimulatedState.Healthy) => new(seed, [(at, state)]);

    public SimulatedState State => Changes[^1].State;

    /// <summary>From <paramref name="at"/> on; a change may not lie before the last one.</summary>
    public SimulatedScript With(DateTimeOffset at, SimulatedState state) => at < Changes[^1].At
        ? throw new ArgumentOutOfRangeException(nameof(at), "The script already goes beyond that moment.")
        : this with { Changes = Changes.Add((at, state)) };

    public SimulatedLoad At(DateTimeOffset at)
    {
        var now = Level(Changes[0].State);
        for (var i = 0; i < Changes.Count && Changes[i].At <= at; i++)
        {
            var until = i + 1 < Changes.Count && Changes[i + 1].At <= at ? Changes[i + 1].At : at;
            now = Ease(now, Level(Changes[i].State), Progress(Changes[i].State, until - Changes[i].At));
        }

        var second = at.ToUnixTimeSeconds();
        return now with
        {
            RequestsPerSecond = now.RequestsPerSecond * Noise(second, 1, 0.03),
            ErrorShare = Math.Min(1, now.ErrorShare * Noise(second, 2, 0.03)),
            P99Seconds = now.P99Seconds * Noise(second, 3, 0.02),
            KeyFetchesPerSecond = now.KeyFetchesPerSecond * Noise(second, 4, 0.03),
            CacheHitShare = Math.Min(1, now.CacheHitShare * Noise(second, 5, 0.01)),
        };
    }

    private static SimulatedLoad Level(SimulatedState state) => state switch
    {
        SimulatedState.Healthy or SimulatedState.Recovery => new(3_000, 0.0004, 0.062, 5, 0.81, SimulatedLoad.PodsWanted),
        SimulatedState.Incident => new(3_100, 0.068, 0.742, 214, 0.44, 8),
        SimulatedState.Down => new(0, 1, 0.742, 0, 0, 0),
    };

    /// <summary>How much of the way to a state is gone: it falls within a minute and comes back over some.</summary>
    private static double Progress(SimulatedState state, TimeSpan since) => 1 - Math.Exp(-since.TotalSeconds / (state switch
    {
        SimulatedState.Healthy => 10,
        SimulatedState.Incident => 15,
        SimulatedState.Recovery => 60,
        SimulatedState.Down => 0.1,
    }));

    private static SimulatedLoad Ease(SimulatedLoad from, SimulatedLoad to, double progress) => new(
        Between(from.RequestsPerSecond, to.RequestsPerSecond, progress),
        Between(from.ErrorShare, to.ErrorShare, progress),
        Between(from.P99Seconds, to.P99Seconds, progress),
        Between(from.KeyFetchesPerSecond, to.KeyFetchesPerSecond, progress),
        Between(from.CacheHitShare, to.CacheHitShare, progress),
        (int)Math.Round(Between(from.PodsReady, to.PodsReady, progress)));

    private static double Between(double from, double to, double progress) => from + (to - from) * progress;

    /// <summary>A factor around 1, the same for the same second, channel and seed (a splitmix64 step; not for secrets).</summary>
    private double Noise(long second, int channel, double width)
    {
        var x = unchecked((ulong)second * 0x9E3779B97F4A7C15 + (ulong)channel * 0xBF58476D1CE4E5B9 + (ulong)Seed);
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EB);
        x ^= x >> 31;
        return 1 + ((x >> 11) / (double)(1UL << 53) * 2 - 1) * width;
    }
}
