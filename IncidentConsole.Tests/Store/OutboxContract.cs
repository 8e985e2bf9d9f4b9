using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Tests.Store;

public abstract class OutboxContract(StoreFixture fixture) : StoreContract(fixture)
{
    private static readonly OutboxMessage Page = new("v1", "bob", OutboxChannel.Email, OutboxKind.Page, "step-1", true);
    private static readonly OutboxMessage OtherPage = new("v1", "eve", OutboxChannel.Email, OutboxKind.Page, "step-2", true);
    private static readonly OutboxMessage Update = new("v1", "cleo", OutboxChannel.Email, OutboxKind.Update, "1", false);
    private static readonly OutboxMessage Banner = new("v1", "bob", OutboxChannel.Console, OutboxKind.Page, "step-1", true);

    private Outbox Outbox => new(Database, Clock);

    [Fact]
    public async Task A_message_is_written_once_and_leased_to_one()
    {
        await AppendedAsync(Append(Stream("a"), 0, Note("one")) with { Outbox = [Page, Update, Banner] });
        await AppendedAsync(Append(Stream("a"), 1, Note("two")) with { Outbox = [Page] });
        Assert.Equal(2, await Outbox.DepthAsync(Cancel));

        var leases = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Outbox.LeaseAsync($"node-{i}", Noon, Noon.AddMinutes(1), 10, Cancel)));
        Assert.Equal([Page, Update], leases.SelectMany(lease => lease).Select(item => item.Message).OrderBy(message => message.Kind));
        Assert.Equal(2, (await Outbox.LeaseAsync("node-9", Noon.AddMinutes(1), Noon.AddMinutes(2), 10, Cancel)).Count);   // the first owner died
        Assert.Equal("a", Assert.Single(await Outbox.PendingForAsync("bob", Cancel)).Incident.Value);
    }

    [Fact]
    public async Task A_failure_is_tried_again_later_or_given_up_and_stays_visible()
    {
        await AppendedAsync(Append(Stream("a"), 0, Note("one")) with { Outbox = [Page] });
        var item = Assert.Single(await Outbox.LeaseAsync("node", Noon, Noon.AddMinutes(1), 10, Cancel));
        await Outbox.FailedAsync(item.Id, Noon.AddMinutes(2), "connection refused", Cancel);
        Assert.Empty(await Outbox.LeaseAsync("node", Noon.AddMinutes(1), Noon.AddMinutes(2), 10, Cancel));
        Assert.Equal(1, Assert.Single(await Outbox.LeaseAsync("node", Noon.AddMinutes(2), Noon.AddMinutes(3), 10, Cancel)).Attempts);

        Clock.Now = Noon.AddMinutes(3);
        await Outbox.FailedAsync(item.Id, null, "no such mailbox", Cancel);
        Assert.Equal(new Delivery(item.Id, Page, DeliveryState.Failed, 2, Clock.Now, "no such mailbox"), Assert.Single(await Outbox.DeliveriesAsync(new("a"), Cancel)));
        Assert.Equal(0, await Outbox.DepthAsync(Cancel));
    }

    [Fact]
    public async Task Answering_a_step_cancels_its_calls_and_acknowledging_all_of_them()
    {
        await AppendedAsync(Append(Stream("a"), 0, Note("one")) with { Outbox = [Page, OtherPage, Update, Banner] });
        await AppendedAsync(Append(Stream("a"), 1, new EscalationAnswered("step-1")));
        Assert.Equal([OtherPage, Update], await PendingAsync());
        Assert.Empty(await Outbox.PendingForAsync("bob", Cancel));

        await AppendedAsync(Append(Stream("a"), 2, new IncidentAcknowledged()));
        Assert.Equal([Update], await PendingAsync());
    }

    [Fact]
    public async Task What_was_sent_stays_sent()
    {
        await AppendedAsync(Append(Stream("a"), 0, Note("one")) with { Outbox = [Page] });
        var item = Assert.Single(await Outbox.LeaseAsync("node", Noon, Noon.AddMinutes(1), 10, Cancel));
        await Outbox.SentAsync(item.Id, Noon.AddSeconds(2), Cancel);
        await AppendedAsync(Append(Stream("a"), 1, new IncidentAcknowledged()));
        Assert.Equal(new Delivery(item.Id, Page, DeliveryState.Sent, 1, Noon.AddSeconds(2), null), Assert.Single(await Outbox.DeliveriesAsync(new("a"), Cancel)));
    }

    private async Task<IEnumerable<OutboxMessage>> PendingAsync() =>
        (await Outbox.DeliveriesAsync(new("a"), Cancel)).Where(delivery => delivery.State == DeliveryState.Pending).Select(delivery => delivery.Message).OrderBy(message => message.Kind);
}

public sealed class OutboxOnSqlite(SqliteFixture fixture) : OutboxContract(fixture), IClassFixture<SqliteFixture>;

[Collection(PostgresFixture.Collection)]
public sealed class OutboxOnPostgres(PostgresFixture fixture) : OutboxContract(fixture);
