using System.Text;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Web.Signals.Senders;
using Microsoft.AspNetCore.WebUtilities;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary>The body of a known sender: one that is too large or can't be unpacked is refused before it is parsed, and that stands in the log of its integration, where whoever wires it looks.</summary>
internal static class SenderBody
{
    /// <exception cref="BadHttpRequestException">413, 415 or 400.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext http, Sender sender, IntegrationKind kind, int largest, string? advice = null)
    {
        try
        {
            return await BoundedBody.ReadAsync(http, largest, advice);
        }
        catch (BadHttpRequestException e)
        {
            await http.RequestServices.GetRequiredService<AlertReceiver>().KeepAsync(sender, kind, ReadOnlyMemory<byte>.Empty, null, e.Message, http.RequestAborted);
            throw;
        }
    }

    /// <summary>The JSON of a forge's webhook: GitHub wraps it into a form unless told otherwise. What is signed is the body as it came, and what is no such form is read as it came too.</summary>
    public static ReadOnlyMemory<byte> Payload(HttpContext http, byte[] body)
    {
        if (!http.Request.HasFormContentType)
        {
            return body;
        }

        try
        {
            return new FormReader(Encoding.UTF8.GetString(body)) { ValueLengthLimit = body.Length }.ReadForm().TryGetValue("payload", out var payload) ? Encoding.UTF8.GetBytes(payload.ToString()) : body;
        }
        catch (InvalidDataException)
        {
            return body;   // too many fields, or names too long: refused like any text that is no JSON
        }
    }
}
