using System.Net;
using System.Net.Mail;
using System.Text;
using IncidentConsole.Domain.Application.Ports;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Notifiers;

/// <summary>E-mail by SMTP, plain text in UTF-8. The Message-ID is the outbox row's, so that a repeat collapses.</summary>
internal sealed class SmtpNotifier(IOptions<SmtpOptions> options) : INotifier
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public OutboxChannel Channel => OutboxChannel.Email;

    public async Task SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var smtp = options.Value;
        if (string.IsNullOrWhiteSpace(smtp.Host))
        {
            throw new DeliveryException("No mail server is configured: set IncidentConsole__Smtp__Host.", isPermanent: true);
        }

        using var mail = new MailMessage(smtp.From, message.To)
        {
            Subject = message.Subject.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = message.Text,
            BodyEncoding = Encoding.UTF8,
        };
        mail.Headers.Add("Message-ID", $"<{message.Id}@incident-console>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.Tls };
        if (!string.IsNullOrEmpty(smtp.User))
        {
            client.Credentials = new NetworkCredential(smtp.User, smtp.Password);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await client.SendMailAsync(mail, limit.Token);
        }
        catch (SmtpFailedRecipientException e)
        {
            throw new DeliveryException("The mail server refuses this address.", isPermanent: true, e);
        }
        catch (SmtpException e)
        {
            throw new DeliveryException($"The mail server {smtp.Host}:{smtp.Port} did not take the message ({e.StatusCode}).", isPermanent: false, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException($"The mail server {smtp.Host}:{smtp.Port} did not answer within {Limit.TotalSeconds} s.", isPermanent: false, e);
        }
    }
}
