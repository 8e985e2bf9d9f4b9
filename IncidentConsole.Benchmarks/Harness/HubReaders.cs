using System.Buffers;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>Many browsers that watch one incident, as bare sockets: what they cost this process must not drown what the server costs.</summary>
internal sealed class HubReaders : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(30);   // as the charts in a browser do
    private readonly List<ClientWebSocket> sockets = [];
    private readonly List<Task> reading = [];
    private readonly CancellationTokenSource ended = new();
    private int received;

    /// <summary>Messages with samples, of all readers together.</summary>
    public int Received => Volatile.Read(ref received);

    /// <summary>Where the time from a push to each reader goes; begun anew by <see cref="Expect"/>.</summary>
    public Samples Delays { get; private set; } = new();

    private long pushedAt;

    public int Count => sockets.Count;

    /// <summary>The next messages belong to a push that begins now.</summary>
    public void Expect() => Volatile.Write(ref pushedAt, Stopwatch.GetTimestamp());

    public void Forget()
    {
        Delays = new Samples();
        Volatile.Write(ref received, 0);
    }

    public async Task AddAsync(int count, Uri console, string key, string incident, CancellationToken cancellationToken)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(50))
        {
            sockets.AddRange(await Task.WhenAll(some.Select(_ => OpenAsync(console, key, incident, cancellationToken))));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        foreach (var socket in sockets)
        {
            socket.Abort();
            socket.Dispose();
        }

        await Task.WhenAll(reading);
        ended.Dispose();
    }

    private async Task<ClientWebSocket> OpenAsync(Uri console, string key, string incident, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        await socket.ConnectAsync(new UriBuilder(console) { Scheme = "ws", Path = "/hubs/incident" }.Uri, cancellationToken);
        await SayAsync(socket, """{"protocol":"json","version":1}""", cancellationToken);
        await SayAsync(socket, $$"""{"type":1,"invocationId":"1","target":"Watch","arguments":["{{incident}}"]}""", cancellationToken);
        var watching = new TaskCompletionSource();
        lock (reading)
        {
            reading.Add(ReadAsync(socket, watching));
            reading.Add(StayAsync(socket));
        }

        await watching.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return socket;
    }

    private async Task ReadAsync(ClientWebSocket socket, TaskCompletionSource watching)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4 * 1024);
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(), ended.Token);
                var text = buffer.AsSpan(0, got.Count);
                if (text.IndexOf("\"samples\""u8) >= 0)
                {
                    Delays.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref pushedAt)));
                    Interlocked.Increment(ref received);
                }
                else if (text.IndexOf("\"type\":3"u8) >= 0)
                {
                    watching.TrySetResult();
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            watching.TrySetException(new InvalidOperationException("A reader lost its connection.", e));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task StayAsync(ClientWebSocket socket)
    {
        using var timer = new PeriodicTimer(Alive);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                await SayAsync(socket, """{"type":6}""", ended.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private static Task SayAsync(ClientWebSocket socket, string text, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
}
