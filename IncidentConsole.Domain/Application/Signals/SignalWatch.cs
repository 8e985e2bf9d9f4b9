using System.Collections.Concurrent;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>
/// Watches the configured signals: begins each reading when it is due and never waits for one, so that a server that does not answer
/// holds up nobody else; then hands what came in to the store, to the screens, and as breaches to the log. Ticked by one loop.
/// </summary>
public sealed class SignalWatch(
    ISignalCatalog catalog, ISignalReader reader, ISampleStore samples, ISampleFeed feed, IEventLog log, ITailNudge nudge, LiveSignals live, SignalHistoryFill past, TimeProvider clock)
{
    /// <summary>Samples kept in memory while the store cannot be written; beyond that the oldest are lost.</summary>
    private const int MostUnsaved = 50_000;
    private static readonly TimeSpan BetweenLooksAtTheCatalog = TimeSpan.FromSeconds(2);

    private readonly ServiceLog services = new(log, nudge);
    private readonly ConcurrentQueue<SignalSample> fresh = new();
    private readonly Dictionary<(string Service, string Id), Watched> watched = [];
    private readonly List<SignalSample> unsaved = [];
    private DateTimeOffset? catalogReadAt;

    /// <summary>Raised for what only a bug can cause; the watch goes on.</summary>
    public event Action<Signal, Exception>? Failed;

    /// <summary>One round. What it throws concerns the store or the screens; the next round goes on with nothing lost.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (catalogReadAt is not { } readAt || now - readAt >= BetweenLooksAtTheCatalog)
        {
            Adopt(await catalog.AllAsync(cancellationToken).ConfigureAwait(false), now);
            catalogReadAt = now;
        }

        foreach (var one in watched.Values.Where(one => one.Reading.IsCompleted && one.DueAt <= now))
        {
            one.DueAt = now + one.Signal.PollEvery;
            one.Reading = one.IsNew ? BeginAsync(one, cancellationToken) : ReadAsync(one.Signal, cancellationToken);
        }

        await HandOnAsync(cancellationToken).ConfigureAwait(false);
        await RecordAsync(now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes when no reading is under way: for an orderly end, and for tests.</summary>
    public Task SettleAsync() => Task.WhenAll(watched.Values.Select(one => one.Reading));

    private void Adopt(IReadOnlyList<Signal> signals, DateTimeOffset now)
    {
        var keys = signals.Select(signal => (signal.Service, signal.Id)).ToHashSet();
        foreach (var gone in watched.Keys.Where(key => !keys.Contains(key)).ToList())
        {
            watched.Remove(gone);
        }

        foreach (var signal in signals)
        {
            if (watched.TryGetValue((signal.Service, signal.Id), out var known))
            {
                known.Signal = signal;
            }
            else
            {
                watched[(signal.Service, signal.Id)] = new Watched(signal, now);
            }
        }
    }

    /// <summary>The first reading, and then what happened before it. Where that fails, it is tried again with the next reading.</summary>
    private async Task BeginAsync(Watched one, CancellationToken cancellationToken)
    {
        var signal = one.Signal;
        try
        {
            if (live.Find(signal) is null)
            {
                live.Remember(signal, await samples.LatestAsync(signal.Service, signal.Id, cancellationToken).ConfigureAwait(false));   // its age is known over a restart
            }

            await ReadAsync(signal, cancellationToken).ConfigureAwait(false);
            one.IsNew = !await past.FillAsync(signal, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The console ends.
        }
        catch (Exception e)
        {
            Failed?.Invoke(signal, e);   // without its past the signal is still watched
        }
    }

    private async Task ReadAsync(Signal signal, CancellationToken cancellationToken)
    {
        SignalReading reading;
        try
        {
            reading = await reader.ReadNowAsync(signal, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;   // the console ends
        }
        catch (Exception e)
        {
            Failed?.Invoke(signal, e);   // a bug in one reader must not end the watch
            reading = new SignalNotRead($"The reading failed inside the console: {e.Message}");
        }

        var kept = live.Keep(signal, reading, clock.GetUtcNow());
        foreach (var value in signal.Source is PushedSource ? [] : kept)   // what was pushed is stored and shown already
        {
            fresh.Enqueue(new SignalSample(signal.Service, signal.Id, value.Label, value.Sample));
        }
    }

    private async Task HandOnAsync(CancellationToken cancellationToken)
    {
        List<SignalSample> news = [];
        while (fresh.TryDequeue(out var sample))
        {
            news.Add(sample);
        }

        if (news.Count > 0)
        {
            await feed.PublishAsync(news, cancellationToken).ConfigureAwait(false);
        }

        unsaved.AddRange(news);
        unsaved.RemoveRange(0, Math.Max(0, unsaved.Count - MostUnsaved));
        if (unsaved.Count > 0)
        {
            await samples.AddAsync([.. unsaved], cancellationToken).ConfigureAwait(false);
            unsaved.Clear();
        }
    }

    private async Task RecordAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var service in watched.Values.Where(one => one.Signal.Thresholds.Count > 0).GroupBy(one => one.Signal.Service).ToList())
        {
            List<ServiceEvent> events = [];
            foreach (var one in service)
            {
                var condition = await services.ConditionAsync(one.Signal, cancellationToken).ConfigureAwait(false);
                var verdict = SignalVerdict.Of(one.Signal, live.Find(one.Signal)?.LastGood, now);
                var (next, said) = condition.Observe(verdict, one.Since, now);
                if (next != condition)
                {
                    await services.KeepAsync(one.Signal, next, cancellationToken).ConfigureAwait(false);
                }

                events.AddRange(said);
            }

            if (events.Count > 0)
            {
                await services.AppendAsync(service.Key, events, now, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed class Watched(Signal signal, DateTimeOffset since)
    {
        public Signal Signal { get; set; } = signal;

        public DateTimeOffset Since { get; } = since;

        public DateTimeOffset DueAt { get; set; } = since;

        public bool IsNew { get; set; } = true;

        public Task Reading { get; set; } = Task.CompletedTask;
    }
}
