using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>The signals of the one service of these tests; none until a test adds one.</summary>
internal sealed class MemorySignals : ISignalCatalog
{
    public List<Signal> All { get; } = [];

    public Task<IReadOnlyList<Signal>> AllAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Signal>>([.. All]);

    public Task<IReadOnlyList<Signal>> OfServiceAsync(string service, bool removedToo, CancellationToken cancellationToken) => AllAsync(cancellationToken);
}

/// <summary>What was read of them: by id, one line each.</summary>
internal sealed class MemorySamples : ISampleStore
{
    public Dictionary<string, List<Sample>> Lines { get; } = [];

    public Task AddAsync(IReadOnlyList<SignalSample> samples, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<SampleSeries>> ReadAsync(string service, string signalId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SampleSeries>>(Lines.TryGetValue(signalId, out var line) ? [new SampleSeries("", [.. line.Where(sample => sample.At >= from && sample.At <= to)])] : []);

    public Task<IReadOnlyList<SampleSeries>> ReadThinAsync(string service, string signalId, DateTimeOffset from, DateTimeOffset to, TimeSpan slot, CancellationToken cancellationToken) =>
        ReadAsync(service, signalId, from, to, cancellationToken);

    public Task<IReadOnlyList<LabelledSample>> LatestAsync(string service, string signalId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LabelledSample>>(Lines.TryGetValue(signalId, out var line) && line.FindLast(sample => sample.Value is not null) is { } last ? [new("", last)] : []);

    public Task<int> DeleteAsync(string service, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> ranges, CancellationToken cancellationToken) => Task.FromResult(0);

    public Task<IReadOnlyList<string>> ServicesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(["inferadb"]);
}
