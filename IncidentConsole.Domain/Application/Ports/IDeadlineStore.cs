using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The persisted due times.</summary>
public interface IDeadlineStore
{
    /// <summary>Rows due at or before a moment whose retry time has come, oldest first.</summary>
    Task<IReadOnlyList<DueDeadline>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>When the next row is due; null when none is stored.</summary>
    Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken);

    /// <summary>A row whose intent threw: it is tried again at <paramref name="retryAt"/> and shows its error meanwhile.</summary>
    Task PostponeAsync(DueDeadline due, DateTimeOffset retryAt, string error, CancellationToken cancellationToken);

    /// <summary>A row that is early all the same: it is looked at again at <paramref name="until"/>, and nothing has failed.</summary>
    Task WaitAsync(DueDeadline due, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>A row that no longer applies is removed.</summary>
    Task DropAsync(DueDeadline due, CancellationToken cancellationToken);

    /// <summary>The rows of one stream whose intent threw and is tried again, oldest first.</summary>
    Task<IReadOnlyList<DueDeadline>> FailingAsync(StreamId stream, CancellationToken cancellationToken);

    Task<DeadlineHealth> HealthAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

/// <param name="Attempts">How often firing it threw.</param>
public sealed record DueDeadline(StreamId Stream, Deadline Deadline, int Attempts, string? LastError);

/// <param name="Overdue">Rows due and not yet fired.</param>
/// <param name="OldestDueAt">Due time of the oldest of them.</param>
public sealed record DeadlineHealth(int Overdue, DateTimeOffset? OldestDueAt, int Failing)
{
    /// <summary>From when on people are told that the console itself is late.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(60);
}
