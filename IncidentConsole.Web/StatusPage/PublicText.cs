using System.Globalization;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.StatusPages;

namespace IncidentConsole.Web.StatusPage;

/// <summary>The words of the public page. They restate what updates said, never more; times are absolute and UTC.</summary>
internal static class PublicText
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>Word, icon of the sprite, and the name the style sheet knows the state by.</summary>
    public static (string Word, string Icon, string Style) Of(ComponentState state) => state switch
    {
        ComponentState.Operational => ("Works", "okc", "works"),
        ComponentState.DegradedPerformance => ("Slow", "warnc", "slow"),
        ComponentState.PartialOutage => ("Partly down", "half", "part"),
        ComponentState.MajorOutage => ("Down", "badc", "down"),
        ComponentState.UnderMaintenance => ("Planned work", "wrench", "work"),
    };

    /// <summary>The first thing a reader sees.</summary>
    public static string Headline(PublicSnapshot snapshot)
    {
        var worst = snapshot.Worst;
        var named = snapshot.Components.Where(component => component.State == worst).Select(component => component.Name).ToList();
        return (worst, named.Count) switch
        {
            (ComponentState.Operational, _) => snapshot.Open.Count == 0 ? "Everything works" : snapshot.Open[0].Title,
            (_, 1) => $"{named[0]}: {Lower(worst)}",
            (_, var count) when count == snapshot.Components.Count => $"All parts: {Lower(worst)}",
            (_, var count) => $"{count} parts: {Lower(worst)}",
        };
    }

    /// <summary>What is being done, and which other parts are affected.</summary>
    public static string Detail(PublicSnapshot snapshot)
    {
        var words = new List<string>();
        if (snapshot.Open.Count > 0)
        {
            words.Add(snapshot.Open.Count == 1 ? Doing(snapshot.Open[0].Status) : $"{snapshot.Open.Count} incidents are open; each is below.");
        }

        foreach (var group in snapshot.Components.Where(component => component.State is not ComponentState.Operational && component.State != snapshot.Worst).GroupBy(component => component.State).OrderByDescending(group => ComponentHistory.Weight(group.Key)))
        {
            words.Add($"{Of(group.Key).Word}: {string.Join(", ", group.Select(component => component.Name))}.");
        }

        if (snapshot.Worst != ComponentState.Operational && snapshot.Components.Any(component => component.State == ComponentState.Operational))
        {
            words.Add("The other parts work.");
        }

        return words.Count == 0 ? "No incident is open." : string.Join(' ', words);
    }

    /// <summary>The bars of a component in one sentence, for those who do not see them.</summary>
    public static string Sentence(PublicComponent component)
    {
        var trouble = component.Days.Count(day => day.Worst is not ComponentState.Operational and not ComponentState.UnderMaintenance);
        var work = component.Days.Count(day => day.Worst == ComponentState.UnderMaintenance);
        var today = component.State == ComponentState.Operational ? "" : $"; now {Lower(component.State)}";
        return $"{component.Name}, last {component.Days.Count} days: {(trouble == 0 ? "no" : Count(trouble, "day"))}{(trouble == 0 ? " day" : "")} with problems{(work == 0 ? "" : $", {Count(work, "day")} of planned work")}{today}";
    }

    public static string Percent(double share) => (Math.Floor(share * 10_000) / 100).ToString("0.00", English) + "\u00a0%";

    /// <summary>"21 Nov, 03:37 UTC", in the language of the text it stands in.</summary>
    public static string Time(DateTimeOffset at, string language = "en") =>
        string.Create(English, $"{DateWords.Of(language).Day(DateOnly.FromDateTime(at.UtcDateTime))}, {at.UtcDateTime:HH:mm} UTC");

    public static string Iso(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", English);

    public static string Day(DateOnly day) => day.ToString("d MMMM", English);

    public static string DayAndYear(DateOnly day) => day.ToString("d MMMM yyyy", English);

    public static string Duration(TimeSpan span, string language = "en")
    {
        var minutes = (int)Math.Ceiling(span.TotalMinutes);
        return minutes < 60 ? $"{minutes}\u00a0min"
            : minutes < 2 * 24 * 60 ? $"{minutes / 60}\u00a0h{(minutes % 60 == 0 ? "" : $" {minutes % 60}\u00a0min")}"
            : $"{minutes / (24 * 60)} {(language == "de" ? "Tage" : "days")}";
    }

    public static string Lower(ComponentState state) => Of(state).Word.ToLowerInvariant();

    private static string Doing(PublicStatus status) => status switch
    {
        PublicStatus.Investigating => "We are looking into it.",
        PublicStatus.Identified => "We know the cause and are working on it.",
        PublicStatus.Monitoring => "A fix is in place and we are watching it.",
        PublicStatus.Resolved => "It is over.",
    };

    private static string Count(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number.ToString(English)} {unit}s";
}
