using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Repeats;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>What the API and the command line answer alike about incidents and their runbooks. Null: there is none, or the viewer may not see it.</summary>
internal sealed class IncidentReads(IncidentDesk desk, IIncidentQueries queries, ICatalog catalog, TimelineReader timeline, SimilarReader similar, IDirectory directory, SeverityDetector detector, TimeProvider clock)
{
    private const int MostOpen = 1_000;

    public async Task<StatusDto> StatusAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = await queries.ListAsync(new IncidentFilter("open", PageSize: MostOpen, Drills: DrillScope.WithDrills), viewer, cancellationToken);
        return new(now, [.. open.Items.OrderBy(row => row.Severity).ThenBy(row => row.NextDueAt ?? DateTimeOffset.MaxValue).Select(row => OpenIncidentDto.Of(row, now))]);
    }

    public async Task<IncidentDto?> IncidentAsync(int number, Viewer viewer, CancellationToken cancellationToken) =>
        await queries.FindAsync(number, viewer, cancellationToken) is { } row ? IncidentDto.Of(row) : null;

    public async Task<ProceduresDto?> ProceduresAsync(int number, Viewer viewer, CancellationToken cancellationToken) =>
        await FindAsync(number, viewer, cancellationToken) is { } incident ? ProceduresDto.Of(incident) : null;

    public async Task<SimilarListDto?> SimilarAsync(int number, Viewer viewer, CancellationToken cancellationToken) =>
        await FindAsync(number, viewer, cancellationToken) is { } incident ? SimilarListDto.Of(incident, await similar.ReadAsync(incident, viewer, cancellationToken)) : null;

    public async Task<ExportDto?> ExportAsync(int number, Viewer viewer, CancellationToken cancellationToken)
    {
        if (await FindAsync(number, viewer, cancellationToken) is not { } incident)
        {
            return null;
        }

        return ExportDto.Of(incident, await timeline.ReadAsync(incident, viewer, cancellationToken), clock.GetUtcNow());
    }

    /// <param name="readNow">True reads the signals at their sources; false takes what this process watches.</param>
    public async Task<DetectionDto?> DetectAsync(string service, bool readNow, CancellationToken cancellationToken) =>
        await detector.DetectAsync(service, readNow, cancellationToken) is { } detected ? DetectionDto.Of(detected) : null;

    /// <summary>Of an unknown service, that of the runbook an incident of it would run under.</summary>
    public async Task<ReferenceDto> ReferenceAsync(string said, CancellationToken cancellationToken)
    {
        var service = await catalog.FindServiceAsync(said, cancellationToken);
        var version = service is null ? null : await catalog.CurrentRunbookAsync(service.RunbookSlug, cancellationToken);
        version ??= await catalog.DefaultRunbookAsync(cancellationToken);
        return ReferenceDto.Of(said, service, version.Runbook, await directory.PeopleAsync(cancellationToken));
    }

    private async Task<Incident?> FindAsync(int number, Viewer viewer, CancellationToken cancellationToken) =>
        await queries.FindAsync(number, viewer, cancellationToken) is { } row ? await desk.ReadAsync(row.Id, viewer, cancellationToken) : null;
}
