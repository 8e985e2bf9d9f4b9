using System.Globalization;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Domain.Application.Postmortems;

/// <param name="Token">What was typed and is replaced: "@14:21", "/chart".</param>
/// <param name="Markdown">What stands in its place.</param>
public sealed record PostmortemInsert(string Token, string Label, string Markdown);

/// <summary>What a writer asks the incident for in the middle of a text: <c>@14:21</c> the timeline entry of that time, <c>/chart</c> a chart of the incident's window.</summary>
public static partial class PostmortemInserts
{
    public const string ChartScheme = "chart:";
    private const int MostEntries = 8;

    public static bool AsksForChart(string text) => ChartToken().IsMatch(text);

    public static bool HoldsChart(string text) => text.Contains($"]({ChartScheme}", StringComparison.Ordinal);

    /// <param name="zone">In which the time was typed; UTC is understood too.</param>
    public static IReadOnlyList<PostmortemInsert> Of(string text, IReadOnlyList<PostmortemRow> rows, IReadOnlyList<MetricStrip> charts, TimeZoneInfo zone, string language)
    {
        var inserts = new List<PostmortemInsert>();
        foreach (var token in TimeToken().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal))
        {
            var clock = token[1..].PadLeft(5, '0');
            inserts.AddRange(rows
                .Where(row => PublicTime.Clock(row.At, zone) == clock || row.At.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture) == clock)
                .Take(MostEntries)
                .Select(row => new PostmortemInsert(token, row.Text, $"**{PublicTime.Words(row.At, row.At, zone, language)}** {row.Text}")));
        }

        if (AsksForChart(text))
        {
            inserts.AddRange(charts.Where(chart => chart.SignalId is not null).DistinctBy(chart => chart.SignalId)
                .Select(chart => new PostmortemInsert("/chart", chart.Title, $"![{chart.Title}]({ChartScheme}{chart.SignalId})")));
        }

        return inserts;
    }

    /// <summary>The entry a clock time in a text speaks of: in the reader's zone or in UTC, for people write both; null where nothing happened in that minute.</summary>
    /// <param name="clock">"14:21" or "4:21".</param>
    /// <param name="zone">Null: UTC alone is understood.</param>
    public static PostmortemRow? EntryAt(string clock, IEnumerable<PostmortemRow> rows, TimeZoneInfo? zone)
    {
        var wanted = clock.PadLeft(5, '0');
        return rows.FirstOrDefault(row => (zone is not null && PublicTime.Clock(row.At, zone) == wanted) || row.At.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture) == wanted);
    }

    [GeneratedRegex(@"(?<!\S)@([01]?\d|2[0-3]):[0-5]\d(?!\S)")]
    private static partial Regex TimeToken();

    [GeneratedRegex(@"(?<!\S)/chart(?!\S)")]
    private static partial Regex ChartToken();
}
