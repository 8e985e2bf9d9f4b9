using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>Gathers what a detection needs: the signals of a service, their newest readings, and as much of their past as the runbook asks for.</summary>
public sealed class SeverityDetector(ICatalog catalog, ISignalCatalog signals, ISignalReader reader, ISampleStore samples, LiveSignals live, TimeProvider clock)
{
    /// <param name="readNow">True reads each signal at its source; false takes what the watch of this process read last.</param>
    /// <returns>Null when there is no such service.</returns>
    public async Task<DetectedSeverity?> DetectAsync(string slug, bool readNow, CancellationToken cancellationToken)
    {
        if (await catalog.FindServiceAsync(slug, cancellationToken).ConfigureAwait(false) is not { } service)
        {
            return null;
        }

        var runbook = (await catalog.CurrentRunbookAsync(service.RunbookSlug, cancellationToken).ConfigureAwait(false)
            ?? await catalog.DefaultRunbookAsync(cancellationToken).ConfigureAwait(false)).Runbook;
        if (!readNow)
        {
            return await DetectAsync(service, runbook, cancellationToken).ConfigureAwait(false);
        }

        var all = await signals.OfServiceAsync(service.Slug, removedToo: false, cancellationToken).ConfigureAwait(false);
        var latest = new LiveSignals();
        var readings = await Task.WhenAll(all.Select(async signal => (Signal: signal, Reading: await reader.ReadNowAsync(signal, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        foreach (var (signal, reading) in readings)
        {
            latest.Keep(signal, reading, clock.GetUtcNow());
        }

        return await JudgeAsync(service, runbook, all, latest, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>By the limits of a given runbook, from what the watch of this process read last: an incident keeps the runbook it was declared under.</summary>
    public async Task<DetectedSeverity> DetectAsync(Service service, Runbook runbook, CancellationToken cancellationToken) =>
        await JudgeAsync(service, runbook, await signals.OfServiceAsync(service.Slug, removedToo: false, cancellationToken).ConfigureAwait(false), live, cancellationToken).ConfigureAwait(false);

    private async Task<DetectedSeverity> JudgeAsync(Service service, Runbook runbook, IReadOnlyList<Signal> all, LiveSignals latest, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lookBack = SeverityDetection.LongestLookBack(runbook);
        List<SignalReadout> readouts = [];
        foreach (var signal in all)
        {
            IReadOnlyList<SampleSeries> recent = lookBack == TimeSpan.Zero ? []
                : await samples.ReadAsync(service.Slug, signal.Id, now - lookBack - signal.StaleAfter, now, cancellationToken).ConfigureAwait(false);
            var reading = latest.Find(signal);
            readouts.Add(new SignalReadout(signal, reading?.LastGood, recent, reading?.Failure));
        }

        return new DetectedSeverity(service, runbook, now, SeverityDetection.Of(runbook, readouts, now));
    }
}

/// <param name="At">UTC.</param>
public sealed record DetectedSeverity(Service Service, Runbook Runbook, DateTimeOffset At, SeverityDetection Detection);
