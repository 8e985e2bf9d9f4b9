using System.Globalization;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals;

/// <summary>Queries a Prometheus server over its HTTP API; by POST, because a query may be longer than an address.</summary>
public sealed class PrometheusClient(SignalHttp http)
{
    /// <summary>A server refuses a range query with more points than this in one series.</summary>
    public const int PointsPerQuery = 11_000;

    public async Task<PrometheusAnswer> QueryAsync(PromQlSource source, CancellationToken cancellationToken) =>
        await PostAsync(source.Server, "api/v1/query", [new("query", source.Query)], cancellationToken);

    /// <summary>Asks for pages of at most <see cref="PointsPerQuery"/> points and puts each series together again.</summary>
    public async Task<PrometheusAnswer> QueryRangeAsync(PromQlSource source, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken)
    {
        Dictionary<string, PrometheusSeries> merged = new(StringComparer.Ordinal);
        List<string> warnings = [];
        var page = step * (PointsPerQuery - 1);
        for (var start = from; start <= to; start += page + step)
        {
            var end = start + page < to ? start + page : to;
            var answer = await PostAsync(source.Server, "api/v1/query_range",
                [new("query", source.Query), new("start", Seconds(start)), new("end", Seconds(end)), new("step", step.TotalSeconds.ToString(CultureInfo.InvariantCulture))], cancellationToken);
            if (answer.Problem is not null)
            {
                return answer;
            }

            warnings.AddRange(answer.Warnings.Except(warnings));
            foreach (var series in answer.Series)
            {
                var key = string.Join('\u0001', series.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
                merged[key] = merged.TryGetValue(key, out var earlier) ? series with { Samples = [.. earlier.Samples, .. series.Samples] } : series;
            }
        }

        return new([.. merged.Values], warnings, null);
    }

    private static string Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture);

    private async Task<PrometheusAnswer> PostAsync(Uri server, string path, List<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        var root = server.AbsoluteUri.EndsWith('/') ? server : new Uri($"{server.AbsoluteUri}/");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, path)) { Content = new FormUrlEncodedContent(form) };
        return PrometheusAnswer.Of(await http.SendAsync(request, "Prometheus", cancellationToken));
    }
}
