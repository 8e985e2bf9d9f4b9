using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Web.HttpActions;

/// <summary>Where an address leads, as far as it matters for sending there.</summary>
internal enum AddressKind
{
    Public,

    /// <summary>This machine or the network it stands in: only for a host an administrator named.</summary>
    Private,

    /// <summary>Link-local (where clouds keep the secrets of a machine), multicast, nothing at all: only where the address itself was named.</summary>
    Special,
}

internal static class Addresses
{
    public static AddressKind KindOf(IPAddress address) => Embedded(address) is { } inner ? KindOf(inner) : address.AddressFamily switch
    {
        AddressFamily.InterNetwork => KindOf(address.GetAddressBytes()),
        AddressFamily.InterNetworkV6 when IPAddress.IsLoopback(address) || address.IsIPv6UniqueLocal || address.IsIPv6SiteLocal => AddressKind.Private,
        AddressFamily.InterNetworkV6 when address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) => AddressKind.Special,
        AddressFamily.InterNetworkV6 => AddressKind.Public,
        _ => AddressKind.Special,
    };

    private static AddressKind KindOf(ReadOnlySpan<byte> four) => four switch
    {
        [10 or 127, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..] => AddressKind.Private,
        [0, ..] or [169, 254, ..] or [>= 224, ..] => AddressKind.Special,
        _ => AddressKind.Public,
    };

    /// <summary>The IPv4 address that a mapped, translated (64:ff9b::/96) or tunnelled (2002::/16) one leads to.</summary>
    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : bytes.AsSpan(0, 12).SequenceEqual<byte>([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]) ? new IPAddress(bytes.AsSpan(12, 4))
            : bytes is [0x20, 0x02, ..] ? new IPAddress(bytes.AsSpan(2, 4))
            : null;
    }
}
