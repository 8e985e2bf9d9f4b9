using System.Net;
using System.Net.Http.Json;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Seeding;

namespace IncidentConsole.Tests.Signals;

public sealed class SimulatedServiceTests
{
    [Fact]
    public async Task Its_page_read_by_the_real_parser_shows_the_incident_and_the_recovery()
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new SleeplessClock();
        await using var service = await SimulatedService.StartAsync(clock, SimulatedScript.Begin(7, clock.GetUtcNow()), 0, ct);
        var (reader, signals) = (SignalTestKit.Reader(clock), SimulatedSignals.For(service.Address));

        var healthy = await ReadAsync(60);
        Assert.InRange(healthy["error-rate"], 0.01, 0.1);
        Assert.InRange(healthy["p99-latency"], 50, 100);
        Assert.InRange(healthy["jwks-fetches"], 3, 7);
        Assert.InRange(healthy["cache-hit-rate"], 75, 90);
        Assert.InRange(healthy["request-rate"], 2_800, 3_200);
        Assert.Equal(10, healthy["pods-ready"]);
        Assert.Equal(SignalState.WithinLimits, Verdict(healthy).State);

        service.Change(SimulatedState.Incident);
        var incident = await ReadAsync(180);
        Assert.InRange(incident["error-rate"], 6.4, 7.2);
        Assert.InRange(incident["p99-latency"], 720, 765);
        Assert.InRange(incident["jwks-fetches"], 205, 222);
        Assert.InRange(incident["cache-hit-rate"], 43, 45);
        Assert.Equal(8, incident["pods-ready"]);
        Assert.Equal((2, "error-rate"), (Verdict(incident).Rank!.Value, Verdict(incident).Driver!.Signal.Id));

        service.Change(SimulatedState.Recovery);
        var after = await ReadAsync(900);
        Assert.Null(Verdict(after).Rank);
        Assert.Equal(10, after["pods-ready"]);

        var script = service.Script;
        Assert.All(SimulatedSignals.At(script, clock.GetUtcNow()), figure => Assert.Equal(figure.Value, after[figure.Key], figure.Value * 0.6));

        async Task<Dictionary<string, double>> ReadAsync(int seconds)
        {
            Dictionary<string, double> figures = [];
            for (var at = 0; at < seconds; at += 5)
            {
                foreach (var signal in signals)
                {
                    var read = Assert.IsType<SignalRead>(await reader.ReadNowAsync(signal, ct));
                    figures[signal.Id] = Assert.Single(read.Values).Sample.Value ?? double.NaN;
                }

                clock.Advance(TimeSpan.FromSeconds(5));
            }

            return figures;
        }

        MetricVerdict Verdict(Dictionary<string, double> figures) => MetricVerdict.Of(signals.Select(signal =>
            SignalVerdict.Of(signal, new(clock.GetUtcNow(), figures[signal.Id]), clock.GetUtcNow())));
    }

    [Fact]
    public async Task It_is_changed_over_http_and_down_means_down()
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new SleeplessClock();
        await using var service = await SimulatedService.StartAsync(clock, SimulatedScript.Begin(7, clock.GetUtcNow()), 0, ct);
        using var http = new HttpClient { BaseAddress = service.Address };
        Assert.True(service.Address.IsLoopback);
        Assert.Equal("ok\n", await http.GetStringAsync(new Uri("ready", UriKind.Relative), ct));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await http.PostAsJsonAsync("simulate", new { state = "7" }, ct)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsJsonAsync("simulate", "x", ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await http.PostAsJsonAsync("simulate", new { state = "down" }, ct)).StatusCode);
        Assert.Equal(SimulatedState.Down, service.Script.State);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri("ready", UriKind.Relative), ct)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri("metrics", UriKind.Relative), ct)).StatusCode);
        Assert.Equal(0, await SignalTestKit.Reader(clock).ValueAsync(new ProbeSource(service.Address)));
    }

    [Fact]
    public void The_same_seed_and_script_give_the_same_figures()
    {
        var at = new SleeplessClock().GetUtcNow();
        var script = SimulatedScript.Begin(7, at).With(at.AddMinutes(5), SimulatedState.Incident);
        var again = SimulatedScript.Begin(7, at).With(at.AddMinutes(5), SimulatedState.Incident);
        Assert.Equal(script.At(at.AddMinutes(6)), again.At(at.AddMinutes(6)));
        Assert.NotEqual(script.At(at.AddMinutes(6)), (again with { Seed = 8 }).At(at.AddMinutes(6)));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.With(at, SimulatedState.Healthy));
        Assert.All(SimulatedSignals.For(new Uri("http://127.0.0.1:1/")), signal => Assert.Empty(SignalRules.Problems(signal)));
    }
}
