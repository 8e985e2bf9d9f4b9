using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IncidentConsole.Tests.Notifiers;

/// <summary>Takes what is posted to it, on a loopback port.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly Channel<(byte[] Body, string Signature)> received = Channel.CreateUnbounded<(byte[], string)>();
    private readonly WebApplication app;

    private WebhookReceiver()
    {
        app = WebApplication.Create();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            await received.Writer.WriteAsync((body.ToArray(), http.Request.Headers["X-Incident-Console-Signature"].ToString()), http.RequestAborted);
        });
    }

    public Uri Address => new(app.Urls.First());

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask<(byte[] Body, string Signature)> NextAsync(CancellationToken cancellationToken) => received.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
