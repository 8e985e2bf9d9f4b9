using System.Globalization;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Incidents;

/// <summary>"p95 is 3.4 times its budget for 6 min": an evidence as people read it.</summary>
public static class EvidenceWords
{
    /// <param name="at">The moment the evidence is of: how long it lasts is counted until then.</param>
    public static string Of(MetricEvidence evidence, DateTimeOffset at, string language = "en")
    {
        var german = language == "de";
        var lasts = evidence.Since is { } since && at - since >= TimeSpan.FromMinutes(1) ? $"{(german ? " seit " : " for ")}{Elapsed.Words(at - since)}" : german ? " jetzt" : " now";
        if (evidence.Budget is { } budget and > 0)
        {
            var times = Number(evidence.Value / budget, "0.#", german);
            return german ? $"{evidence.Title} liegt beim {times}-Fachen seines Budgets{lasts}" : $"{evidence.Title} is {times} times its budget{lasts}";
        }

        var unit = evidence.Unit.Length > 0 ? $"\u00a0{evidence.Unit}" : "";
        var (value, limit) = (Number(evidence.Value, "0.##", german) + unit, Number(evidence.Limit, "0.##", german) + unit);
        return german
            ? $"{evidence.Title}: {value}, Grenze {limit}{lasts}"
            : $"{evidence.Title} is {value}, {(evidence.Comparison == Comparison.Above ? "over" : "under")} {limit}{lasts}";
    }

    private static string Number(double value, string format, bool german) => value.ToString(format, CultureInfo.InvariantCulture).Replace('.', german ? ',' : '.');
}
