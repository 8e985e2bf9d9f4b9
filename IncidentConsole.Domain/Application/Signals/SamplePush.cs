using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>
/// Takes samples that programs send. A batch is kept whole or not at all: each line goes forward in time, nothing comes from the future, and a
/// batch sent again changes nothing. What is kept is stored and on the screens at once.
/// </summary>
public sealed class SamplePush(ISignalCatalog signals, ISampleStore samples, ISampleFeed feed, LiveSignals live, TimeProvider clock)
{
    public const int MostSamples = 1_000;
    private const int LongestLabel = 100;

    /// <summary>Clocks differ a little.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(10);

    /// <returns>Null when the batch is kept.</returns>
    public async Task<Refusal?> TakeAsync(string service, string signalId, IReadOnlyList<PushedSample> batch, CancellationToken cancellationToken)
    {
        var signal = (await signals.OfServiceAsync(service, removedToo: false, cancellationToken).ConfigureAwait(false)).FirstOrDefault(one => one.Id == signalId);
        if (signal is null)
        {
            return new Refusal(RefusalKind.NotFound, $"The service \"{service}\" has no signal \"{signalId}\". Add it in the settings of the service.");
        }

        if (signal.Source is not PushedSource)
        {
            return new Refusal(RefusalKind.Conflict, $"The console reads \"{signal.Title}\" itself. Let the signal take samples that programs send, in the settings of the service.");
        }

        var now = clock.GetUtcNow();
        var latest = await samples.LatestAsync(service, signalId, cancellationToken).ConfigureAwait(false);
        if ((Problem(batch, latest, now) ?? await LateAsync(signal, batch, latest, now, cancellationToken).ConfigureAwait(false)) is { } problem)
        {
            return new Refusal(RefusalKind.Invalid, problem);
        }

        IReadOnlyList<SignalSample> kept = [.. batch.Select(one => new SignalSample(service, signalId, one.Series, new Sample(one.At ?? now, one.Value)))];
        await samples.AddAsync(kept, cancellationToken).ConfigureAwait(false);
        live.Keep(signal, new SignalRead(Current(await samples.LatestAsync(service, signalId, cancellationToken).ConfigureAwait(false), signal), []), now);
        await feed.PublishAsync(kept, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>The lines that are still sent: one that ended is not a companion of the newest.</summary>
    public static IReadOnlyList<LabelledSample> Current(IReadOnlyList<LabelledSample> latest, Signal signal) =>
        [.. latest.Where(line => latest.Max(other => other.Sample.At) - line.Sample.At <= signal.StaleAfter)];

    /// <summary>What is wrong with a batch, in words; null when nothing is.</summary>
    private static string? Problem(IReadOnlyList<PushedSample> batch, IReadOnlyList<LabelledSample> latest, DateTimeOffset now)
    {
        if (batch.Count is 0 or > MostSamples)
        {
            return $"Send 1 to {MostSamples} samples at once.";
        }

        var labels = batch.Select(one => one.Series).Concat(latest.Select(line => line.Label)).Distinct(StringComparer.Ordinal).Count();
        if (labels > Signal.MostLines)
        {
            return $"That makes {labels} lines, and a chart shows at most {Signal.MostLines}. Send fewer series.";
        }

        var before = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var (index, (at, value, series)) in batch.Index())
        {
            var time = at ?? now;
            var which = $"Sample {index + 1}{(series.Length == 0 ? "" : $" ({series[..Math.Min(series.Length, LongestLabel)]})")}";
            if (series.Length > LongestLabel || series.Any(char.IsControl))
            {
                return $"{which}: name a series in one line of at most {LongestLabel} characters.";
            }

            if (value is { } figure && !double.IsFinite(figure))
            {
                return $"{which} is no number. Send null where there is none.";
            }

            if (time > now + Ahead)
            {
                return $"{which} is from {Words(time)}, {Math.Ceiling((time - now).TotalSeconds).ToString(CultureInfo.InvariantCulture)} s ahead of the console's clock. Set the clock of the sender.";
            }

            if (before.TryGetValue(series, out var earlier) && time <= earlier)
            {
                return $"{which} is from {Words(time)} and stands after one from {Words(earlier)}. Send each series in the order of time, each time once.";
            }

            before[series] = time;
        }

        return null;
    }

    /// <summary>A batch that was kept already and comes again is welcome; a sample that would go between what is kept is not.</summary>
    private async Task<string?> LateAsync(Signal signal, IReadOnlyList<PushedSample> batch, IReadOnlyList<LabelledSample> latest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var newest = latest.ToDictionary(line => line.Label, line => line.Sample.At, StringComparer.Ordinal);
        var late = batch.Index().Where(one => newest.TryGetValue(one.Item.Series, out var last) && (one.Item.At ?? now) <= last).ToList();
        if (late.Count == 0)
        {
            return null;
        }

        var stored = await samples.ReadAsync(signal.Service, signal.Id, late.Min(one => one.Item.At ?? now), newest.Values.Max(), cancellationToken).ConfigureAwait(false);
        var known = stored.SelectMany(line => line.Samples.Select(sample => (line.Label, sample.At.ToUnixTimeMilliseconds()))).ToHashSet();
        foreach (var (index, sample) in late)
        {
            var at = sample.At ?? now;
            if (!known.Contains((sample.Series, at.ToUnixTimeMilliseconds())))
            {
                return $"Sample {index + 1}{(sample.Series.Length == 0 ? "" : $" ({sample.Series})")} is from {Words(at)}, and one from {Words(newest[sample.Series])} is kept already. Send them in the order of time.";
            }
        }

        return null;
    }

    private static string Words(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}

/// <param name="At">When it was measured; null for now.</param>
/// <param name="Value">In the signal's unit; null where nothing could be measured.</param>
/// <param name="Series">Tells the lines of one chart apart; empty when there is only one.</param>
public sealed record PushedSample(DateTimeOffset? At, double? Value, string Series);
