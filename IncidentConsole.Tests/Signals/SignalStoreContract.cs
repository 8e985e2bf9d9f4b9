using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Store;
using IncidentConsole.Web.Signals;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.Catalog;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentConsole.Tests.Signals;

/// <summary>Signals, samples and alerts in a real store.</summary>
public abstract class SignalStoreContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task Signals_come_back_as_configured_and_a_removed_one_is_still_found_for_old_incidents()
    {
        var table = new SignalTable(Database);
        var page = new Uri("http://index:8080/metrics");
        Signal[] signals =
        [
            SignalTestKit.Signal(new PromQlSource(new Uri("http://prometheus:9090/"), "up > \"x\""), GoodDirection.High, new(1, 95), new(2, 99)) with { Id = "success", Target = 99.9 },
            SignalTestKit.Signal(new ScrapeSource(page, new("a") { Labels = new Dictionary<string, string> { ["code"] = "500" } }, new ShareMeasure(new("b")), 100)) with { Id = "errors" },
            SignalTestKit.Signal(new ScrapeSource(page, new("h"), new QuantileMeasure(0.99))) with { Id = "p99" },
            SignalTestKit.Signal(new ProbeSource(page, ProbeMeasure.LatencyMilliseconds)) with { Id = "latency" },
            SignalTestKit.Signal(new HeartbeatSource("job")) with { Id = "beat" },
            SignalTestKit.Signal(new PushedSource()) with { Id = "pushed", Budget = new("Index p95 (ms)", 250), Thresholds = [new(1, 750) { Times = 3 }, new(2, 400)] },
            SignalTestKit.Signal(new ScrapeSource(page, new("t") { Matchers = [new("gpu", LabelMatch.Like, "0|1")] }, new GaugeMeasure(SeriesCombine.Highest)) { SplitBy = "gpu" }) with { Id = "heat" },
        ];
        await Database.WriteAsync(scope => SignalTable.ReplaceAsync(scope, "index", signals), Cancel);
        Assert.Equal(signals.Select(SignalJson.Write), (await table.OfServiceAsync("index", removedToo: false, Cancel)).Select(SignalJson.Write));

        await Database.WriteAsync(scope => SignalTable.ReplaceAsync(scope, "index", [signals[2], signals[0]]), Cancel);
        Assert.Equal(["p99", "success"], (await table.AllAsync(Cancel)).Select(signal => signal.Id));
        Assert.Equal(["p99", "success", "errors", "latency", "beat", "pushed", "heat"], (await table.OfServiceAsync("index", removedToo: true, Cancel)).Select(signal => signal.Id));
        Assert.Empty(await table.OfServiceAsync("other", removedToo: true, Cancel));
    }

    [Theory]
    [InlineData("{}", "missing required")]
    [InlineData("null", "not a signal")]
    [InlineData("""{"id":"a","service":"s","title":"T","unit":"","source":{"kind":"guess"},"good":"low","decimals":1,"thresholds":[],"pollEvery":5,"staleAfter":30}""", "guess")]
    [InlineData("""{"id":"a","service":"s","title":"T","unit":"","source":{"kind":"probe","address":"http://a/"},"good":"up","decimals":1,"thresholds":[],"pollEvery":5,"staleAfter":30}""", "good")]
    public void Text_that_is_no_signal_is_refused(string json, string words) =>
        Assert.Contains(words, Assert.Throws<System.Text.Json.JsonException>(() => SignalJson.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Samples_come_back_by_line_and_a_repeat_changes_nothing()
    {
        var table = new SampleTable(Database);
        SignalSample[] samples = [Sample(0, "b", 1), Sample(0, "a", 2), Sample(5, "a", null), Sample(10, "a", 4.5)];
        await table.AddAsync(samples, Cancel);
        await table.AddAsync([Sample(0, "a", 99)], Cancel);
        var lines = await table.ReadAsync("index", "errors", Noon, Noon.AddSeconds(10), Cancel);
        Assert.Equal(["a", "b"], lines.Select(line => line.Label));
        Assert.Equal([new(Noon, 2), new(Noon.AddSeconds(5), null), new(Noon.AddSeconds(10), 4.5)], lines[0].Samples);
        Assert.Equal(2, (await table.ReadAsync("index", "errors", Noon, Noon.AddSeconds(9), Cancel))[0].Samples.Count);
        Assert.Empty(await table.ReadAsync("index", "other", Noon, Noon.AddSeconds(10), Cancel));
    }

    [Fact]
    public async Task A_long_time_is_thinned_where_it_is_stored_and_keeps_its_extremes()
    {
        var table = new SampleTable(Database);
        await table.AddAsync([.. Enumerable.Range(0, 600).Select(second => Sample(second, "", second == 30 ? 99 : second == 90 ? null : 5)), Sample(700, "", null)], Cancel);
        var line = Assert.Single(await table.ReadThinAsync("index", "errors", Noon, Noon.AddHours(1), TimeSpan.FromMinutes(1), Cancel));
        Assert.Equal(21, line.Samples.Count);
        Assert.Equal([new(Noon, 5), new(Noon.AddSeconds(59), 99), new(Noon.AddSeconds(60), 5)], line.Samples.Take(3));
        Assert.Equal(new Sample(Noon.AddSeconds(700), null), line.Samples[^1]);
    }

    [Fact]
    public async Task The_newest_sample_of_each_line_comes_back()
    {
        var table = new SampleTable(Database);
        await table.AddAsync([Sample(0, "b", 1), Sample(0, "a", 2), Sample(5, "a", 3), Sample(10, "a", null)], Cancel);
        Assert.Equal([("a", 5, 3.0), ("b", 0, 1.0)], (await table.LatestAsync("index", "errors", Cancel)).Select(line => (line.Label, (int)(line.Sample.At - Noon).TotalSeconds, line.Sample.Value!.Value)));
        Assert.Empty(await table.LatestAsync("index", "other", Cancel));
    }

    [Fact]
    public async Task A_data_source_keeps_its_secret_unread_in_the_store_and_out_of_the_list_of_changes()
    {
        var protection = new EphemeralDataProtectionProvider();
        var table = new DataSourceTable(Database, protection, TimeProvider.System);
        var source = DataSourceTests.Source(new Uri("https://prometheus:9090/")) with { SignIn = DataSourceSignIn.Basic, UserName = "me", Trust = DataSourceTrust.Unverified };
        Assert.True(await table.SaveAsync(source, "s3cret", Actor.System, Cancel));
        Assert.Equal(source with { HasSecret = true }, Assert.Single(await table.AllAsync(Cancel)));
        Assert.Equal("s3cret", await table.SecretAsync("1", Cancel));
        Assert.True(await table.SaveAsync(source with { Name = "Metrics" }, null, Actor.System, Cancel));
        Assert.Equal("s3cret", await table.SecretAsync("1", Cancel));
        Assert.False(await table.SaveAsync(source with { Id = "2" }, null, Actor.System, Cancel));   // one address, one data source
        Assert.Null(await new DataSourceTable(Database, new EphemeralDataProtectionProvider(), TimeProvider.System).SecretAsync("1", Cancel));

        await using var connection = await Database.OpenReadAsync(Cancel);
        var stored = await connection.QuerySingleAsync<string>("SELECT secret FROM data_source");
        var changes = string.Join('\n', await connection.QueryAsync<string>("SELECT action || ': ' || subject FROM audit ORDER BY at, id"));
        Assert.DoesNotContain("s3cret", stored + changes, StringComparison.Ordinal);
        Assert.Contains("Prometheus (https://prometheus:9090/, certificate not verified, new secret)", changes, StringComparison.Ordinal);

        Assert.True(await table.SaveAsync(source with { SignIn = DataSourceSignIn.None }, null, Actor.System, Cancel));
        Assert.Equal((null, false), (await table.SecretAsync("1", Cancel), Assert.Single(await table.AllAsync(Cancel)).HasSecret));
        Assert.True(await table.RemoveAsync("1", Actor.System, Cancel));
        Assert.False(await table.RemoveAsync("1", Actor.System, Cancel));
    }

    [Fact]
    public async Task Deleting_takes_the_given_times_of_the_given_service_only()
    {
        var table = new SampleTable(Database);
        await Database.WriteAsync(scope => SignalTable.ReplaceAsync(scope, "index", [SignalTestKit.Signal(new ProbeSource(new Uri("http://a/"))) with { Id = "errors" }]), Cancel);
        await table.AddAsync([.. Enumerable.Range(0, 12_000).Select(second => Sample(second, "", second)), Sample(0, "", 1) with { Service = "other" }], Cancel);
        Assert.Equal(["index"], await table.ServicesAsync(Cancel));
        Assert.Equal(11_900, await table.DeleteAsync("index", [(DateTimeOffset.UnixEpoch, Noon.AddSeconds(11_800)), (Noon.AddSeconds(11_900), Noon.AddDays(1))], Cancel));
        Assert.Equal(100, (await table.ReadAsync("index", "errors", Noon, Noon.AddDays(1), Cancel))[0].Samples.Count);
        Assert.Single(await table.ReadAsync("other", "errors", Noon, Noon, Cancel));
    }

    private static SignalSample Sample(int second, string series, double? value) => new("index", "errors", series, new(Noon.AddSeconds(second), value));
}

public sealed class SignalStoreOnSqlite(SqliteFixture fixture) : SignalStoreContract(fixture), IClassFixture<SqliteFixture>;

[Collection(PostgresFixture.Collection)]
public sealed class SignalStoreOnPostgres(PostgresFixture fixture) : SignalStoreContract(fixture);
