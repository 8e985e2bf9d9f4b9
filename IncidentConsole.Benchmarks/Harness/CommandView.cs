using Microsoft.Playwright;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>The command view of an incident in a browser.</summary>
internal static class CommandView
{
    /// <summary>There once the page's circuit has drawn its timeline.</summary>
    public const string Running = "[data-row]";

    /// <summary>Opens it and waits until its circuit runs and its timeline is there.</summary>
    /// <param name="circuit">Told of each message that the circuit sends: bytes, before the socket's own compression.</param>
    public static async Task<IPage> OpenAsync(IBrowserContext context, Uri console, int number, Action<int>? circuit = null)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.WebSocket += (_, socket) =>
        {
            if (socket.Url.Contains("/_blazor", StringComparison.Ordinal))
            {
                socket.FrameReceived += (_, frame) =>
                {
                    running.TrySetResult();
                    circuit?.Invoke(frame.Binary?.Length ?? frame.Text?.Length ?? 0);
                };
            }
        };
        await page.GotoAsync(new Uri(console, $"/incidents/{number}").ToString());
        await running.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await page.Locator(Running).First.WaitForAsync();
        return page;
    }
}
