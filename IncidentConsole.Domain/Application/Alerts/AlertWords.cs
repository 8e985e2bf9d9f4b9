using System.Globalization;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>How many alerts there are and how many of them fire, as it is said wherever they are counted.</summary>
public static class AlertWords
{
    /// <summary>Beside the word "Alerts": "2 of 3 fire".</summary>
    public static string Count(int total, int firing) => (total, firing) switch
    {
        (1, 0) => "1, ended",
        (1, _) => "1 fires",
        (_, 0) => $"all {Number(total)} ended",
        _ when firing >= total => $"all {Number(total)} fire",
        (_, 1) => $"1 of {Number(total)} fires",
        _ => $"{Number(firing)} of {Number(total)} fire",
    };

    /// <summary>On its own, for the timeline: "300 alerts, 1 of them fires".</summary>
    public static string Sentence(int total, int firing) => (total, firing) switch
    {
        (1, 0) => "The alert has ended",
        (1, _) => "1 alert fires",
        (_, 0) => $"All {Number(total)} alerts have ended",
        _ when firing >= total => $"{Number(total)} alerts, all of them fire",
        (_, 1) => $"{Number(total)} alerts, 1 of them fires",
        _ => $"{Number(total)} alerts, {Number(firing)} of them fire",
    };

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
