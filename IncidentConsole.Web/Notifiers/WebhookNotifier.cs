using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using IncidentConsole.Domain.Application.Ports;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Notifiers;

/// <summary>
/// Posts JSON, signed over the raw body: <c>X-Incident-Console-Signature: v1=HEX</c> (HMAC-SHA256), <c>X-Webhook-Id</c> = the outbox row's id.
/// Redirects are not followed, so a receiver cannot send the body elsewhere.
/// </summary>
internal sealed class WebhookNotifier(HttpClient http, IOptions<List<WebhookOptions>> options) : INotifier
{
    public OutboxChannel Channel => OutboxChannel.Webhook;

    public async Task SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var webhook = options.Value.Find(hook => hook.Name == message.To)
            ?? throw new DeliveryException($"The webhook \"{message.To}\" is no longer configured.", isPermanent: true);
        var body = Encoding.UTF8.GetBytes(message.Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add("X-Webhook-Id", message.Id);
        request.Headers.Add("X-Incident-Console-Signature", "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(webhook.Secret), body)));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                var status = (int)response.StatusCode;
                throw new DeliveryException($"{webhook.Name} answered {status}.", isPermanent: status is >= 300 and < 500 && response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests));
            }
        }
        catch (HttpRequestException e)
        {
            throw new DeliveryException($"{webhook.Name} cannot be reached ({e.HttpRequestError}).", isPermanent: false, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException($"{webhook.Name} did not answer in time.", isPermanent: false, e);
        }
    }
}
