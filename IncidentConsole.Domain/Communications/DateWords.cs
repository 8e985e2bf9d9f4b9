using System.Collections.Immutable;
using System.Globalization;

namespace IncidentConsole.Domain.Communications;

/// <summary>Words for dates in one language. A table, because the program runs without culture data.</summary>
/// <param name="Months">Short, January first.</param>
/// <param name="DayFormat">{0} day, {1} month.</param>
/// <param name="Zones">Short zone names this language has of its own, by the international one.</param>
public sealed record DateWords(ImmutableArray<string> Months, string DayFormat, ImmutableDictionary<string, string> Zones)
{
    private static readonly DateWords English = new(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], "{0} {1}", ImmutableDictionary<string, string>.Empty);

    private static readonly DateWords German = new(
        ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
        "{0}. {1}",
        ImmutableDictionary<string, string>.Empty.Add("CET", "MEZ").Add("CEST", "MESZ").Add("EET", "OEZ").Add("EEST", "OESZ").Add("WET", "WEZ").Add("WEST", "WESZ"));

    public static DateWords Of(string language) => language == "de" ? German : English;

    /// <summary>"22 Nov", "22. Nov.".</summary>
    public string Day(DateOnly day) => string.Format(CultureInfo.InvariantCulture, DayFormat, day.Day, Months[day.Month - 1]);

    public string Zone(string name) => Zones.GetValueOrDefault(name, name);
}
