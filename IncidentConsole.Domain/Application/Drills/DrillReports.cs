using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Drills;

/// <summary>Reads the report of a drill, and of the drills before it that played the same.</summary>
public sealed class DrillReports(IIncidentQueries queries, IncidentDesk desk, IEventLog log, ICatalog catalog, TimeProvider clock)
{
    private const int MostEarlier = 10;
    private const int MostLookedAt = 200;
    private const int MostListed = 20;

    /// <summary>Null when there is no such incident for this viewer, or it is no drill.</summary>
    public async Task<DrillComparison?> ReadAsync(int number, Viewer viewer, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(number, viewer, cancellationToken).ConfigureAwait(false) is not { IsDrill: true } row
            || await desk.ReadAsync(row.Id, viewer, cancellationToken).ConfigureAwait(false) is not { Drill: not null } drill)
        {
            return null;
        }

        var rows = await queries.ListAsync(new IncidentFilter(Service: drill.Service, PageSize: MostLookedAt, Drills: DrillScope.OnlyDrills), viewer, cancellationToken).ConfigureAwait(false);
        var earlier = ImmutableArray.CreateBuilder<DrillReport>();
        foreach (var before in rows.Items.Where(other => other.DeclaredAt < row.DeclaredAt).OrderByDescending(other => other.DeclaredAt))
        {
            if (earlier.Count < MostEarlier && await desk.ReadAsync(before.Id, viewer, cancellationToken).ConfigureAwait(false) is { Drill: not null } other && DrillReport.PlaysTheSame(drill, other))
            {
                earlier.Add(await OfAsync(other, cancellationToken).ConfigureAwait(false));
            }
        }

        return new DrillComparison(await OfAsync(drill, cancellationToken).ConfigureAwait(false), earlier.ToImmutable());
    }

    /// <summary>The drills of a team, the newest first, each with what it reached.</summary>
    /// <param name="page">From 1.</param>
    public async Task<Page<DrillReport>> ListAsync(int page, Viewer viewer, CancellationToken cancellationToken)
    {
        var rows = await queries.ListAsync(new IncidentFilter(Page: page, PageSize: MostListed, Drills: DrillScope.OnlyDrills), viewer, cancellationToken).ConfigureAwait(false);
        var reports = new List<DrillReport>(rows.Items.Count);
        foreach (var row in rows.Items)
        {
            if (await desk.ReadAsync(row.Id, viewer, cancellationToken).ConfigureAwait(false) is { Drill: not null } drill)
            {
                reports.Add(await OfAsync(drill, cancellationToken).ConfigureAwait(false));
            }
        }

        return new(reports, rows.PageNumber, rows.PageSize, rows.Total);
    }

    private async Task<DrillReport> OfAsync(Incident drill, CancellationToken cancellationToken) => DrillReport.Of(
        drill, [.. (await log.LoadAsync(StreamId.Of(drill.Id), 0, cancellationToken).ConfigureAwait(false)).Where(recorded => recorded.Version <= drill.Version)], catalog.Runbook, clock.GetUtcNow());
}

/// <param name="Earlier">Drills that played the same, the newest first.</param>
public sealed record DrillComparison(DrillReport Report, ImmutableArray<DrillReport> Earlier);
