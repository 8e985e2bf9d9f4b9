using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>What became of messages, as a test says.</summary>
public sealed class MemoryOutbox : IOutbox
{
    public List<Delivery> Deliveries { get; } = [];

    public Task<IReadOnlyList<Delivery>> DeliveriesAsync(IncidentId incident, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Delivery>>([.. Deliveries]);

    public Task<IReadOnlyList<OutboxItem>> PendingForAsync(string recipient, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OutboxItem>>([]);

    public Task<IReadOnlyList<OutboxItem>> LeaseAsync(string owner, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OutboxItem>>([]);

    public Task SentAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task FailedAsync(string id, DateTimeOffset? retryAt, string error, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<int> DepthAsync(CancellationToken cancellationToken) => Task.FromResult(0);
}
