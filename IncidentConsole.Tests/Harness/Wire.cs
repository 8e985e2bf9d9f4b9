using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Tests.Harness;

/// <summary>The network between a browser and a server on this machine, as something that can be cut and mended.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly IPEndPoint server;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> open = [];
    private readonly CancellationTokenSource ended = new();
    private readonly Task accepting;
    private volatile bool cut;

    public Wire(Uri to)
    {
        server = new IPEndPoint(IPAddress.Loopback, to.Port);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where a browser reaches the server through this wire.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Every connection breaks, and no new one comes through.</summary>
    public void Cut()
    {
        cut = true;
        foreach (var client in open.Keys)
        {
            client.Close();
        }
    }

    public void Mend() => cut = false;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        Cut();
        listener.Stop();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync(ended.Token);
                if (cut)
                {
                    near.Close();
                }
                else
                {
                    _ = CarryAsync(near);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        open[near] = open[far] = true;
        try
        {
            await far.ConnectAsync(server, ended.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), ended.Token), far.GetStream().CopyToAsync(near.GetStream(), ended.Token));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // One side is gone: so is the other.
        }
        finally
        {
            open.TryRemove(near, out _);
            open.TryRemove(far, out _);
            near.Dispose();
        }
    }
}
