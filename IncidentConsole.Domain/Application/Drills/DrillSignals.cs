using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Drills;

/// <summary>The configured signals, and under the name of a drill its made-up ones. The watch, which asks for all, never meets those.</summary>
internal sealed class DrillSignalCatalog(ISignalCatalog real, DrillStage stage) : ISignalCatalog
{
    public Task<IReadOnlyList<Signal>> AllAsync(CancellationToken cancellationToken) => real.AllAsync(cancellationToken);

    public async Task<IReadOnlyList<Signal>> OfServiceAsync(string service, bool removedToo, CancellationToken cancellationToken) =>
        DrillStage.IsDrill(service) ? await stage.SignalsAsync(service, cancellationToken).ConfigureAwait(false) : await real.OfServiceAsync(service, removedToo, cancellationToken).ConfigureAwait(false);
}

/// <summary>The stored samples, and under the name of a drill its made-up ones. Nothing of a drill is ever stored: adding one throws.</summary>
internal sealed class DrillSampleStore(ISampleStore real, DrillStage stage, TimeProvider clock) : ISampleStore
{
    public Task AddAsync(IReadOnlyList<SignalSample> samples, CancellationToken cancellationToken) => samples.Any(sample => DrillStage.IsDrill(sample.Service))
        ? throw new InvalidOperationException("The figures of a drill are never stored among the samples.")
        : real.AddAsync(samples, cancellationToken);

    public Task<IReadOnlyList<SampleSeries>> ReadAsync(string service, string signalId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        DrillStage.IsDrill(service) ? stage.ReadAsync(service, signalId, from, to, DrillFigures.Step, cancellationToken) : real.ReadAsync(service, signalId, from, to, cancellationToken);

    public Task<IReadOnlyList<SampleSeries>> ReadThinAsync(string service, string signalId, DateTimeOffset from, DateTimeOffset to, TimeSpan slot, CancellationToken cancellationToken) => DrillStage.IsDrill(service)
        ? stage.ReadAsync(service, signalId, from, to, slot > DrillFigures.Step ? slot : DrillFigures.Step, cancellationToken)
        : real.ReadThinAsync(service, signalId, from, to, slot, cancellationToken);

    public async Task<IReadOnlyList<LabelledSample>> LatestAsync(string service, string signalId, CancellationToken cancellationToken)
    {
        if (!DrillStage.IsDrill(service))
        {
            return await real.LatestAsync(service, signalId, cancellationToken).ConfigureAwait(false);
        }

        var now = clock.GetUtcNow();
        var lines = await stage.ReadAsync(service, signalId, now - DrillFigures.Step - DrillFigures.Step, now, DrillFigures.Step, cancellationToken).ConfigureAwait(false);
        return [.. lines.Where(line => line.Samples.Count > 0).Select(line => new LabelledSample(line.Label, line.Samples[^1]))];
    }

    public Task<int> DeleteAsync(string service, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> ranges, CancellationToken cancellationToken) => real.DeleteAsync(service, ranges, cancellationToken);

    public Task<IReadOnlyList<string>> ServicesAsync(CancellationToken cancellationToken) => real.ServicesAsync(cancellationToken);
}

/// <summary>The two ports as everybody else sees them: real, and under the name of a drill made up.</summary>
public sealed class DrillPorts
{
    /// <param name="signals">As configured.</param>
    /// <param name="samples">As stored.</param>
    public DrillPorts(ISignalCatalog signals, ISampleStore samples, IEventLog log, ICatalog catalog, TimeProvider clock)
    {
        var stage = new DrillStage(log, catalog, signals, samples);
        (Signals, Samples) = (new DrillSignalCatalog(signals, stage), new DrillSampleStore(samples, stage, clock));
    }

    public ISignalCatalog Signals { get; }

    public ISampleStore Samples { get; }
}
