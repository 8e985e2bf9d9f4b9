using System.Globalization;

namespace IncidentConsole.Web.Notifiers;

/// <summary>Where people reach this console, and the zone of times in outgoing text.</summary>
/// <param name="baseUrl">Configuration <c>IncidentConsole:PublicUrl</c>.</param>
internal sealed class ConsoleAddress(Uri baseUrl, TimeZoneInfo zone)
{
    public Uri Of(string path) => new(baseUrl, path);

    /// <summary>"2026-11-21 03:37 (UTC+01:00)": the configured zone with its offset, never a bare time.</summary>
    public string Local(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return local.Offset == TimeSpan.Zero
            ? local.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-dd HH:mm '(UTC'zzz')'", CultureInfo.InvariantCulture);
    }
}
