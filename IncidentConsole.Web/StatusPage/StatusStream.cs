using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;

namespace IncidentConsole.Web.StatusPage;

/// <summary>
/// Server-sent events that tell readers that the page has changed; they fetch it themselves, spread over a second, and mostly
/// from a cache. One loop writes to everybody and waits for nobody: whoever is slow gets the newest version with the next beat.
/// </summary>
internal sealed class StatusStream(TimeProvider clock, IHostApplicationLifetime lifetime) : IDisposable
{
    private static readonly byte[] Beat = ": still here\n\n"u8.ToArray();
    private static readonly TimeSpan BetweenBeats = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Reader, bool> readers = new();
    private readonly Lock starting = new();
    private ITimer? heart;
    private byte[] newest = ": no page yet\n\n"u8.ToArray();

    public int Readers => readers.Count;

    /// <summary>Sends a new version to all.</summary>
    public void Announce(string version)
    {
        newest = Encoding.ASCII.GetBytes($"data: {version}\n\n");
        foreach (var reader in readers.Keys)
        {
            reader.Send(newest);
        }
    }

    /// <summary>Serves one reader until it leaves or the server stops.</summary>
    public async Task ServeAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await http.Response.StartAsync(http.RequestAborted);
        StartHeart();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var reader = new Reader(http.Response.BodyWriter);
        readers.TryAdd(reader, true);
        reader.Send(newest);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        readers.TryRemove(reader, out _);
        await reader.LeaveAsync();
    }

    public void Dispose() => heart?.Dispose();

    private void StartHeart()
    {
        lock (starting)
        {
            heart ??= clock.CreateTimer(_ => Pulse(), null, BetweenBeats, BetweenBeats);
        }
    }

    private void Pulse()
    {
        foreach (var reader in readers.Keys)
        {
            reader.Send(reader.Missed ? newest : Beat);
        }
    }

    private sealed class Reader(PipeWriter writer)
    {
        private readonly Lock gate = new();
        private Task sending = Task.CompletedTask;
        private bool left;

        /// <summary>An announcement found the line busy.</summary>
        public bool Missed { get; private set; }

        public void Send(byte[] message)
        {
            lock (gate)
            {
                if (left || !sending.IsCompleted)
                {
                    Missed |= message != Beat;
                    return;
                }

                Missed = false;
                sending = WriteAsync(message);
            }
        }

        /// <summary>After this nothing is written any more, so that the response may end.</summary>
        public Task LeaveAsync()
        {
            lock (gate)
            {
                left = true;
                return sending;
            }
        }

        private async Task WriteAsync(byte[] message)
        {
            try
            {
                await writer.WriteAsync(message);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                // The reader went away between two beats; its request ends by itself.
                left = true;
            }
        }
    }
}
