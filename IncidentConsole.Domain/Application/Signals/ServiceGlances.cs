using System.Collections.Concurrent;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>The figure that speaks for a service and its last hour, for a list: read at most every ten seconds a service, however many boards ask.</summary>
public sealed class ServiceGlances(ISignalCatalog signals, LiveSignals live, ISampleStore samples, TimeProvider clock)
{
    private const int Slots = 30;
    private static readonly TimeSpan Shown = TimeSpan.FromHours(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, ServiceGlance? Glance)> known = new(StringComparer.Ordinal);

    /// <summary>Null when the service has no signals.</summary>
    public async Task<ServiceGlance?> GetAsync(string service, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(service, out var last) && now - last.At < Fresh)
        {
            return last.Glance;
        }

        var all = await signals.OfServiceAsync(service, removedToo: false, cancellationToken).ConfigureAwait(false);
        var glance = live.Judge(all, now).Driver is { } driver
            ? new ServiceGlance(driver, Hour(await samples.ReadThinAsync(service, driver.Signal.Id, now - Shown, now, Shown / Slots, cancellationToken).ConfigureAwait(false), driver.Signal, now))
            : null;
        known[service] = (now, glance);
        return glance;
    }

    /// <summary>The worst value of each slot, of whatever line; null where nothing was read.</summary>
    public static IReadOnlyList<double?> Hour(IReadOnlyList<SampleSeries> lines, Signal signal, DateTimeOffset now)
    {
        var slots = new double?[Slots];
        foreach (var sample in lines.SelectMany(line => line.Samples).Where(sample => sample.Value is not null))
        {
            var slot = Slots - 1 - (int)((now - sample.At) / (Shown / Slots));
            if (slot is >= 0 and < Slots)
            {
                var (before, value) = (slots[slot], sample.Value!.Value);
                slots[slot] = before is not { } known ? value : signal.Good == GoodDirection.Low ? Math.Max(known, value) : Math.Min(known, value);
            }
        }

        return slots;
    }
}

/// <param name="Driver">The signal that set the rank, else the first that is not known, else the first with limits.</param>
/// <param name="Hour">Its worst value in each two minutes of the last hour, oldest first; null where nothing was read.</param>
public sealed record ServiceGlance(SignalVerdict Driver, IReadOnlyList<double?> Hour);
