using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The beats that are expected; each due time is a row.</summary>
public interface IHeartbeats
{
    Task<Heartbeat?> FindAsync(string integrationId, CancellationToken cancellationToken);

    Task<IReadOnlyList<Heartbeat>> AllAsync(CancellationToken cancellationToken);

    /// <summary>Those whose beat is late and was not missed yet.</summary>
    Task<IReadOnlyList<Heartbeat>> LateAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    Task BeatAsync(string integrationId, DateTimeOffset now, DateTimeOffset nextDueAt, CancellationToken cancellationToken);

    /// <summary>Another due time for one that is not missing, kept as its only one until the next beat; a beat that came meanwhile has the better one.</summary>
    Task ForgiveAsync(Heartbeat beat, DateTimeOffset dueAt, CancellationToken cancellationToken);

    Task MissAsync(Heartbeat late, CancellationToken cancellationToken);
}

/// <param name="LastAt">Null before the first.</param>
public sealed record Heartbeat(string IntegrationId, DateTimeOffset? LastAt, DateTimeOffset DueAt, bool IsMissing)
{
    /// <summary>It was expected anew since its last beat, because the console had been down.</summary>
    public bool IsForgiven { get; init; }

    public static DateTimeOffset NextDue(Integration integration, DateTimeOffset after) => after + (integration.Every ?? TimeSpan.FromDays(1)) + integration.Grace;
}
