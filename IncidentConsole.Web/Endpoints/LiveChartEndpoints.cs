using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints;

/// <summary>
/// <c>GET /live/incidents/{number}/charts</c>: what the charts of an incident draw before live samples follow over the hub. For whoever
/// may see the incident. Compact: times are unix milliseconds, a null value is a gap.
/// </summary>
internal static class LiveChartEndpoints
{
    public static void MapLiveCharts(this IEndpointRouteBuilder app) => app
        .MapGet("/live/incidents/{number}/charts", async Task<IResult> (string number, CurrentUser user, IIncidentQueries queries, IncidentDesk desk, IncidentCharts charts, CancellationToken cancellationToken) =>
        {
            var row = ApiRequest.NumberOf(number) is { } parsed ? await queries.FindAsync(parsed, user.Viewer, cancellationToken) : null;
            var incident = row is null ? null : await desk.ReadAsync(row.Id, user.Viewer, cancellationToken);
            return incident is null
                ? TypedResults.Problem("There is no such incident, or it is not shown to you.", statusCode: StatusCodes.Status404NotFound)
                : TypedResults.Ok(ChartSetJson.Of(await charts.ReadAsync(incident, user.Viewer, cancellationToken)));
        })
        .RequireAuthorization()
        .ExcludeFromDescription();
}

/// <summary>The wire form of a <see cref="ChartSet"/>, read by charts.ts.</summary>
internal sealed record ChartSetJson(long From, long To, ChartSetJson.Span Incident, IEnumerable<ChartSetJson.Marker> Markers, IEnumerable<ChartSetJson.ChartJson> Charts)
{
    public static ChartSetJson Of(ChartSet set) => new(
        Ms(set.From),
        Ms(set.To),
        new Span(Ms(set.IncidentFrom), set.IncidentTo is { } to ? Ms(to) : null),
        set.Markers.Select(marker => new Marker(Ms(marker.At), marker.Letter, marker.Label)),
        set.Charts.Select(chart => Of(chart)));

    private static ChartJson Of(Chart chart) => new(
        chart.Signal.Id,
        chart.Signal.Title,
        chart.Signal.Unit,
        chart.Signal.Good switch { GoodDirection.Low => "low", GoodDirection.High => "high" },
        chart.Signal.Decimals,
        chart.Thresholds,
        chart.Signal.Target,
        (long)chart.Signal.StaleAfter.TotalMilliseconds,
        chart.Series.Select(line => new Line(line.Label, line.Samples.Select(sample => Ms(sample.At)), line.Samples.Select(sample => sample.Value))));

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    internal sealed record Span(long From, long? To);

    internal sealed record Marker(long At, string Letter, string Label);

    internal sealed record ChartJson(
        string Id, string Title, string Unit, string Good, int Decimals, IReadOnlyList<ChartThreshold> Thresholds, double? Target, long StaleAfterMs, IEnumerable<Line> Series);

    internal sealed record Line(string Label, IEnumerable<long> T, IEnumerable<double?> V);
}
