using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>Due times of which a page only asks which fail.</summary>
internal sealed class FailingDeadlines : IDeadlineStore
{
    public List<DueDeadline> Failing { get; } = [];

    public Task<IReadOnlyList<DueDeadline>> FailingAsync(StreamId stream, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DueDeadline>>([.. Failing.Where(row => row.Stream == stream)]);

    public Task<IReadOnlyList<DueDeadline>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DueDeadline>>([]);

    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    public Task PostponeAsync(DueDeadline due, DateTimeOffset retryAt, string error, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WaitAsync(DueDeadline due, DateTimeOffset until, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DropAsync(DueDeadline due, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<DeadlineHealth> HealthAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(new DeadlineHealth(0, null, Failing.Count));
}
