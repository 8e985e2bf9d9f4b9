using System.Collections.Concurrent;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>Everybody's mailbox: stands where the mail server would, behind the real outbox and dispatcher.</summary>
internal sealed class Inbox : INotifier
{
    private readonly ConcurrentQueue<OutboundMessage> arrived = [];
    private readonly List<OutboundMessage> read = [];

    /// <summary>True: nothing can be delivered, as when the mail server does not answer.</summary>
    public bool IsDown { get; set; }

    public OutboxChannel Channel => OutboxChannel.Email;

    public Task SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new DeliveryException("The mail server does not answer.", isPermanent: false);
        }

        arrived.Enqueue(message);
        return Task.CompletedTask;
    }

    /// <summary>The one new message that calls or notifies somebody as this target; it counts as read.</summary>
    public OutboundMessage Expect(string target) => Take($"you are called as {target}", message =>
        message.Text.Contains($"you are called as {target}.", StringComparison.Ordinal) || message.Text.Contains($"you are notified as {target}.", StringComparison.Ordinal)
        || message.Text.Contains($"du wirst gerufen als: {target}.", StringComparison.Ordinal));

    /// <summary>The one new message to this address whose subject says this; it counts as read.</summary>
    public OutboundMessage Expect(string to, string subject) =>
        Take($"{subject} to {to}", message => message.To == to && message.Subject.Contains(subject, StringComparison.Ordinal));

    /// <summary>Nothing has come that was not read.</summary>
    public void ExpectNothing() => Assert.Equal([], Unread().Select(message => $"{message.To}: {message.Subject}"));

    private OutboundMessage Take(string what, Func<OutboundMessage, bool> isIt)
    {
        var found = Unread().Where(isIt).ToList();
        Assert.True(found.Count == 1, $"Expected one message \"{what}\", and there are {found.Count}. Unread: {string.Join(" · ", Unread().Select(message => $"{message.To}: {message.Subject}"))}");
        read.Add(found[0]);
        return found[0];
    }

    private IEnumerable<OutboundMessage> Unread() => arrived.Where(message => !read.Contains(message));
}
