using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Web.Runbooks.Compiling.Levels;

/// <summary>Where the text names no level, the four standard ones stand in, so that an incident can be run; it is said.</summary>
internal sealed class MissingLevels : IRecogniser
{
    public void Read(Reading reading)
    {
        if (reading.Runbook.Severities.Levels.Length > 0)
        {
            return;
        }

        reading.Runbook = reading.Runbook with { Severities = StandardLevels.In(reading.Runbook.Language) };
        reading.Miss("Severity levels", "the four levels of the standard runbook are used");
    }
}

/// <summary>The levels of a team that named none.</summary>
internal static class StandardLevels
{
    public static SeverityScheme In(string language) => language == "de" ? German : English;

    private static SeverityScheme English { get; } = new(
    [
        Level(1, "Critical", "The service is down, data is lost or exposed", 5, ResponseMode.PageAtOnce),
        Level(2, "High", "Many users are clearly affected", 15, ResponseMode.PageOnCall),
        Level(3, "Medium", "Some users are affected, and there is a way around", 60, ResponseMode.Notify),
        Level(4, "Low", "Small, or hidden from users", 240, ResponseMode.Notify),
    ]);

    private static SeverityScheme German { get; } = new(
    [
        Level(1, "Kritisch", "Der Dienst steht, Daten sind verloren oder offen", 5, ResponseMode.PageAtOnce),
        Level(2, "Hoch", "Viele sind deutlich betroffen", 15, ResponseMode.PageOnCall),
        Level(3, "Mittel", "Einige sind betroffen, und es gibt einen Umweg", 60, ResponseMode.Notify),
        Level(4, "Gering", "Klein oder für Nutzer nicht zu merken", 240, ResponseMode.Notify),
    ]);

    private static SeverityLevel Level(int rank, string name, string impact, int minutes, ResponseMode mode) =>
        new(rank, $"SEV{rank}", name, impact) { Response = ResponseTarget.Elapsed(TimeSpan.FromMinutes(minutes)), Mode = mode };
}
