using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Seeding;
using IncidentConsole.Web.Signals.Text;

namespace IncidentConsole.Tests.Signals;

/// <summary>The client against a real Prometheus that scrapes the simulated service.</summary>
public sealed class RealPrometheusTests
{
    [Fact]
    public async Task A_real_Prometheus_answers_and_agrees_with_our_own_scrape()
    {
        var program = Programs.Find("prometheus");
        Assert.SkipWhen(program is null, "prometheus is not installed (apt-get install prometheus).");
        var ct = TestContext.Current.CancellationToken;
        var now = TimeProvider.System.GetUtcNow();
        await using var service = await SimulatedService.StartAsync(TimeProvider.System, SimulatedScript.Begin(7, now.AddMinutes(-9)).With(now.AddMinutes(-8), SimulatedState.Incident), 0, ct);
        await using var prometheus = await RealProgram.PrometheusAsync(program!, service.Address, ct);
        var reader = SignalTestKit.Reader();

        var errors = new PromQlSource(prometheus.Address, "100 * sum(rate(inferadb_errors_total[5s])) / sum(rate(inferadb_requests_total[5s]))");
        var p99 = new PromQlSource(prometheus.Address, "1000 * histogram_quantile(0.99, sum by (le) (rate(inferadb_request_duration_seconds_bucket[5s])))");
        var figure = await prometheus.UntilAsync(async () => await reader.ReadAsync(p99) is SignalRead { Values: [{ Sample.Value: { } value }] } ? value : (double?)null, ct);
        Assert.InRange(figure, 680, 830);
        Assert.InRange((await reader.ValueAsync(errors))!.Value, 6.2, 7.4);
        Assert.InRange((await reader.ValueAsync(SimulatedSignals.For(service.Address)[1].Source))!.Value, 680, 830);

        var both = Assert.IsType<SignalRead>(await reader.ReadAsync(new PromQlSource(prometheus.Address, "inferadb_requests_total")));
        Assert.Equal(["check", "expand"], both.Values.Select(value => value.Label));
        Assert.Contains("Prometheus cannot read the query: ", await reader.WhyNotAsync(new PromQlSource(prometheus.Address, "sum(")), StringComparison.Ordinal);
        Assert.Contains("matches nothing", await reader.WhyNotAsync(new PromQlSource(prometheus.Address, "nothing_of_this_name")), StringComparison.Ordinal);
        Assert.Null(await reader.ValueAsync(new PromQlSource(prometheus.Address, "scalar(nothing_of_this_name)")));

        // Three pages of range: the server itself refuses more than 11,000 points in one.
        var to = TimeProvider.System.GetUtcNow();
        var signal = SignalTestKit.Signal(new PromQlSource(prometheus.Address, "vector(1)")) with { PollEvery = TimeSpan.FromSeconds(1) };
        var history = Assert.IsType<SignalHistoryRead>(await reader.ReadRangeAsync(signal, to.AddSeconds(-25_000), to, signal.PollEvery, ct));
        Assert.Equal(25_001, Assert.Single(history.Series).Samples.Count);
    }

    [Fact]
    public async Task Its_own_metrics_page_is_read_by_our_parser()
    {
        var program = Programs.Find("prometheus");
        Assert.SkipWhen(program is null, "prometheus is not installed (apt-get install prometheus).");
        var ct = TestContext.Current.CancellationToken;
        await using var prometheus = await RealProgram.PrometheusAsync(program!, new Uri("http://127.0.0.1:9/"), ct);
        using var http = new HttpClient();
        var page = ExpositionParser.Parse(await http.GetStringAsync(new Uri(prometheus.Address, "metrics"), ct), ExpositionFormat.Text, out var problem);
        Assert.Null(problem);
        Assert.True(page!.Samples.Count > 100);
        Assert.Equal(1, await SignalTestKit.Reader().ValueAsync(new ScrapeSource(new Uri(prometheus.Address, "metrics"), new("prometheus_build_info"), new GaugeMeasure())));
    }

    [Fact]
    public async Task Node_and_blackbox_exporter_are_read_directly_and_through_Prometheus_alike()
    {
        var (prometheus, node, blackbox) = (Programs.Find("prometheus"), Programs.Find("prometheus-node-exporter") ?? Programs.Find("node_exporter"), Programs.Find("prometheus-blackbox-exporter") ?? Programs.Find("blackbox_exporter"));
        Assert.SkipWhen(prometheus is null || node is null || blackbox is null, "prometheus, its node exporter or its blackbox exporter is not installed (apt-get install prometheus prometheus-node-exporter prometheus-blackbox-exporter).");
        var ct = TestContext.Current.CancellationToken;
        await using var service = await SimulatedService.StartAsync(TimeProvider.System, SimulatedScript.Begin(7, TimeProvider.System.GetUtcNow()), 0, ct);
        await using var machine = await RealProgram.NodeExporterAsync(node!, ct);
        await using var prober = await RealProgram.BlackboxAsync(blackbox!, ct);
        var jobs = $$"""
              - {job_name: node, static_configs: [{targets: ["{{machine.Address.Authority}}"]}]}
              - {job_name: probe, metrics_path: /probe, params: {module: [http_2xx], target: ["{{service.Address}}metrics"]}, static_configs: [{targets: ["{{prober.Address.Authority}}"]}]}
            """;
        await using var server = await RealProgram.PrometheusAsync(prometheus!, service.Address, ct, moreJobs: jobs);
        var reader = SignalTestKit.Reader();

        // Both answer in OpenMetrics where it is asked for: their pages pass every rule of the parser.
        var page = new Uri(machine.Address, "metrics");
        var memory = Assert.NotNull(await reader.ValueAsync(new ScrapeSource(page, new("node_memory_MemTotal_bytes"), new GaugeMeasure())));
        Assert.Equal(memory, await server.UntilAsync(() => OfAsync("node_memory_MemTotal_bytes"), ct));
        var modes = Assert.IsType<SignalRead>(await reader.ReadAsync(new ScrapeSource(page, new("node_cpu_seconds_total"), new RateMeasure()) { SplitBy = "mode" }));
        Assert.Contains("idle", modes.Values.Select(line => line.Label));
        Assert.All(modes.Values, line => Assert.InRange(line.Sample.Value!.Value, 0, 1.2 * Environment.ProcessorCount));

        var probe = new Uri(prober.Address, $"probe?module=http_2xx&target={Uri.EscapeDataString($"{service.Address}metrics")}");
        Assert.Equal(1, await reader.ValueAsync(new ScrapeSource(probe, new("probe_success"), new GaugeMeasure(SeriesCombine.Lowest))));
        Assert.Equal(1, await server.UntilAsync(() => OfAsync("min(probe_success)"), ct));
        var gone = new Uri(prober.Address, $"probe?module=http_2xx&target={Uri.EscapeDataString("http://127.0.0.1:9/")}");
        Assert.Equal(0, await reader.ValueAsync(new ScrapeSource(gone, new("probe_success"), new GaugeMeasure(SeriesCombine.Lowest))));

        async Task<double?> OfAsync(string query) => await reader.ReadAsync(new PromQlSource(server.Address, query)) is SignalRead { Values: [{ Sample.Value: { } value }] } ? value : null;
    }

    [Fact]
    public async Task Promtool_is_happy_with_the_metrics_of_the_console()
    {
        var program = Programs.Find("promtool");
        Assert.SkipWhen(program is null, "promtool is not installed (apt-get install prometheus).");
        var ct = TestContext.Current.CancellationToken;
        await using var app = new Harness.ConsoleApp();
        using var client = app.Browser();
        var page = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), ct);
        Assert.NotNull(ExpositionParser.Parse(page, ExpositionFormat.Text, out _));
        using var promtool = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program!, ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = promtool.StandardError.ReadToEndAsync(ct);
        await promtool.StandardInput.WriteAsync(page.AsMemory(), ct);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync(ct);
        Assert.Equal(("", 0), (await said, promtool.ExitCode));
    }
}
