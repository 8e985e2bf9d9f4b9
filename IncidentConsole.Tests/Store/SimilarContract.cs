using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store.Alerts;
using IncidentConsole.Web.Store.ReadModels;

namespace IncidentConsole.Tests.Store;

public abstract class SimilarContract(StoreFixture fixture) : StoreContract(fixture)
{
    private static readonly Viewer Commander = new("cleo", AccessRole.Commander);
    private static readonly string Action = ShippedCatalog.Instance.Runbook(StoreWorld.Declared(1).Runbook).Procedures[0].Actions[0].Id;
    private static readonly string Procedure = ShippedCatalog.Instance.Runbook(StoreWorld.Declared(1).Runbook).Procedures[0].Id;

    private StoreWorld World => field ??= new StoreWorld(Log);

    [Fact]
    public async Task The_closest_first_then_the_newest_and_only_what_ended_and_was_real()
    {
        var number = 0;
        async Task IncidentAsync(string id, string? alert, string? labels, bool runs, params DomainEvent[] end)
        {
            World.Now = Noon.AddHours(++number);
            await World.AppendAsync(id, StoreWorld.Declared(number));
            if (runs)
            {
                await World.AppendAsync(id, new ActionStarted(Procedure, Action, null));
            }

            await World.AppendAsync(id, end.Length == 0 ? [new IncidentResolved(new Prose("x"))] : end);
            if (alert is not null)
            {
                await new AlertTable(Database).SettleAsync([Alert(id, alert, labels ?? id)], [], [], Cancel);
            }
        }

        await IncidentAsync("name", "Errors", null, runs: false);
        await IncidentAsync("labels", "Errors", "same", runs: false);
        await IncidentAsync("ran", null, null, runs: true);
        await IncidentAsync("nothing", "Disk", null, runs: false);
        await IncidentAsync("false", "Errors", null, runs: false, new IncidentDeclined());
        await IncidentAsync("double", "Errors", null, runs: false, new IncidentMerged(new IncidentId("name"), 1));
        await IncidentAsync("open", "Errors", null, runs: true, new IncidentMitigated());
        await IncidentAsync("now", "Errors", "same", runs: false, new IncidentMitigated());
        await IncidentAsync("later", "Errors", "same", runs: false);

        var found = await new SimilarTable(Database).FindAsync(World.Incident("now"), [], [Procedure], Commander, 10, Cancel);
        Assert.Equal(["labels", "name", "ran"], found.Select(one => one.Id.Value));
        Assert.Equal([SharedTrait.AlertLabels, SharedTrait.AlertName, SharedTrait.FittingProcedure], found.SelectMany(one => one.Shared));
        found = await new SimilarTable(Database).FindAsync(World.Incident("now"), [Procedure], [], Commander, 2, Cancel);
        Assert.Equal(["labels", "ran"], found.Select(one => one.Id.Value));   // as close as a name, and newer
        Assert.Empty(await new SimilarTable(Database).FindAsync(World.Incident("nothing"), [], [], Commander, 10, Cancel));
    }

    [Fact]
    public async Task What_a_viewer_may_not_see_was_not_seen_before_and_another_service_is_another_matter()
    {
        await World.AppendAsync("secret", StoreWorld.Declared(1) with { Visibility = Visibility.Restricted }, new ActionStarted(Procedure, Action, null), new IncidentResolved(new Prose("x")));
        await World.AppendAsync("else", StoreWorld.Declared(2, service: "billing"), new ActionStarted(Procedure, Action, null), new IncidentResolved(new Prose("x")));
        World.Now = Noon.AddHours(1);
        await World.AppendAsync("now", StoreWorld.Declared(3));
        Assert.Empty(await new SimilarTable(Database).FindAsync(World.Incident("now"), [Procedure], [], new Viewer("bob", AccessRole.Responder), 10, Cancel));
        Assert.Single(await new SimilarTable(Database).FindAsync(World.Incident("now"), [Procedure], [], Commander, 10, Cancel));
    }

    private static Alert Alert(string incident, string name, string labels) => new()
    {
        Id = $"{incident}-{name}",
        Subject = $"fp:{labels}",
        SenderKey = labels,
        SenderId = "key",
        SenderName = "Alertmanager",
        Service = "inferadb-engine",
        Name = name,
        Incident = new IncidentId(incident),
        StartedAt = Noon,
        EndedAt = Noon.AddMinutes(5),
        EndedBy = AlertEnd.Sender,
        LastSeenAt = Noon,
    };
}

public sealed class SimilarOnSqlite(SqliteFixture fixture) : SimilarContract(fixture), IClassFixture<SqliteFixture>;

[Collection(PostgresFixture.Collection)]
public sealed class SimilarOnPostgres(PostgresFixture fixture) : SimilarContract(fixture);
