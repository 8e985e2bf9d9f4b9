using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>A job that reports in: its silence is an alert like any other, and its next beat ends it. The alert is stored before the beat is called missing, so that a crash loses none.</summary>
public sealed class HeartbeatWatch(IHeartbeats heartbeats, IIntegrations integrations, IAlertStore alerts, AlertBell bell, TimeProvider clock)
{
    private const int Most = 200;
    private const string Key = "heartbeat";

    private readonly SemaphoreSlim gate = new(1, 1);
    private bool hasListened;

    /// <summary>It reported in.</summary>
    /// <returns>By when the next beat is expected.</returns>
    public async Task<DateTimeOffset> BeatAsync(Integration integration, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await heartbeats.FindAsync(integration.Id, cancellationToken).ConfigureAwait(false) is { IsMissing: true })
        {
            await KeepAsync(integration, AlertStatus.Resolved, now, now, cancellationToken).ConfigureAwait(false);
        }

        var due = Heartbeat.NextDue(integration, now);
        await heartbeats.BeatAsync(integration.Id, now, due, cancellationToken).ConfigureAwait(false);
        return due;
    }

    /// <summary>Turns each beat that is late into an alert, once. One that was expected while the console was down may only have found nobody: it is expected anew from the start, once, so that no number of restarts hides a job that is dead.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!hasListened)
            {
                await ForgiveAsync(clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                hasListened = true;
            }

            foreach (var late in await heartbeats.LateAsync(clock.GetUtcNow(), Most, cancellationToken).ConfigureAwait(false))
            {
                if (await integrations.FindAsync(late.IntegrationId, cancellationToken).ConfigureAwait(false) is { IsRevoked: false } integration)
                {
                    await KeepAsync(integration, AlertStatus.Firing, late.DueAt, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                }

                await heartbeats.MissAsync(late, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ForgiveAsync(DateTimeOffset started, CancellationToken cancellationToken)
    {
        var senders = (await integrations.AllAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(integration => integration.Id, StringComparer.Ordinal);
        foreach (var beat in await heartbeats.AllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (beat is { IsMissing: false, IsForgiven: false } && senders.GetValueOrDefault(beat.IntegrationId) is { IsRevoked: false } integration && beat.DueAt - integration.Grace <= started)
            {
                await heartbeats.ForgiveAsync(beat, Heartbeat.NextDue(integration, started), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The alert of a missing beat, as a test shows it too.</summary>
    public static AlertDelivery Missing(Integration integration, AlertStatus status, DateTimeOffset at)
    {
        Dictionary<string, string> labels = new() { ["alertname"] = $"Heartbeat missing: {integration.Name}" };
        Dictionary<string, string> texts = new() { ["summary"] = $"Heartbeat missing: {integration.Name}", ["description"] = $"{integration.Name} reports every {Elapsed.Words(integration.Every ?? TimeSpan.Zero)} and has not." };
        return new AlertDelivery("", "", [new AlertNotice(new AlertIdentity(Key, at) { IsKey = true }, status, null, labels, texts, null)], 0, null);
    }

    private async Task KeepAsync(Integration integration, AlertStatus status, DateTimeOffset at, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sender = new Actor(ActorKind.Integration, integration.Id, integration.Name);
        var words = status == AlertStatus.Firing ? "No beat came in time." : "The beat is back.";
        await alerts.StoreAsync(
            new StoredDelivery(Guid.CreateVersion7(now).ToString("D"), sender, IntegrationKind.Heartbeat, now, words, Missing(integration, status, at), DeliveryStage.Pending, null, IsTest: false),
            cancellationToken).ConfigureAwait(false);
        bell.Ring();
    }
}
