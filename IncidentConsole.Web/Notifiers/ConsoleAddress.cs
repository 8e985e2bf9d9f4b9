using System.Globalization;
using IncidentConsole.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Notifiers;

/// <summary>Where people reach this console (the configured address, else the one it listens on), and the zone of times in outgoing text.</summary>
/// <param name="services">May hold no server: a verb of the command line listens nowhere.</param>
internal sealed class ConsoleAddress(IOptions<ConsoleOptions> options, IServiceProvider services)
{
    private static readonly Uri Unknown = new("http://localhost/");

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    /// <summary>Of times in outgoing text.</summary>
    public TimeZoneInfo Zone => zone;

    public Uri Of(string path) => new(options.Value.PublicUrl ?? Listening(), path);

    /// <summary>"2026-11-21 03:37 (UTC+01:00)": the configured zone with its offset, never a bare time.</summary>
    public string Local(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return local.Offset == TimeSpan.Zero
            ? local.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-dd HH:mm '(UTC'zzz')'", CultureInfo.InvariantCulture);
    }

    private Uri Listening() => services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address && Uri.TryCreate(address, UriKind.Absolute, out var url) ? url : Unknown;
}
