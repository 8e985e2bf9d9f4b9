using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints;

/// <summary>
/// <c>GET /live/incidents/{number}/charts</c>: what the charts of an incident draw before live samples follow over the hub. For whoever
/// may see the incident. <c>at</c> ends them at a moment of a replay, <c>minutes</c> sets their length, <c>from</c> and <c>to</c> zoom,
/// <c>dayBefore</c> brings yesterday with them. Compact: times are unix milliseconds, a null value is a gap.
/// </summary>
internal static class LiveChartEndpoints
{
    public static void MapLiveCharts(this IEndpointRouteBuilder app) => app
        .MapGet("/live/incidents/{number}/charts", async Task<IResult> (string number, CurrentUser user, IIncidentQueries queries, IncidentDesk desk, ReplayReader replays, IncidentCharts charts, CancellationToken cancellationToken,
            string? at = null, int? minutes = null, long? from = null, long? to = null, bool dayBefore = false) =>
        {
            var asked = AskedMoment.Read(at);
            if (asked.Why is { } why)
            {
                return MomentRead.Refused(why);
            }

            if (RangeOf(minutes, from, to, dayBefore) is not { } range)
            {
                return TypedResults.Problem($"A range is 1 minute to {ChartRange.Longest.TotalDays} days long.", statusCode: StatusCodes.Status422UnprocessableEntity);
            }

            var row = ApiRequest.NumberOf(number) is { } parsed ? await queries.FindAsync(parsed, user.Viewer, cancellationToken) : null;
            var incident = row is null ? null : await desk.ReadAsync(row.Id, user.Viewer, cancellationToken);
            if (incident is null)
            {
                return TypedResults.Problem("There is no such incident, or it is not shown to you.", statusCode: StatusCodes.Status404NotFound);
            }

            if (asked.At is { } moment)
            {
                var past = await replays.LookAsync(incident, moment, cancellationToken);
                (incident, range) = (past.Incident, range with { Moment = past.At });
            }

            return TypedResults.Ok(ChartSetJson.Of(await charts.ReadAsync(incident, user.Viewer, range, cancellationToken)));
        })
        .RequireAuthorization()
        .ExcludeFromDescription();

    /// <param name="from">Unix milliseconds, with <paramref name="to"/>: a part of the time, drawn finer.</param>
    private static ChartRange? RangeOf(int? minutes, long? from, long? to, bool dayBefore)
    {
        var longest = ChartRange.Longest.TotalMilliseconds;
        if (minutes is < 1 || minutes > ChartRange.Longest.TotalMinutes || (from is null) != (to is null) || from < 0 || to - from < 1_000 || to - from > longest || to > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        return new ChartRange(
            null, minutes is { } length ? TimeSpan.FromMinutes(length) : null,
            from is { } begin && to is { } end ? (DateTimeOffset.FromUnixTimeMilliseconds(begin), DateTimeOffset.FromUnixTimeMilliseconds(end)) : null, dayBefore);
    }
}

/// <summary>The wire form of a <see cref="ChartSet"/>, read by charts.ts.</summary>
internal sealed record ChartSetJson(long From, long To, ChartSetJson.Span Incident, IEnumerable<ChartSetJson.Marker> Markers, IEnumerable<ChartSetJson.ChartJson> Charts, long? Moment)
{
    public static ChartSetJson Of(ChartSet set) => new(
        Ms(set.From),
        Ms(set.To),
        new Span(Ms(set.IncidentFrom), set.IncidentTo is { } to ? Ms(to) : null),
        set.Markers.Select(marker => new Marker(Ms(marker.At), marker.Letter, marker.Word, marker.Label, marker.Signal)),
        set.Charts.Select(chart => Of(chart, set.To - set.From)),
        set.Moment is { } moment ? Ms(moment) : null);

    private static ChartJson Of(Chart chart, TimeSpan length) => new(
        chart.Signal.Id,
        chart.Signal.Title,
        chart.Signal.Unit,
        chart.Signal.Good switch { GoodDirection.Low => "low", GoodDirection.High => "high" },
        chart.Signal.Decimals,
        chart.Thresholds,
        chart.Signal.Target,
        (long)chart.Signal.StaleAfter.TotalMilliseconds,
        (long)Math.Max(chart.Signal.StaleAfter.TotalMilliseconds, length.TotalMilliseconds / (Downsampling.ChartPoints / 6)),   // thinned lines have their gaps marked
        chart.Signal.Budget,
        chart.Series.Select(Of),
        chart.DayBefore.Select(Of),
        chart.Trouble);

    private static Line Of(SampleSeries line) => new(line.Label, line.Samples.Select(sample => Ms(sample.At)), line.Samples.Select(sample => sample.Value));

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    internal sealed record Span(long From, long? To);

    internal sealed record Marker(long At, string Letter, string Word, string Label, string? Signal);

    internal sealed record ChartJson(
        string Id, string Title, string Unit, string Good, int Decimals, IReadOnlyList<ChartThreshold> Thresholds, double? Target, long StaleAfterMs, long GapMs, SignalBudget? Budget,
        IEnumerable<Line> Series, IEnumerable<Line> DayBefore, string? Trouble);

    internal sealed record Line(string Label, IEnumerable<long> T, IEnumerable<double?> V);
}
