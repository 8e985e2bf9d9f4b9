using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Advice;

/// <summary>
/// Watches every open incident with the limits of its own runbook and says when the metrics mean worse than people do. It never changes a
/// severity, never says the same twice, and takes an advice back only when the figures have been milder for a while.
/// </summary>
public sealed class SeverityAdvisor(ICatalog catalog, IIncidentQueries queries, SeverityDetector detector, IncidentDesk desk, TimeProvider clock)
{
    private const int MostOpen = 200;

    /// <summary>How long the metrics must say less before the advice is taken back: a value that dances around its limit shall not fill the log.</summary>
    private static readonly TimeSpan MilderFor = TimeSpan.FromMinutes(2);

    private readonly Dictionary<IncidentId, DateTimeOffset> milderSince = [];

    /// <summary>One look at everything that is open.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var open = await queries.ListAsync(new IncidentFilter("open", PageSize: MostOpen, Drills: DrillScope.WithDrills), Viewer.System, cancellationToken).ConfigureAwait(false);
        foreach (var gone in milderSince.Keys.Except(open.Items.Select(row => row.Id)).ToList())
        {
            milderSince.Remove(gone);
        }

        foreach (var row in open.Items.Where(row => row.ServiceIsKnown))
        {
            if (await desk.ReadAsync(row.Id, Viewer.System, cancellationToken).ConfigureAwait(false) is { IsOpen: true } incident
                && await catalog.FindServiceAsync(incident.Service, cancellationToken).ConfigureAwait(false) is { } service)
            {
                await AdviseAsync(incident, await detector.DetectAsync(service with { Slug = incident.SignalService }, incident.Runbook, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task AdviseAsync(Incident incident, DetectedSeverity found, CancellationToken cancellationToken)
    {
        if (found.Detection.Level is { } level && level.IsMoreSevereThan(incident.Level))
        {
            milderSince.Remove(incident.Id);
            if (!(incident.Advice?.Rank <= level.Rank))
            {
                await desk.SendAsync(incident.Id, new AdviseSeverity(level.Rank, EvidenceOf(found.Detection)), Actor.System, new SendOptions("signal"), cancellationToken).ConfigureAwait(false);
            }
        }
        else if (incident.Advice is null || found.Detection.MayBeWorse)
        {
            milderSince.Remove(incident.Id);   // nothing stands, or what is unknown may still be as bad as it was
        }
        else if (clock.GetUtcNow() is var now && now - milderSince.GetValueOrDefault(incident.Id, now) < MilderFor)
        {
            milderSince.TryAdd(incident.Id, now);
        }
        else
        {
            milderSince.Remove(incident.Id);
            await desk.SendAsync(incident.Id, new EndSeverityAdvice(), Actor.System, new SendOptions("signal"), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The crossed limits of the level that was detected.</summary>
    internal static ImmutableArray<MetricEvidence> EvidenceOf(SeverityDetection detection) =>
    [
        .. detection.Rules
            .Where(rule => rule.Verdict.State == RuleState.Crossed && rule.Level.Rank == detection.Level?.Rank)
            .SelectMany(rule => Chain(rule.Verdict))
            .Where(verdict => verdict is { Signal: not null, Limit: not null, Latest.Value: not null })
            .Select(verdict => new MetricEvidence(
                verdict.Signal!.Id, verdict.Signal.Title, verdict.Rule.Comparison, verdict.Limit!.Value, Math.Round(verdict.Latest!.Value!.Value, verdict.Signal.Decimals), verdict.Signal.Unit,
                verdict.Rule.BudgetMultiple is { } multiple and > 0 ? verdict.Limit / multiple : null, verdict.Since))
            .DistinctBy(evidence => (evidence.SignalId, evidence.Limit)),
    ];

    private static IEnumerable<RuleVerdict> Chain(RuleVerdict verdict)
    {
        for (var one = verdict; one is not null; one = one.And)
        {
            yield return one;
        }
    }
}
