using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals;
using Microsoft.AspNetCore.Http;

namespace IncidentConsole.Tests.Signals;

public sealed class SignalReaderTests
{
    [Theory]
    [InlineData("[1435781451.781,\"1.5\"]", 1.5)]
    [InlineData("[1435781451,\"NaN\"]", null)]
    [InlineData("[1435781451,\"+Inf\"]", null)]
    [InlineData("[1435781451,\"-Inf\"]", null)]
    [InlineData("[1435781451,\"1e+06\"]", 1e6)]
    public async Task Values_are_strings_and_what_is_no_number_is_missing(string point, double? expected)
    {
        await using var vector = await PrometheusAsync($$"""{"resultType":"vector","result":[{"metric":{"__name__":"up"},"value":{{point}}}]}""");
        Assert.Equal(expected, await SignalTestKit.Reader().ValueAsync(new PromQlSource(vector.Address, "up")));
        await using var scalar = await PrometheusAsync($$"""{"resultType":"scalar","result":{{point}}}""");
        Assert.Equal(expected, await SignalTestKit.Reader().ValueAsync(new PromQlSource(scalar.Address, "1")));
    }

    [Fact]
    public async Task Several_series_are_named_by_what_tells_them_apart_in_a_stable_order()
    {
        await using var server = await PrometheusAsync("""
            {"resultType":"vector","result":[{"metric":{"job":"a","pod":"p2"},"value":[1,"2"]},{"metric":{"job":"a","pod":"p1"},"value":[1.5,"1"]}]}
            """, ""","warnings":["one store did not answer"]""");
        var read = Assert.IsType<SignalRead>(await SignalTestKit.Reader().ReadAsync(new PromQlSource(server.Address, "up")));
        Assert.Equal(["p1", "p2"], read.Values.Select(value => value.Label));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1.5), read.Values[0].Sample.At);
        Assert.Equal(["one store did not answer"], read.Notes);
    }

    [Theory]
    [InlineData(400, """{"status":"error","errorType":"bad_data","error":"parse error at char 3"}""", "Prometheus cannot read the query: parse error at char 3")]
    [InlineData(422, """{"status":"error","errorType":"execution","error":"too many samples"}""", "Prometheus could not carry out the query: too many samples")]
    [InlineData(502, "<html>bad gateway</html>", "Prometheus answered 502 Bad Gateway.")]
    [InlineData(401, "", "Prometheus answered 401 Unauthorized: give its credentials under Settings, Data sources.")]
    [InlineData(503, """{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}""", "The query took Prometheus too long: query timed out")]
    [InlineData(503, """{"status":"error","errorType":"unavailable","error":"TSDB not ready"}""", "Prometheus is not ready: TSDB not ready")]
    [InlineData(418, """{"status":"error","errorType":"teapot","error":"short"}""", "Prometheus answered 418: short")]
    [InlineData(400, """{"status":"error"}""", "Prometheus answered 400: 400 Bad Request")]
    [InlineData(200, "<html>hello</html>", "not as a Prometheus server does")]
    [InlineData(200, "{}", "not as a Prometheus server does")]
    [InlineData(200, "[]", "not as a Prometheus server does")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1]}]}}""", "not as a Prometheus server does")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"1,5"]}]}}""", "not as a Prometheus server does")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[]}}""", "The query matches nothing now.")]
    [InlineData(200, """{"status":"success","data":{"resultType":"string","result":[1,"a"]}}""", "answers text, not numbers")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"histogram":[1,{}]}]}}""", "wrap it in histogram_quantile")]
    public async Task Every_failure_of_Prometheus_is_a_sentence(int status, string body, string words)
    {
        await using var server = await StubServer.AnsweringAsync("application/json", body, status);
        Assert.Contains(words, await SignalTestKit.Reader().WhyNotAsync(new PromQlSource(server.Address, "up")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_series_are_refused()
    {
        var series = string.Join(',', Enumerable.Range(0, 13).Select(i => $$"""{"metric":{"pod":"{{i}}"},"value":[1,"1"]}"""));
        await using var server = await PrometheusAsync($$"""{"resultType":"vector","result":[{{series}}]}""");
        Assert.Contains("answers 13 series", await SignalTestKit.Reader().WhyNotAsync(new PromQlSource(server.Address, "up")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_range_is_asked_in_pages_of_at_most_11_000_points()
    {
        List<(double Start, double End, double Step)> asked = [];
        await using var server = await StubServer.StartAsync(async http =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var (start, end, step) = (Number(form["start"]!), Number(form["end"]!), Number(form["step"]!));
            asked.Add((start, end, step));
            await http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                $$$"""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[{{{start}}},"1"],[{{{end}}},"NaN"]]}]}}"""), http.RequestAborted);
        });
        var (from, to) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(5 * 25_000));
        var signal = SignalTestKit.Signal(new PromQlSource(server.Address, "up"));
        var history = Assert.IsType<SignalHistoryRead>(await SignalTestKit.Reader().ReadRangeAsync(signal, from, to, signal.PollEvery, TestContext.Current.CancellationToken));
        Assert.Equal(3, asked.Count);
        Assert.All(asked, page => Assert.InRange((page.End - page.Start) / page.Step + 1, 1, PrometheusClient.PointsPerQuery));
        Assert.All(asked.Zip(asked.Skip(1)), pair => Assert.Equal(pair.First.End + 5, pair.Second.Start));
        Assert.Equal((0, 125_000), (asked[0].Start, asked[^1].End));
        var series = Assert.Single(history.Series);
        Assert.Equal(("", 6), (series.Label, series.Samples.Count));
        Assert.Null(series.Samples[^1].Value);

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Credentials_go_to_their_own_server_and_path_only()
    {
        List<string?> seen = [];
        await using var server = await StubServer.StartAsync(http =>
        {
            seen.Add(http.Request.Headers.Authorization);
            return Task.CompletedTask;
        });
        var reader = SignalTestKit.Reader(options: options =>
        {
            options.Credentials.Add(new() { Server = new Uri(server.Address, "secret"), Bearer = "token" });
            options.Credentials.Add(new() { Server = new Uri(server.Address, "basic/"), UserName = "me", Password = "pässword" });
        });
        await reader.ReadAsync(new PromQlSource(new Uri(server.Address, "secret"), "up"));
        await reader.ReadAsync(new PromQlSource(new Uri(server.Address, "basic"), "up"));
        await reader.ReadAsync(new PromQlSource(new Uri(server.Address, "secretly"), "up"));
        Assert.Equal(["Bearer token", "Basic bWU6cMOkc3N3b3Jk", ""], seen.Select(header => header ?? ""));
    }

    [Fact]
    public async Task A_redirect_is_never_followed()
    {
        var followed = false;
        await using var server = await StubServer.StartAsync(http =>
        {
            followed |= http.Request.Path == "/elsewhere";
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        Assert.Contains("answered 302 and points to /elsewhere", await SignalTestKit.Reader().WhyNotAsync(new ScrapeSource(server.Address, new("up"), new GaugeMeasure())), StringComparison.Ordinal);
        Assert.False(followed);
    }

    [Fact]
    public async Task An_answer_over_the_size_limit_is_refused()
    {
        var chunk = new byte[1024 * 1024];
        await using var server = await StubServer.StartAsync(async http =>
        {
            http.Response.ContentType = "text/plain";
            for (var i = 0; i < 20 && !http.RequestAborted.IsCancellationRequested; i++)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
            }
        });
        Assert.Contains("more than 16 MB", await SignalTestKit.Reader().WhyNotAsync(new ScrapeSource(server.Address, new("up"), new GaugeMeasure())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", "<html>", "answers text/html, not metrics")]
    [InlineData("text/plain; version=0.0.4", "up one\n", "malformed, line 1")]
    [InlineData("application/openmetrics-text; version=1.0.0; charset=utf-8", "up 1\n", "does not end in # EOF")]
    [InlineData("text/plain", "down 1\n", "has no metric up")]
    public async Task A_page_that_is_no_metrics_is_refused_in_words(string type, string body, string words)
    {
        await using var server = await StubServer.AnsweringAsync(type, body);
        Assert.Contains(words, await SignalTestKit.Reader().WhyNotAsync(new ScrapeSource(server.Address, new("up"), new GaugeMeasure())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signals_of_one_page_share_one_reading_and_a_first_rate_takes_two()
    {
        var (asked, clock) = (0, new SleeplessClock());
        await using var server = await StubServer.StartAsync(http => http.Response.WriteAsync($"g {++asked}\nc {asked * 100}\nd {asked * 10}\n", http.RequestAborted));
        var reader = SignalTestKit.Reader(clock);
        Assert.Equal(2, await reader.ValueAsync(new ScrapeSource(server.Address, new("g"), new GaugeMeasure(), 2)));
        Assert.Equal(1, asked);
        Assert.Equal(100, await reader.ValueAsync(new ScrapeSource(server.Address, new("c"), new RateMeasure())));
        Assert.Equal(2, asked);
        Assert.Equal(10, await reader.ValueAsync(new ScrapeSource(server.Address, new("d"), new ShareMeasure(new("c")), 100)));
        Assert.Equal(2, asked);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(3, await reader.ValueAsync(new ScrapeSource(server.Address, new("g"), new GaugeMeasure())));
    }

    [Fact]
    public async Task A_probe_falls_back_from_ready_to_health()
    {
        await using var server = await StubServer.StartAsync(http =>
        {
            http.Response.StatusCode = http.Request.Path.Value switch { "/health" => 204, "/own" => 503, _ => 404 };
            return Task.CompletedTask;
        });
        var reader = SignalTestKit.Reader();
        Assert.Equal(1, await reader.ValueAsync(new ProbeSource(server.Address)));
        Assert.InRange((await reader.ValueAsync(new ProbeSource(server.Address, ProbeMeasure.LatencyMilliseconds)))!.Value, 0.001, 5_000);
        var down = Assert.IsType<SignalRead>(await reader.ReadAsync(new ProbeSource(new Uri(server.Address, "own"))));
        Assert.Equal((0, "The service answered 503 Service Unavailable."), (down.Values[0].Sample.Value, down.Notes[0]));
    }

    [Fact]
    public async Task A_page_that_says_how_old_its_figure_is_makes_it_that_old()
    {
        var clock = new SleeplessClock();
        var said = clock.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds();
        await using var server = await StubServer.AnsweringAsync("text/plain", $"old 1 {said}\nnew 1\n");
        var reader = SignalTestKit.Reader(clock);
        Assert.Equal(said, (await OfAsync("old")).ToUnixTimeMilliseconds());
        Assert.InRange(await OfAsync("new"), clock.GetUtcNow().AddSeconds(-5), clock.GetUtcNow());

        async Task<DateTimeOffset> OfAsync(string name) =>
            Assert.Single(Assert.IsType<SignalRead>(await reader.ReadAsync(new ScrapeSource(server.Address, new(name), new GaugeMeasure()))).Values).Sample.At;
    }

    [Fact]
    public async Task A_heartbeat_is_the_time_since_its_last_beat_and_unknown_before_the_first()
    {
        var clock = new SleeplessClock();
        Assert.Equal(90, await SignalTestKit.Reader(clock, beats: new OneHeartbeat(clock.GetUtcNow().AddSeconds(-90))).ValueAsync(new HeartbeatSource("job")));
        Assert.Equal("No beat came yet.", await SignalTestKit.Reader(clock, beats: new OneHeartbeat(null)).WhyNotAsync(new HeartbeatSource("job")));
        Assert.Equal("No beat came yet.", await SignalTestKit.Reader(clock).WhyNotAsync(new HeartbeatSource("gone")));
    }

    [Fact]
    public async Task Nothing_listening_is_down_for_a_probe_and_a_sentence_for_a_page()
    {
        var server = await StubServer.StartAsync(_ => Task.CompletedTask);
        var gone = server.Address;
        await server.DisposeAsync();
        var reader = SignalTestKit.Reader();
        Assert.Equal(0, await reader.ValueAsync(new ProbeSource(gone)));
        Assert.Null(await reader.ValueAsync(new ProbeSource(gone, ProbeMeasure.LatencyMilliseconds)));
        Assert.Contains("the connection was refused", await reader.WhyNotAsync(new PromQlSource(gone, "up")), StringComparison.Ordinal);
        Assert.Contains("the connection was refused", await reader.WhyNotAsync(new ScrapeSource(gone, new("up"), new GaugeMeasure())), StringComparison.Ordinal);
    }

    private static Task<StubServer> PrometheusAsync(string data, string more = "") =>
        StubServer.AnsweringAsync("application/json", $$"""{"status":"success","data":{{data}}{{more}}}""");
}
