using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>
/// Many windows of one headless browser, driven by its own protocol and nothing else: a driver library would keep what it knows of each page
/// on the heap that is being measured.
/// </summary>
internal sealed class Tabs : IAsyncDisposable
{
    private readonly Process process;
    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[64 * 1024];
    private int sent;

    private Tabs(Process process) => this.process = process;

    /// <param name="folder">For the browser's profile.</param>
    public static async Task<Tabs> StartAsync(string folder, Uri console, (string Name, string Value) cookie, CancellationToken cancellationToken)
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? Machine.Program("chromium");
        var profile = Path.Combine(folder, "chromium");
        var process = Process.Start(new ProcessStartInfo(path, [.. Chromium.Flags, "--headless=new", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();   // or its pipes fill up
        process.BeginErrorReadLine();
        var tabs = new Tabs(process);
        try
        {
            await tabs.socket.ConnectAsync(await AddressAsync(Path.Combine(profile, "DevToolsActivePort"), process, cancellationToken), cancellationToken);
            await tabs.SendAsync("Storage.setCookies", new { cookies = new[] { new { name = cookie.Name, value = cookie.Value, url = console.ToString() } } }, null, cancellationToken);
            return tabs;
        }
        catch
        {
            await tabs.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens an address in a window of its own and waits until it shows something.</summary>
    /// <param name="selector">What it must show.</param>
    public async Task OpenAsync(Uri address, string selector, CancellationToken cancellationToken)
    {
        var target = (await SendAsync("Target.createTarget", new { url = address.ToString(), newWindow = true, width = 1440, height = 900 }, null, cancellationToken)).GetProperty("targetId").GetString();
        var session = (await SendAsync("Target.attachToTarget", new { targetId = target, flatten = true }, null, cancellationToken)).GetProperty("sessionId").GetString();
        var shown = $"document.visibilityState === 'visible' && !!document.querySelector({JsonSerializer.Serialize(selector)})";
        for (var waited = Stopwatch.StartNew(); !await IsTrueAsync(shown, session, cancellationToken); await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken))
        {
            if (waited.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException($"{address} did not show {selector}.");
            }
        }

        await SendAsync("Target.detachFromTarget", new { sessionId = session }, null, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open)
        {
            await SendAsync("Browser.close", new { }, null, CancellationToken.None);   // it has processes that are nobody's children
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        socket.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>The browser writes its port and path there when it listens.</summary>
    private static async Task<Uri> AddressAsync(string file, Process process, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (File.Exists(file) && await File.ReadAllLinesAsync(file, cancellationToken) is [var port, var path, ..])
            {
                return new Uri($"ws://127.0.0.1:{port}{path}");
            }

            if (process.HasExited)
            {
                throw new InvalidOperationException("Chromium ended before it listened.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private async Task<bool> IsTrueAsync(string expression, string? session, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("Runtime.evaluate", new { expression }, session, cancellationToken);
        return answer.TryGetProperty("result", out var result)   // an error while the page is on its way
            && result.GetProperty("result").TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.True;
    }

    private async Task<JsonElement> SendAsync(string method, object parameters, string? sessionId, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(method, parameters, sessionId, cancellationToken);
        return answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException($"{method}: {answer.GetProperty("error")}");
    }

    private async Task<JsonElement> AskAsync(string method, object parameters, string? sessionId, CancellationToken cancellationToken)
    {
        var id = ++sent;
        object message = sessionId is null ? new { id, method, @params = parameters } : new { id, method, @params = parameters, sessionId };
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, cancellationToken);
        while (true)
        {
            using var received = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                received.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);

            var answer = JsonSerializer.Deserialize<JsonElement>(received.GetBuffer().AsSpan(0, (int)received.Length));
            if (answer.TryGetProperty("id", out var of) && of.GetInt32() == id)
            {
                return answer;
            }
        }
    }
}
