using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>
/// Fetches what a source remembers for times in which the console did not look: before a signal was added, and while the console was down.
/// A day back, so that today can be laid over yesterday, and as far as the oldest open incident of the service. What was read stays as it was.
/// </summary>
public sealed class SignalHistoryFill(ISignalReader reader, ISampleStore samples, IIncidentQueries incidents)
{
    /// <summary>A day and an hour: the same time yesterday has something before it.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(25);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);
    private const int MostIncidents = 100;
    private const int SavedAtOnce = 2_000;

    /// <summary>Gaps closer together than this are fetched in one.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(10);

    /// <returns>False when the source could not be asked: worth another try.</returns>
    public async Task<bool> FillAsync(Signal signal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (signal.Source is not PromQlSource)
        {
            return true;
        }

        var from = await BeginAsync(signal.Service, now, cancellationToken).ConfigureAwait(false);
        var stored = await samples.ReadAsync(signal.Service, signal.Id, from, now, cancellationToken).ConfigureAwait(false);
        var known = stored.SelectMany(line => line.Samples).Select(sample => sample.At).Order().ToList();
        foreach (var (begin, end) in Gaps(known, from, now, signal.StaleAfter))
        {
            // Between the samples of a long time the line must not break: twice within what counts as fresh is enough.
            var step = end - begin <= TimeSpan.FromHours(1) || signal.PollEvery >= signal.StaleAfter / 2 ? signal.PollEvery : signal.StaleAfter / 2;
            if (await reader.ReadRangeAsync(signal, begin, end, step, cancellationToken).ConfigureAwait(false) is not SignalHistoryRead read)
            {
                return false;
            }

            var missing = read.Series.SelectMany(line => line.Samples
                .Where(sample => sample.At > begin && sample.At < end)
                .Select(sample => new SignalSample(signal.Service, signal.Id, line.Label, sample)));
            foreach (var some in missing.Chunk(SavedAtOnce))
            {
                await samples.AddAsync(some, cancellationToken).ConfigureAwait(false);
            }
        }

        return true;
    }

    /// <summary>Times longer than <paramref name="longest"/> without a sample, both ends excluded.</summary>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Gaps(IReadOnlyList<DateTimeOffset> known, DateTimeOffset from, DateTimeOffset to, TimeSpan longest)
    {
        List<(DateTimeOffset From, DateTimeOffset To)> gaps = [];
        var last = from;
        foreach (var at in known.Append(to))
        {
            if (at - last > longest)
            {
                if (gaps.Count > 0 && last - gaps[^1].To < Near)
                {
                    gaps[^1] = (gaps[^1].From, at);
                }
                else
                {
                    gaps.Add((last, at));
                }
            }

            last = at;
        }

        return gaps;
    }

    private async Task<DateTimeOffset> BeginAsync(string service, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await incidents.ListAsync(new IncidentFilter("open", Service: service, PageSize: MostIncidents), Viewer.System, cancellationToken).ConfigureAwait(false);
        var oldest = open.Items
            .Select(incident => (incident.ImpactStartedAt is { } impact && impact < incident.DetectedAt ? impact : incident.DetectedAt) - SampleRetention.Around)
            .Append(now - Remembered)
            .Min();
        return oldest > now - Longest ? oldest : now - Longest;
    }
}
