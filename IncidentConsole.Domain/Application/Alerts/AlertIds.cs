using System.Globalization;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>Names an alert by what makes it the same one: its fingerprint and its start, in milliseconds (some senders round their fractions).</summary>
public static class AlertIds
{
    public static string Of(AlertIdentity identity) =>
        string.Create(CultureInfo.InvariantCulture, $"{identity.Fingerprint}@{identity.StartsAt.ToUnixTimeMilliseconds()}");
}
