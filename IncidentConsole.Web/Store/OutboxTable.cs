using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>The outbox within an append: an acknowledgement cancels what is pending, then the messages this append causes go in, each once.</summary>
internal static class OutboxTable
{
    private const string CancelAll = "UPDATE outbox SET state = 'Cancelled', ended_at = @now WHERE stream_id = @stream AND state = 'Pending' AND cancelled_by_acknowledge = @yes";

    private const string CancelStep = CancelAll + " AND kind = 'Page' AND subject = @step";

    private const string Insert = """
        INSERT INTO outbox (id, stream_id, cause, recipient, channel, kind, subject, cancelled_by_acknowledge, state, created_at, next_at, attempts)
        VALUES (@id, @stream, @cause, @recipient, @channel, @kind, @subject, @cancelled, 'Pending', @now, @now, 0)
        ON CONFLICT (stream_id, cause, recipient, channel) DO NOTHING
        """;

    public static async Task WriteAsync(WriteScope scope, Append append)
    {
        var now = SqlTypes.Text(append.Now);
        foreach (var happening in append.Events)
        {
            switch (happening.Event)
            {
                case IncidentAcknowledged or IncidentResolved or IncidentClosed or IncidentDeclined or IncidentMerged:
                    await scope.ExecuteAsync(CancelAll, ("@now", now), ("@stream", append.Stream.Value), ("@yes", true));
                    break;
                case EscalationAnswered answered:
                    await scope.ExecuteAsync(CancelStep, ("@now", now), ("@stream", append.Stream.Value), ("@yes", true), ("@step", answered.StepId));
                    break;
                default:
                    break;
            }
        }

        foreach (var message in append.Outbox)
        {
            await InsertAsync(scope, append.Stream, message, append.Now);
        }
    }

    /// <summary>Does nothing where the same cause has told the same recipient over the same channel.</summary>
    public static Task InsertAsync(WriteScope scope, StreamId stream, OutboxMessage message, DateTimeOffset now) => scope.ExecuteAsync(
        Insert,
        ("@id", Guid.CreateVersion7(now).ToString("D")), ("@stream", stream.Value), ("@cause", message.Cause), ("@recipient", message.Recipient),
        ("@channel", message.Channel.ToString()), ("@kind", message.Kind.ToString()), ("@subject", message.Subject), ("@cancelled", message.CancelledByAcknowledge), ("@now", SqlTypes.Text(now)));
}
