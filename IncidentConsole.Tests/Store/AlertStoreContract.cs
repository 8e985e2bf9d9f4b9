using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.Alerts;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentConsole.Tests.Store;

/// <summary>Alerts, deliveries, integrations and silences as the store keeps them; once per engine.</summary>
public abstract class AlertStoreContract(StoreFixture fixture) : StoreContract(fixture)
{
    private static readonly Actor Maya = new(ActorKind.Person, "maya", "Maya");

    private AlertTable Alerts => new(Database);

    [Fact]
    public async Task Deliveries_are_acted_on_in_the_order_of_arrival_and_once()
    {
        var table = Alerts;
        foreach (var id in (string[])["c", "a", "b"])
        {
            await table.StoreAsync(Delivery($"order-{id}"), Cancel);
        }

        await table.StoreAsync(Delivery("order-refused") with { Work = null, Stage = DeliveryStage.Refused, Outcome = "no JSON" }, Cancel);
        var pending = (await table.LeaseAsync("me", Noon, Noon.AddSeconds(10), 1_000, Cancel))!.Where(delivery => delivery.Id.StartsWith("order-", StringComparison.Ordinal)).ToList();
        Assert.Equal(["order-c", "order-a", "order-b"], pending.Select(delivery => delivery.Id));
        Assert.Equal(("fp", "cpu"), (pending[0].Work.Alerts[0].Identity.Fingerprint, pending[0].Work.Alerts[0].Labels["alertname"]));

        await table.SettleAsync([], [.. pending.Select(delivery => new SettledDelivery(delivery.Id, "Done.", []))], [], Cancel);
        Assert.DoesNotContain(await table.LeaseAsync("me", Noon, Noon.AddSeconds(10), 1_000, Cancel) ?? [], delivery => delivery.Id.StartsWith("order-", StringComparison.Ordinal));
        var logged = await table.FindDeliveryAsync("order-a", Cancel);
        Assert.Equal((DeliveryStage.Done, "Done.", "{}"), (logged!.Stage, logged.Outcome, logged.Body));
    }

    [Fact]
    public async Task One_alert_of_a_subject_fires_at_a_time_and_the_newest_is_found()
    {
        var table = Alerts;
        await table.SettleAsync([Alert("one", "s/one"), Alert("two", "s/two")], [], [], Cancel);
        var one = (await table.LatestAsync(["s/one", "s/two", "s/none"], Cancel))["s/one"];
        Assert.True(one.Number > 0);
        Assert.Equal(["x"], one.Facts.Tags);
        await table.SettleAsync([Alert("again", "s/one"), one with { EndedAt = Noon.AddMinutes(1), EndedBy = AlertEnd.Sender, Occurrences = 3 }], [], [], Cancel);
        var latest = (await table.LatestAsync(["s/one"], Cancel))["s/one"];
        Assert.Equal(("again", true), (latest.Id, latest.Fires));
        Assert.Equal((3, AlertEnd.Sender), ((await table.FindAsync("one", Cancel))!.Occurrences, (await table.FindAsync("one", Cancel))!.EndedBy));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => table.SettleAsync([Alert("third", "s/one")], [], [], Cancel));
    }

    [Fact]
    public async Task A_group_told_by_two_senders_counts_once()
    {
        var table = Alerts;
        var incident = new IncidentId("count");
        await table.SettleAsync([Alert("pd", "pd/1") with { Incident = incident, Group = "g" }, Alert("og", "og/1") with { Incident = incident, Group = "g" }], [], [], Cancel);
        Assert.Equal(new AlertCount(1, 1), (await table.CountAsync([incident], Cancel))[incident]);
        await table.SettleAsync([Alert("f1", "fp:1") with { Incident = incident, Group = "g" }, Alert("f2", "fp:2") with { Incident = incident, Group = "g", EndedAt = Noon }, Alert("p", "plain/1") with { Incident = incident }], [], [], Cancel);
        Assert.Equal(new AlertCount(3, 2), (await table.CountAsync([incident], Cancel))[incident]);
        Assert.True(await table.HasGroupAsync(incident, "g", Cancel));
        Assert.False(await table.HasGroupAsync(incident, "h", Cancel));
        Assert.Equal(5, (await table.OfIncidentAsync(incident, 10, Cancel)).Count);
    }

    [Fact]
    public async Task A_redaction_drops_what_was_delivered()
    {
        var table = Alerts;
        await table.StoreAsync(Delivery("secret-1"), Cancel);
        await table.SettleAsync([Alert("secret", "s/secret") with { Incident = new IncidentId("secret") }], [new SettledDelivery("secret-1", "Done.", ["secret"])], [], Cancel);
        await Database.WriteAsync(scope => AlertTable.ForgetAsync(scope, "incident:secret"), Cancel);
        Assert.Null((await table.FindDeliveryAsync("secret-1", Cancel))!.Body);
        var alert = await table.FindAsync("secret", Cancel);
        Assert.Equal(("", ""), (alert!.Name, alert.Facts.Summary));
        await using var connection = await Database.OpenReadAsync(Cancel);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM alert WHERE id = 'secret' AND body LIKE '%cpu%'"));
    }

    [Fact]
    public async Task Due_alerts_loose_ones_and_old_deliveries_are_found()
    {
        var table = Alerts;
        await table.SettleAsync([Alert("due", "s/due") with { DueAt = Noon }, Alert("later", "s/later") with { DueAt = Noon.AddHours(1) }], [], [], Cancel);
        Assert.Equal(["due"], (await table.DueAsync(Noon.AddMinutes(1), 10, Cancel)).Select(alert => alert.Id));
        Assert.Contains("later", (await table.LooseAsync(null, 100, Cancel)).Select(alert => alert.Id));

        await table.StoreAsync(Delivery("old") with { ReceivedAt = Noon.AddYears(-1), Stage = DeliveryStage.Done, Work = null }, Cancel);
        Assert.Equal(1, await table.ForgetAsync(Noon.AddYears(-1).AddDays(1), 100, Cancel));
        Assert.Null(await table.FindDeliveryAsync("old", Cancel));
    }

    [Fact]
    public async Task A_key_works_until_it_is_rotated_away_or_revoked_and_is_never_stored()
    {
        var clock = new ManualClock(Noon);
        var table = new IntegrationTable(Database, new EphemeralDataProtectionProvider(), clock);
        var integration = new Integration { Id = "i1", Kind = IntegrationKind.Grafana, Name = "Grafana", Service = "index", TimeToLive = TimeSpan.FromMinutes(5), CreatedAt = Noon };
        var key = await table.AddAsync(integration, "a signing secret", Maya, Cancel);
        Assert.Equal(32, key.Length);
        Assert.Equal(("i1", true, TimeSpan.FromMinutes(5)), ((await table.FindByKeyAsync(key, Cancel))!.Id, (await table.FindByKeyAsync(key, Cancel))!.IsSigned, (await table.FindByKeyAsync(key, Cancel))!.TimeToLive));
        Assert.Equal("a signing secret", await table.SigningSecretAsync("i1", Cancel));
        await using (var connection = await Database.OpenReadAsync(Cancel))
        {
            Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM integration_key WHERE hash = @key", new { key }));
            Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM integration WHERE signing LIKE '%a signing secret%'"));
        }

        var second = await table.RotateAsync(integration, Noon.AddHours(1), Maya, Cancel);
        Assert.NotNull(await table.FindByKeyAsync(key, Cancel));
        Assert.Equal(2, (await table.KeysAsync("i1", Cancel)).Count);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(await table.FindByKeyAsync(key, Cancel));
        Assert.NotNull(await table.FindByKeyAsync(second, Cancel));

        var third = await table.RotateAsync(integration, clock.GetUtcNow(), Maya, Cancel);
        Assert.Null(await table.FindByKeyAsync(second, Cancel));
        Assert.True(await table.RevokeAsync(integration, Maya, Cancel));
        Assert.Null(await table.FindByKeyAsync(third, Cancel));
        Assert.False(await table.SaveAsync(integration, null, Maya, Cancel));
    }

    [Fact]
    public async Task Policies_and_silences_are_kept_and_a_silence_that_ends_early_lets_its_alerts_go()
    {
        var rules = new AlertRuleTable(Database, new ManualClock(Noon));
        await rules.SavePolicyAsync("pol", new AlertPolicy(AlertMode.Joins, TimeSpan.FromHours(1)), Maya, Cancel);
        await rules.SavePolicyAsync("pol", new AlertPolicy(AlertMode.Notifies, TimeSpan.FromHours(2)), Maya, Cancel);
        Assert.Equal(new AlertPolicy(AlertMode.Notifies, TimeSpan.FromHours(2)), (await rules.PoliciesAsync(Cancel))["pol"]);

        var silence = new Silence("s1", new SilenceScope("pol", null, [new LabelMatcher("env", LabelMatch.NotLike, "dev|test"), new LabelMatcher("cpu", LabelMatch.Is, "")]), Maya, "a known load test", Noon, Noon.AddHours(1), null);
        await rules.AddSilenceAsync(silence, Cancel);
        var read = Assert.Single(await rules.SilencesAsync(Cancel), s => s.Id == "s1");
        Assert.Equal(silence.Scope.Matchers, read.Scope.Matchers);
        Assert.Equal(silence, read with { Scope = silence.Scope });

        // As it was written before there were matchers.
        await Database.WriteAsync(scope => scope.ExecuteAsync("UPDATE alert_silence SET matchers = NULL, alert_name = 'cpu' WHERE id = 's1'"), Cancel);
        Assert.Equal("cpu", Assert.Single(await rules.SilencesAsync(Cancel), s => s.Id == "s1").Scope.OneName);
        await Alerts.SettleAsync([Alert("held", "s/held") with { SilenceId = "s1", DueAt = Noon.AddHours(1) }], [], [], Cancel);
        Assert.True(await rules.EndSilenceAsync("s1", Maya, Cancel));
        Assert.False(await rules.EndSilenceAsync("s1", Maya, Cancel));
        Assert.Equal(Noon, (await Alerts.FindAsync("held", Cancel))!.DueAt);
    }

    [Fact]
    public async Task What_fires_of_a_service_is_found_but_not_of_incidents_one_may_not_see()
    {
        var table = Alerts;
        await table.SettleAsync(
            [Alert("f-loose", "s/f1") with { Service = "firing" }, Alert("f-ended", "s/f2") with { Service = "firing", EndedAt = Noon }, Alert("f-hidden", "s/f3") with { Service = "firing", Incident = new IncidentId("hidden") }],
            [], [], Cancel);
        Assert.Equal(["f-hidden", "f-loose"], (await table.FiringAsync("firing", Viewer.System, 10, Cancel)).Select(alert => alert.Id));
        Assert.Equal(["f-loose"], (await table.FiringAsync("firing", new Viewer("somebody", AccessRole.Responder), 10, Cancel)).Select(alert => alert.Id));
        Assert.Empty(await table.FiringAsync("other", Viewer.System, 10, Cancel));
    }

    private static StoredDelivery Delivery(string id) => new(
        id, new Actor(ActorKind.Integration, "sender", "Sender"), IntegrationKind.Plain, Noon, "{}",
        new AlertDelivery("", "", [new AlertNotice(new AlertIdentity("fp", Noon), AlertStatus.Firing, null, new Dictionary<string, string> { ["alertname"] = "cpu" }, new Dictionary<string, string>(), null)], 0, null),
        DeliveryStage.Pending, null, false);

    private static Alert Alert(string id, string subject) => new()
    {
        Id = id,
        Subject = subject,
        SenderKey = subject,
        SenderId = "sender",
        SenderName = "Sender",
        Service = "index",
        Name = "cpu",
        StartedAt = Noon,
        LastSeenAt = Noon,
        Occurrences = 1,
        Facts = new AlertFacts { Summary = "cpu is hot", Tags = ["x"] },
    };
}

public sealed class AlertStoreOnSqlite(SqliteFixture fixture) : AlertStoreContract(fixture), IClassFixture<SqliteFixture>;

[Collection(PostgresFixture.Collection)]
public sealed class AlertStoreOnPostgres(PostgresFixture fixture) : AlertStoreContract(fixture);
