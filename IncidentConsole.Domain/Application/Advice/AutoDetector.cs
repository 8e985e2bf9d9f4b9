using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Domain.Application.Advice;

/// <summary>
/// Opens or proposes an incident where the metrics of a service are beyond a limit of its runbook for as long as the limit asks, with what was seen
/// attached. One breach is one incident: what people resolved or declined is not opened again before the figures were within their limits.
/// </summary>
public sealed class AutoDetector(ICatalog catalog, IIncidentQueries queries, SeverityDetector detector, ISampleStore samples, IncidentDesk desk, TimeProvider clock)
{
    /// <summary>How much of the past the attached charts show before a breach began.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(10);

    /// <summary>A breach without a time of its own, seen right after the console started, may be one that people ended this long ago.</summary>
    private static readonly TimeSpan MayBeTheSame = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan ShortestBreach = TimeSpan.FromMinutes(1);

    private const int Points = 60;
    private const int LongestTitle = 200;

    private readonly HashSet<string> answered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> begun = new(StringComparer.Ordinal);
    private readonly HashSet<string> looked = new(StringComparer.Ordinal);

    /// <summary>One look at every service that has a policy.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        foreach (var service in (await catalog.ServicesAsync(cancellationToken).ConfigureAwait(false)).Where(service => service.OnBreach != BreachResponse.Nothing))
        {
            if (await detector.DetectAsync(service.Slug, readNow: false, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                continue;
            }

            if (found.Detection.Level is not { } level)
            {
                begun.Remove(service.Slug);
                if (found.Detection.State == SignalState.WithinLimits)
                {
                    answered.Remove(service.Slug);
                    looked.Add(service.Slug);
                }

                continue;
            }

            if (await queries.FindOpenOfServiceAsync(service.Slug, Viewer.System, cancellationToken).ConfigureAwait(false) is not null
                || (looked.Add(service.Slug) && await WasEndedAsync(found, cancellationToken).ConfigureAwait(false)))
            {
                answered.Add(service.Slug);
            }
            else if (!answered.Contains(service.Slug) && HasHeld(found))
            {
                answered.Add(service.Slug);
                await DeclareAsync(service, level, found, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>After a start of the console: whether the breach that is seen is the one of the last incident, which people ended.</summary>
    private async Task<bool> WasEndedAsync(DetectedSeverity found, CancellationToken cancellationToken)
    {
        var last = (await queries.ListAsync(new IncidentFilter("closed", Service: found.Service.Slug, PageSize: 1), Viewer.System, cancellationToken).ConfigureAwait(false)).Items;
        var ended = last is [var row, ..] ? await desk.ReadAsync(row.Id, Viewer.System, cancellationToken).ConfigureAwait(false) : null;
        return ended?.Latest.GetValueOrDefault(Concern.Course)?.At >= (SeverityAdvisor.EvidenceOf(found.Detection).Select(evidence => evidence.Since).Min() ?? (found.At - MayBeTheSame));
    }

    /// <summary>One value beyond a limit is no breach yet, where the limit itself asks for no time.</summary>
    private bool HasHeld(DetectedSeverity found)
    {
        begun.TryAdd(found.Service.Slug, found.At);
        return SeverityAdvisor.EvidenceOf(found.Detection).Any(evidence => evidence.Since is not null) || found.At - begun[found.Service.Slug] >= ShortestBreach;
    }

    private async Task DeclareAsync(Service service, SeverityLevel level, DetectedSeverity found, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var seenSince = begun.GetValueOrDefault(service.Slug, now);
        var evidence = SeverityAdvisor.EvidenceOf(found.Detection).Select(one => one with { Since = one.Since ?? seenSince }).ToImmutableArray();
        var since = evidence.Select(one => one.Since).Min() ?? seenSince;
        var from = since - Before;
        var words = evidence.Select(one => EvidenceWords.What(one, found.Runbook.Language)).ToList();
        var title = $"{service.Name}: {words.FirstOrDefault() ?? level.Title}";
        var declare = new DeclareIncident(title.Length <= LongestTitle ? title : $"{title[..(LongestTitle - 1)]}…", service.Slug, level.Label)
        {
            ByAlert = true,
            IsProposal = service.OnBreach == BreachResponse.Proposes,
            DetectedAt = since,
            Summary = words.Count > 1 ? string.Join('\n', words.Skip(1)) : null,   // the title says the first
            Detection = new Detection(evidence, from, await ChartsAsync(service, evidence, from, now, cancellationToken).ConfigureAwait(false)),
        };
        var id = new IncidentId(Guid.CreateVersion7(now).ToString("D"));
        if (await desk.SendAsync(id, declare, Actor.System, new SendOptions("signal"), cancellationToken).ConfigureAwait(false) is Outcome.Refused refused)
        {
            answered.Remove(service.Slug);
            throw new InvalidOperationException($"The console could not open an incident for {service.Slug}: {refused.Refusal.Message}");
        }
    }

    private async Task<ImmutableArray<EvidenceChart>> ChartsAsync(Service service, ImmutableArray<MetricEvidence> evidence, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var charts = ImmutableArray.CreateBuilder<EvidenceChart>();
        foreach (var one in evidence.DistinctBy(one => one.SignalId))
        {
            var lines = await samples.ReadAsync(service.Slug, one.SignalId, from, to, cancellationToken).ConfigureAwait(false);
            charts.Add(new EvidenceChart(one.SignalId, one.Title, one.Unit, one.Limit, Sampled(lines, one.Comparison, from, to)));
        }

        return charts.ToImmutable();
    }

    /// <summary>Even steps; of several samples in a step, and of several lines, the worst counts.</summary>
    private static ImmutableArray<double?> Sampled(IReadOnlyList<SampleSeries> lines, Comparison comparison, DateTimeOffset from, DateTimeOffset to)
    {
        var points = new double?[Points];
        foreach (var sample in lines.SelectMany(line => line.Samples))
        {
            var at = (int)Math.Clamp((sample.At - from) / (to - from) * Points, 0, Points - 1);
            points[at] = sample.Value is not { } value ? points[at]
                : points[at] is not { } known ? value
                : comparison == Comparison.Above ? Math.Max(known, value) : Math.Min(known, value);
        }

        return [.. points];
    }
}
