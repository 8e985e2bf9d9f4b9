using System.Globalization;

namespace IncidentConsole.Domain.Application.HttpActions;

/// <summary>
/// One host an administrator lets the console send to: <c>host</c>, <c>host:port</c> or <c>*.suffix</c>, with or without a port.
/// Without one, only the usual port of http or https is meant. A suffix never stands for the domain itself.
/// </summary>
/// <param name="Host">Lower case; without the star.</param>
public sealed record HostRule(string Host, int? Port, bool IsSuffix)
{
    private const int Longest = 253;

    /// <summary>The rule, or what is wrong with the text.</summary>
    public static (HostRule? Rule, string? Problem) Parse(string text)
    {
        var said = text.Trim();
        var isSuffix = said.StartsWith("*.", StringComparison.Ordinal);
        var host = isSuffix ? said[2..] : said;
        if (host.Length is 0 or > Longest || host.IndexOfAny(['/', '?', '#', '@', '*', ' ']) >= 0)
        {
            return (null, "Give a host like localhost:8080, api.example.org or *.svc.example.org, without http:// and without a path.");
        }

        if (!Uri.TryCreate($"http://{host}", UriKind.Absolute, out var address) || address.HostNameType is UriHostNameType.Unknown)
        {
            return (null, $"\"{said}\" is not a host name or address.");
        }

        if (isSuffix && (address.HostNameType != UriHostNameType.Dns || !address.IdnHost.Contains('.', StringComparison.Ordinal)))
        {
            return (null, $"\"{said}\" would allow too much. Name at least two parts, like *.svc.example.org.");
        }

        var hasPort = host.LastIndexOf(':') is var colon && colon > host.LastIndexOf(']') && colon >= 0;
        return (new HostRule(address.IdnHost.TrimEnd('.').ToLowerInvariant(), hasPort ? address.Port : null, isSuffix), null);
    }

    public bool Allows(Uri address)
    {
        var host = address.IdnHost.TrimEnd('.').ToLowerInvariant();
        var fits = IsSuffix ? host.Length > Host.Length + 1 && host.EndsWith($".{Host}", StringComparison.Ordinal) : host == Host;
        return fits && (Port is { } port ? address.Port == port : address.IsDefaultPort);
    }

    public override string ToString() =>
        $"{(IsSuffix ? "*." : "")}{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}{(Port is { } port ? string.Create(CultureInfo.InvariantCulture, $":{port}") : "")}";
}
