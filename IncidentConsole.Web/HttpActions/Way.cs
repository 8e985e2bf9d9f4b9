using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Web.HttpActions;

/// <summary>The way of one request to its server: looks the name up, and connects to an address it has itself checked, so that no second look-up can lead elsewhere.</summary>
internal sealed class Way(bool isNamed)
{
    public static readonly HttpRequestOptionsKey<Way> Key = new("way");

    /// <summary>From then on something may have happened there.</summary>
    public bool IsOpen { get; private set; }

    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var way = context.InitialRequestMessage.Options.TryGetValue(Key, out var known) ? known : throw new InvalidOperationException("A request without its way.");
        return await way.OpenAsync(context.DnsEndPoint, cancellationToken);
    }

    private async Task<Stream> OpenAsync(DnsEndPoint there, CancellationToken cancellationToken)
    {
        var named = IPAddress.TryParse(there.Host, out var literal);
        var addresses = named ? [literal!] : await Dns.GetHostAddressesAsync(there.Host, cancellationToken);
        var allowed = addresses.Where(address => Addresses.KindOf(address) switch
        {
            AddressKind.Public => true,
            AddressKind.Private => isNamed,
            AddressKind.Special => isNamed && named,
        }).ToArray();
        if (allowed.Length == 0)
        {
            throw new ForbiddenAddressException(string.Create(CultureInfo.InvariantCulture,
                $"{there.Host} leads to {addresses.FirstOrDefault()}, an inner address. Only a host that an administrator named in full may lead there."));
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, there.Port, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        IsOpen = true;
        return new NetworkStream(socket, ownsSocket: true);
    }
}

/// <summary>Its message says why, for people.</summary>
internal sealed class ForbiddenAddressException(string message) : IOException(message);
