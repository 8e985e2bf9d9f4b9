using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>The streams of services by time; times are fixed-width text, so that they compare as they sort.</summary>
public sealed class ServiceHistory(Database database) : IServiceHistory
{
    public async Task<IReadOnlyList<RecordedEvent>> BetweenAsync(string service, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await EventReader.LoadAsync(
            connection, "e.stream_id = @stream AND e.occurred_at >= @from AND e.occurred_at <= @to", "e.version",
            [("@stream", StreamId.OfService(service).Value), ("@from", SqlTypes.Text(from)), ("@to", SqlTypes.Text(to))], cancellationToken);
    }
}
