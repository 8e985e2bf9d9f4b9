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
        var lasts = evidence.Since is { } since && at - since >= TimeSpan.FromMinutes(1)
            ? $"{(german ? " seit " : " for ")}{Elapsed.Words(TimeSpan.FromMinutes(Math.Floor((at - since).TotalMinutes)), language)}"
            : german ? " jetzt" : " now";
        return $"{What(evidence, language)}{lasts}";
    }

    /// <summary>What an advice that stands rests on, as it is now: the value of now where it is known and still beyond, counted from when it was first seen so.</summary>
    /// <param name="metrics">Null where nobody knows them now.</param>
    public static string Now(SeverityAdvice advice, MetricVerdict? metrics, DateTimeOffset now, string language = "en") =>
        string.Join(" · ", advice.Evidence.Select(evidence => Of(evidence with { Since = evidence.Since ?? advice.At, Value = ValueNow(evidence, metrics) }, now, language)));

    private static double ValueNow(MetricEvidence evidence, MetricVerdict? metrics) =>
        metrics?.Signals.FirstOrDefault(verdict => verdict.Signal.Id == evidence.SignalId) is { State: not SignalState.Unknown, Latest.Value: { } value } verdict && RuleVerdict.IsBeyond(value, evidence.Limit, evidence.Comparison)
            ? Math.Round(value, verdict.Signal.Decimals)
            : evidence.Value;

    /// <summary>Without how long it lasts, for a title: that would be old in a minute.</summary>
    public static string What(MetricEvidence evidence, string language = "en")
    {
        var german = language == "de";
        if (evidence.Budget is { } budget and > 0)
        {
            var times = Number(evidence.Value / budget, "0.#", german);
            return german ? $"{evidence.Title} liegt beim {times}-Fachen seines Budgets" : $"{evidence.Title} is {times} times its budget";
        }

        if (IsNotReady(evidence))
        {
            return german ? $"{evidence.Title} schlägt fehl" : $"{evidence.Title} is failing";
        }

        var (value, limit) = Figures(evidence, german);
        return german
            ? $"{evidence.Title}: {value}, Grenze {limit}"
            : $"{evidence.Title} is {value}, {(evidence.Comparison == Comparison.Above ? "over" : "under")} {limit}";
    }

    /// <summary>For the record: with value and limit also where they are told as a multiple.</summary>
    /// <inheritdoc cref="Of"/>
    public static string InFull(MetricEvidence evidence, DateTimeOffset at, string language = "en")
    {
        var (value, limit) = Figures(evidence, language == "de");
        return evidence.Budget is > 0 ? $"{Of(evidence, at, language)} ({value}, {(language == "de" ? "Grenze" : "limit")} {limit})" : Of(evidence, at, language);
    }

    /// <summary>A probe of an address says 1 for ready and 0 for not: nobody reads that as figures.</summary>
    private static bool IsNotReady(MetricEvidence evidence) => evidence is { Comparison: Comparison.Below, Limit: 1, Value: 0, Unit: "" } && RuleSignal.IsAddress(evidence.Title);

    private static (string Value, string Limit) Figures(MetricEvidence evidence, bool german)
    {
        var unit = evidence.Unit.Length > 0 ? $"\u00a0{evidence.Unit}" : "";
        return (Number(evidence.Value, "0.##", german) + unit, Number(evidence.Limit, "0.##", german) + unit);
    }

    private static string Number(double value, string format, bool german) => value.ToString(format, CultureInfo.InvariantCulture).Replace('.', german ? ',' : '.');
}
