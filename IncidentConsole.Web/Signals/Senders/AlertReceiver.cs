using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>Who sends: an integration, or an API key that brings alerts.</summary>
/// <param name="Service">Where alerts without a service go, for an API key.</param>
internal sealed record Sender(Actor Actor, Integration? Integration, string? Service)
{
    public static Sender Of(Integration integration) => new(new Actor(ActorKind.Integration, integration.Id, integration.Name), integration, null);

    public static Sender Of(ApiKey key) => new(new Actor(ActorKind.Integration, key.Id, key.Name), null, key.DefaultService);
}

/// <summary>Keeps what came in, understood or not, before its sender is answered; the intake acts on it after, and where that is quick the sender is answered then.</summary>
internal sealed class AlertReceiver(IAlertStore alerts, AlertBell bell, TimeProvider clock)
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(60);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="delivery">Null when it was not understood.</param>
    /// <param name="problem">Why not.</param>
    /// <param name="key">Masked wherever it stands in the body.</param>
    /// <returns>The delivery's id.</returns>
    public async Task<string> KeepAsync(
        Sender sender, IntegrationKind kind, ReadOnlyMemory<byte> body, AlertDelivery? delivery, string? problem, CancellationToken cancellationToken, string? key = null, bool isTest = false)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("D");
        var acted = delivery is null || isTest ? null : bell.Expect(id);
        try
        {
            await alerts.StoreAsync(
                new StoredDelivery(id, sender.Actor, kind, now, PayloadMask.Of(body, key), delivery is null ? null : PayloadMask.Of(delivery), delivery is null ? DeliveryStage.Refused : DeliveryStage.Pending, problem, isTest) { Service = sender.Service },
                cancellationToken);
            bell.Ring();
            if (acted is not null)
            {
                // Stored is what the answer promises. A script that asks for the incident right after finds it, unless the console is busy.
                await Task.WhenAny(acted, Task.Delay(AMoment, cancellationToken));
            }
        }
        finally
        {
            bell.Forget(id);
        }

        return id;
    }
}
