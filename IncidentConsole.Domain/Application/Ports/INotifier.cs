namespace IncidentConsole.Domain.Application.Ports;

/// <summary>One way out of the console. Called by the dispatcher only, never from a rule or a page.</summary>
public interface INotifier
{
    OutboxChannel Channel { get; }

    /// <exception cref="DeliveryException">It could not be delivered.</exception>
    Task SendAsync(OutboundMessage message, CancellationToken cancellationToken);
}

/// <summary>A message with its words, written from the log at the moment of sending.</summary>
/// <param name="Id">The outbox row's.</param>
/// <param name="To">E-mail address, or the webhook's name.</param>
/// <param name="Json">For machines; empty for people.</param>
public sealed record OutboundMessage(string Id, string To, string Subject, string Text, string Json);

/// <param name="isPermanent">No retry will help (an address that does not exist, a refused request).</param>
public sealed class DeliveryException(string message, bool isPermanent, Exception? inner = null) : Exception(message, inner)
{
    public bool IsPermanent { get; } = isPermanent;
}
