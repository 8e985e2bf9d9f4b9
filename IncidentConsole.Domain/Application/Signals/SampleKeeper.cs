using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>Deletes old samples and leaves those around incidents for good.</summary>
public sealed class SampleKeeper(ISampleStore samples, IIncidentQueries queries, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <returns>How many samples were deleted.</returns>
    public async Task<int> ForgetAsync(TimeSpan keep, CancellationToken cancellationToken)
    {
        var cutoff = clock.GetUtcNow() - keep;
        var deleted = 0;
        foreach (var service in await samples.ServicesAsync(cancellationToken).ConfigureAwait(false))
        {
            var windows = await WindowsAsync(service, cancellationToken).ConfigureAwait(false);
            deleted += await samples.DeleteAsync(service, SampleRetention.Deletable(windows, cutoff), cancellationToken).ConfigureAwait(false);
        }

        return deleted;
    }

    private async Task<List<(DateTimeOffset From, DateTimeOffset? To)>> WindowsAsync(string service, CancellationToken cancellationToken)
    {
        List<(DateTimeOffset, DateTimeOffset?)> windows = [];
        for (var page = 1; ; page++)
        {
            var incidents = await queries.ListAsync(new IncidentFilter(Service: service, Page: page, PageSize: PageSize), Viewer.System, cancellationToken).ConfigureAwait(false);
            windows.AddRange(incidents.Items.Select(incident => (incident.ImpactStartedAt is { } impact && impact < incident.DetectedAt ? impact : incident.DetectedAt, EndOf(incident))));
            if (page * PageSize >= incidents.Total)
            {
                return windows;
            }
        }
    }

    // Declined and merged incidents have no resolution: what was seen until they were declared over is little, an hour is kept.
    private static DateTimeOffset? EndOf(IncidentRow incident) =>
        Incidents.IncidentStatuses.IsOpen(incident.Status) ? null : incident.ResolvedAt ?? incident.DeclaredAt;
}
