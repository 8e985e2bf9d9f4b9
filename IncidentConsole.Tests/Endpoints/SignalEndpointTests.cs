using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using static IncidentConsole.Tests.Endpoints.ApiWorld;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>Samples that programs send, and what the API says of signals.</summary>
public sealed class SignalEndpointTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_sample_that_is_sent_is_judged_at_once_and_a_batch_sent_again_changes_nothing()
    {
        await ServiceAsync("pushed-a");
        var now = TimeProvider.System.GetUtcNow();
        object batch = new { samples = new object[] { new { at = now.AddSeconds(-10), value = 200, series = "p1" }, new { at = now.AddSeconds(-5).ToUnixTimeMilliseconds() / 1000.0, value = 850, series = "p1" }, new { at = now.AddSeconds(-5), value = (double?)null, series = "p2" } } };
        Assert.Equal(200, (await SendAsync(world.As(AccessRole.Responder), "/api/v1/signals/pushed-a/latency/samples", batch)).Status);
        Assert.Equal(200, (await SendAsync(world.As(AccessRole.Responder), "/api/v1/signals/pushed-a/latency/samples", batch)).Status);
        var stored = await world.App.Get<ISampleStore>().ReadAsync("pushed-a", "latency", now.AddMinutes(-1), now, Token);
        Assert.Equal([("p1", 2), ("p2", 1)], stored.Select(line => (line.Label, line.Samples.Count)));

        var said = await GetAsync(world.As(AccessRole.Stakeholder), "/api/v1/services/pushed-a/signals");
        var signal = said.Json.GetProperty("signals")[0];
        Assert.Equal(("breached", "breached", 850, 3.4, 3), (said.Text("state"), signal.GetProperty("state").GetString(), signal.GetProperty("value").GetDouble(), signal.GetProperty("ofBudget").GetDouble(), (int)(signal.GetProperty("limit").GetDouble() / 250)));
        Assert.Equal(said.Text("level"), signal.GetProperty("level").GetString());
    }

    [Fact]
    public async Task What_was_never_sent_is_unknown_and_not_fine()
    {
        await ServiceAsync("pushed-b");
        var said = await GetAsync(world.As(AccessRole.Stakeholder), "/api/v1/services/pushed-b/signals");
        Assert.Equal(("unknown", JsonValueKind.Null), (said.Text("state"), said.Json.GetProperty("level").ValueKind));
        var signal = said.Json.GetProperty("signals")[0];
        Assert.Equal(("unknown", JsonValueKind.Null, JsonValueKind.Null), (signal.GetProperty("state").GetString(), signal.GetProperty("value").ValueKind, signal.GetProperty("ageSeconds").ValueKind));
        Assert.Equal(404, (await GetAsync(world.AsMaya, "/api/v1/services/nowhere/signals")).Status);
    }

    [Fact]
    public async Task A_figure_that_nothing_limits_is_not_called_within_its_limits_and_one_that_the_runbook_limits_is_judged_by_it()
    {
        Signal queue = new("queue", "pushed-f", "Queue length", "", new PushedSource(), GoodDirection.Low, 0, [], null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));
        var errors = queue with { Id = "errors", Title = "Error rate", Unit = "%" };
        await ServiceAsync("pushed-f", queue, errors);
        async Task<(string? Whole, string? Level, string? Queue, string? Errors)> SaidAsync(double errorRate)
        {
            Assert.Equal(200, (await SendAsync(world.As(AccessRole.Responder), "/api/v1/signals/pushed-f/queue/samples", new { samples = new[] { new { value = 5 } } })).Status);
            Assert.Equal(200, (await SendAsync(world.As(AccessRole.Responder), "/api/v1/signals/pushed-f/errors/samples", new { samples = new[] { new { value = errorRate } } })).Status);
            var said = await GetAsync(world.AsMaya, "/api/v1/services/pushed-f/signals");
            var states = said.Json.GetProperty("signals").EnumerateArray().Select(signal => signal.GetProperty("state").GetString()).ToList();
            return (said.Text("state"), said.Text("level"), states[0], states[1]);
        }

        Assert.Equal(("withinLimits", null, null, "withinLimits"), await SaidAsync(0.1));
        Assert.Equal(("breached", "SEV-2", null, "breached"), await SaidAsync(6));
    }

    [Fact]
    public async Task An_old_sample_is_shown_with_its_age_and_counts_as_unknown()
    {
        await ServiceAsync("pushed-c");
        var old = TimeProvider.System.GetUtcNow().AddHours(-1);
        Assert.Equal(200, (await SendAsync(world.As(AccessRole.Responder), "/api/v1/signals/pushed-c/latency/samples", new { samples = new[] { new { at = old, value = 100 } } })).Status);
        var signal = (await GetAsync(world.AsMaya, "/api/v1/services/pushed-c/signals")).Json.GetProperty("signals")[0];
        Assert.Equal(("unknown", 100), (signal.GetProperty("state").GetString(), signal.GetProperty("value").GetDouble()));
        Assert.InRange(signal.GetProperty("ageSeconds").GetDouble(), 3_600, 3_700);
    }

    [Fact]
    public async Task Times_out_of_order_and_in_the_future_are_refused_in_words_and_nothing_of_the_batch_is_kept()
    {
        await ServiceAsync("pushed-d");
        var now = TimeProvider.System.GetUtcNow();
        Assert.Contains("ahead of the console's clock. Set the clock of the sender", await RefusedAsync(422, Sample(-9, 1), Sample(600, 1)), StringComparison.Ordinal);
        Assert.Contains("Sample 2 is from", await RefusedAsync(422, Sample(-9, 1), Sample(-10, 1)), StringComparison.Ordinal);
        Assert.Contains("each time once", await RefusedAsync(422, Sample(-9, 1), Sample(-9, 1)), StringComparison.Ordinal);
        Assert.Contains("Send 1 to 1000 samples", await RefusedAsync(422), StringComparison.Ordinal);
        Assert.Contains("13 lines", await RefusedAsync(422, [.. Enumerable.Range(0, 13).Select(i => (object)new { value = 1, series = $"p{i}" })]), StringComparison.Ordinal);
        Assert.Contains("is a time like", await RefusedAsync(400, new { at = "noon", value = 1 }), StringComparison.Ordinal);
        Assert.Empty(await world.App.Get<ISampleStore>().ReadAsync("pushed-d", "latency", now.AddHours(-1), now.AddHours(1), Token));

        Assert.Equal(200, (await SendAsync(world.As(AccessRole.Responder), Path, new { samples = new[] { Sample(-5, 1) } })).Status);
        Assert.Contains("is kept already. Send them in the order of time", await RefusedAsync(422, Sample(-7, 1)), StringComparison.Ordinal);

        object Sample(int seconds, double value) => new { at = now.AddSeconds(seconds), value };
        async Task<string> RefusedAsync(int status, params object[] samples)
        {
            var answer = await SendAsync(world.As(AccessRole.Responder), Path, new { samples });
            Assert.Equal(status, answer.Status);
            return answer.Text("detail")!;
        }
    }

    private const string Path = "/api/v1/signals/pushed-d/latency/samples";

    [Theory]
    [InlineData("""{"samples":[null]}""", "Sample 1 is null: write it like {\"value\":850}.")]
    [InlineData("""{"samples":[{}]}""", "The JSON is not right at $.samples[0]: the field \"value\" is missing.")]
    [InlineData("""{"samples":[{"value":1,"valeu":2}]}""", "The JSON is not right at $.samples[0].valeu: there is no field \"valeu\" here, only at, value, series.")]
    [InlineData("""{"value":50}""", "The JSON is not right at $.value: there is no field \"value\" here, only samples.")]
    public async Task A_wrong_body_is_answered_with_the_field_that_is_wrong(string body, string words)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var client = world.As(AccessRole.Responder);
        var answer = await client.PostAsync("/api/v1/signals/none/none/samples", content, TestContext.Current.CancellationToken);
        var said = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((System.Net.HttpStatusCode.BadRequest, words), (answer.StatusCode, said.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task Only_a_key_that_may_respond_sends_samples_and_only_to_a_signal_that_takes_them()
    {
        await ServiceAsync("pushed-e");
        var sample = new { samples = new[] { new { value = 1 } } };
        Assert.Equal(403, (await SendAsync(world.As(AccessRole.Stakeholder), "/api/v1/signals/pushed-e/latency/samples", sample)).Status);
        Assert.Equal(404, (await SendAsync(world.As(AccessRole.Responder), "/api/v1/signals/pushed-e/other/samples", sample)).Status);
        var read = await SendAsync(world.As(AccessRole.Responder), "/api/v1/signals/pushed-e/probe/samples", sample);
        Assert.Equal((409, true), (read.Status, read.Text("detail")!.StartsWith("The console reads \"Ready\" itself.", StringComparison.Ordinal)));
        using var anonymous = world.App.Browser();
        Assert.NotEqual(200, (await SendAsync(anonymous, "/api/v1/signals/pushed-e/latency/samples", sample)).Status);
    }

    private Task ServiceAsync(string slug)
    {
        Signal latency = new("latency", slug, "p95 latency", "ms", new PushedSource(), GoodDirection.Low, 0, [new(1, 750) { Times = 3 }], null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60))
        {
            Budget = new("p95 (ms)", 250),
        };
        var probe = latency with { Id = "probe", Title = "Ready", Source = new ProbeSource(new Uri("http://127.0.0.1:9/")), Budget = null, Thresholds = [], PollEvery = TimeSpan.FromHours(1), StaleAfter = TimeSpan.FromHours(2) };
        return ServiceAsync(slug, latency, probe);
    }

    private Task ServiceAsync(string slug, params Signal[] signals) => world.App.Get<ICatalogEditor>().SaveServiceAsync(
        new Service(slug, slug, "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty), [.. signals], isNew: true, Actor.System, Token);
}
