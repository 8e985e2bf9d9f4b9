using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Signals;

/// <summary>Which series of a page make a figure: chosen by labels, put together, told apart.</summary>
public sealed class SeriesChoiceTests
{
    private const string Page = """
        # TYPE h histogram
        h_bucket{path="/a",le="0.1"} 0
        h_bucket{path="/a",le="1"} 0
        h_bucket{path="/a",le="+Inf"} 0
        # TYPE s summary
        s{path="/a",quantile="0.95"} 0.3
        s{path="/b",quantile="0.95"} 0.7
        s{path="/a",quantile="0.99"} NaN
        s_count{path="/a"} 10
        # TYPE temperature_c gauge
        temperature_c{gpu="0",rack="r1"} 60
        temperature_c{gpu="1",rack="r1"} 80
        temperature_c{gpu="2"} 70

        """;

    [Theory]
    [InlineData(SeriesCombine.Sum, 210)]
    [InlineData(SeriesCombine.Highest, 80)]
    [InlineData(SeriesCombine.Lowest, 60)]
    [InlineData(SeriesCombine.Mean, 70)]
    public async Task Several_series_of_one_name_make_one_figure_as_chosen(SeriesCombine combine, double expected)
    {
        await using var server = await StubServer.AnsweringAsync("text/plain", Page);
        Assert.Equal(expected, await SignalTestKit.Reader().ValueAsync(new ScrapeSource(server.Address, new("temperature_c"), new GaugeMeasure(combine))));
    }

    [Fact]
    public async Task Labels_choose_series_as_Prometheus_does_and_an_absent_label_is_an_empty_one()
    {
        await using var server = await StubServer.AnsweringAsync("text/plain", Page);
        var reader = SignalTestKit.Reader();
        Assert.Equal(60, await ReadAsync(new() { Labels = new Dictionary<string, string> { ["gpu"] = "0" } }));
        Assert.Equal(140, await ReadAsync(new() { Matchers = [new("gpu", LabelMatch.Like, "0|1")] }));
        Assert.Equal(70, await ReadAsync(new() { Matchers = [new("gpu", LabelMatch.NotLike, "0|1")] }));
        Assert.Equal(130, await ReadAsync(new() { Matchers = [new("gpu", LabelMatch.Not, "1")] }));
        Assert.Equal(70, await ReadAsync(new() { Labels = new Dictionary<string, string> { ["rack"] = "" } }));
        Assert.Equal(140, await ReadAsync(new() { Matchers = [new("rack", LabelMatch.Like, "r.")] }));
        Assert.Contains("with these labels", await reader.WhyNotAsync(Of(new() { Matchers = [new("gpu", LabelMatch.Like, "0|")] }, "1")), StringComparison.Ordinal);

        Task<double?> ReadAsync(Condition condition) => reader.ValueAsync(Of(condition));
        ScrapeSource Of(Condition condition, string? and = null) => new(server.Address, new("temperature_c")
        {
            Labels = and is null ? condition.Labels : new Dictionary<string, string> { ["gpu"] = and },
            Matchers = [.. condition.Matchers],
        }, new GaugeMeasure());
    }

    private sealed class Condition
    {
        public Dictionary<string, string> Labels { get; init; } = [];

        public LabelMatcher[] Matchers { get; init; } = [];
    }

    [Fact]
    public async Task A_label_may_tell_the_lines_apart()
    {
        await using var server = await StubServer.AnsweringAsync("text/plain", Page);
        var source = new ScrapeSource(server.Address, new("temperature_c"), new GaugeMeasure(), 2) { SplitBy = "gpu" };
        var read = Assert.IsType<SignalRead>(await SignalTestKit.Reader().ReadAsync(source));
        Assert.Equal([("0", 120), ("1", 160), ("2", 140)], read.Values.Select(line => (line.Label, line.Sample.Value!.Value)));
    }

    [Fact]
    public async Task A_label_with_too_many_values_is_refused_in_words()
    {
        await using var server = await StubServer.AnsweringAsync("text/plain", string.Concat(Enumerable.Range(0, 13).Select(i => $"t{{n=\"{i}\"}} 1\n")));
        Assert.Contains("13 values and a chart shows at most 12", await SignalTestKit.Reader().WhyNotAsync(new ScrapeSource(server.Address, new("t"), new GaugeMeasure()) { SplitBy = "n" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_says_its_quantile_itself_and_the_worst_of_several_counts()
    {
        await using var server = await StubServer.AnsweringAsync("text/plain", Page);
        var reader = SignalTestKit.Reader(new SleeplessClock());
        Assert.Equal(700, await reader.ValueAsync(new ScrapeSource(server.Address, new("s"), new QuantileMeasure(0.95), 1000)));
        Assert.Null(await reader.ValueAsync(new ScrapeSource(server.Address, new("s"), new QuantileMeasure(0.99), 1000)));
        Assert.Contains("no histogram or summary s", await reader.WhyNotAsync(new ScrapeSource(server.Address, new("s"), new QuantileMeasure(0.5))), StringComparison.Ordinal);
        Assert.Null(await reader.ValueAsync(new ScrapeSource(server.Address, new("h"), new QuantileMeasure(0.95))));   // nothing was observed
    }
}
