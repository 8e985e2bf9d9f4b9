using System.Globalization;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>"After 5 min: helped, Error rate 6.8 % → 0.4 %": a measure as people read it.</summary>
public static class EffectWords
{
    public static string Of(EffectVerdict verdict, string language = "en") => language == "de"
        ? verdict switch
        {
            EffectVerdict.Helped => "geholfen",
            EffectVerdict.NoEffect => "ohne Wirkung",
            EffectVerdict.NoEffectYet => "noch ohne Wirkung",
            EffectVerdict.Worse => "schlechter",
            EffectVerdict.CannotTell => "Wirkung unklar",
        }
        : verdict switch
        {
            EffectVerdict.Helped => "helped",
            EffectVerdict.NoEffect => "no effect",
            EffectVerdict.NoEffectYet => "no effect yet",
            EffectVerdict.Worse => "worse",
            EffectVerdict.CannotTell => "cannot tell",
        };

    /// <summary>The headline of its entry.</summary>
    /// <param name="action">Title of the action.</param>
    public static string Headline(EffectVerdict verdict, string action, string language) =>
        $"{(verdict, language) switch
        {
            (EffectVerdict.Worse, "de") => "Danach schlechter",
            (EffectVerdict.Worse, _) => "Worse after it",
            (EffectVerdict.CannotTell, "de") => "Wirkung nicht zu erkennen",
            (EffectVerdict.CannotTell, _) => "Cannot tell whether it helped",
            (_, _) => Capital(Of(verdict, language)),
        }}: {action}";

    /// <summary>One line of its entry.</summary>
    /// <param name="titleOf">Of an action, by its id.</param>
    public static string Line(ActionEffectMeasured measured, Func<string, string> titleOf, string language)
    {
        var german = language == "de";
        var figures = string.Join(" · ", Telling(measured).Select(reading => $"{Figures(reading, language)}{Limit(reading, language)}"));
        var others = string.Join(", ", measured.Others.Select(id => german ? $"„{titleOf(id)}“" : $"\"{titleOf(id)}\""));
        var why = others.Length > 0 ? german ? $" (in denselben Minuten lief {others})" : $" ({others} ran in the same minutes)" : "";
        var yet = measured.Verdict != EffectVerdict.NoEffectYet ? "" : german ? " (die Zeit des Schritts läuft noch)" : " (the step's own time is not over)";
        return $"{(german ? "Nach" : "After")} {Elapsed.Words(TimeSpan.FromMinutes(measured.Minutes), language)}: {Of(measured.Verdict, language)}{why}{yet}{(figures.Length > 0 ? $", {figures}" : "")}";
    }

    /// <summary>"Error rate 6.8 % → 0.4 %".</summary>
    public static string Figures(EffectReading reading, string language = "en") =>
        $"{reading.Title} {Value(reading.Before, reading, language)} → {Value(reading.After, reading, language)}";

    /// <summary>Those that made the verdict first. A signal that was within its limit before and after says nothing; where all were, the first stands for them.</summary>
    private static IEnumerable<EffectReading> Telling(ActionEffectMeasured measured) =>
        measured.Readings.Where(reading => reading.Verdict != EffectVerdict.NoEffect || IsBeyond(reading.Before, reading)).DefaultIfEmpty(measured.Readings.FirstOrDefault()).OfType<EffectReading>()
            .OrderByDescending(reading => reading.Verdict == measured.Verdict);

    private static bool IsBeyond(double? value, EffectReading reading) => value is { } figure && Metrics.RuleVerdict.IsBeyond(figure, reading.Limit, reading.Bad);

    /// <summary>The reading that says most: of those that agree with the verdict the first that was beyond its limit, else the first.</summary>
    public static EffectReading? Lead(ActionEffectMeasured measured) =>
        measured.Readings.OrderByDescending(reading => reading.Verdict == measured.Verdict).ThenByDescending(reading => IsBeyond(reading.Before, reading)).FirstOrDefault();

    private static string Limit(EffectReading reading, string language) => $" ({(language == "de" ? "Grenze" : "limit")} {Value(reading.Limit, reading, language)})";

    private static string Value(double? value, EffectReading reading, string language)
    {
        if (value is not { } figure)
        {
            return language == "de" ? "unbekannt" : "unknown";
        }

        var text = $"{figure.ToString($"F{reading.Decimals}", CultureInfo.InvariantCulture)}{(reading.Unit.Length == 0 ? "" : "\u00a0")}{reading.Unit}";
        return language == "de" ? text.Replace('.', ',') : text;
    }

    private static string Capital(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
