using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Tests.Store;

public abstract class DeadlineStoreContract(StoreFixture fixture) : StoreContract(fixture)
{
    private static readonly Deadline Acknowledge = new(DeadlineKind.AcknowledgeDue, "", Noon.AddMinutes(5));
    private static readonly Deadline Step = new(DeadlineKind.EscalationStepDue, "page-manager", Noon.AddMinutes(15));

    private DeadlineStore Deadlines => new(Database);

    [Fact]
    public async Task An_append_replaces_the_streams_due_times_and_leaves_others_alone()
    {
        await AppendedAsync(Append(Stream("a"), 0, Note("one")) with { Deadlines = [Acknowledge, Step] });
        await AppendedAsync(Append(Stream("b"), 0, Note("one")) with { Deadlines = [Acknowledge] });
        await AppendedAsync(Append(Stream("a"), 1, Note("two")) with { Deadlines = [Step] });
        await AppendedAsync(Append(Stream("b"), 1, Note("two")));

        Assert.Equal(Noon.AddMinutes(5), await Deadlines.NextAsync(Cancel));
        Assert.Empty(await Deadlines.DueAsync(Noon.AddMinutes(4), 10, Cancel));
        var due = await Deadlines.DueAsync(Noon.AddMinutes(15), 10, Cancel);
        Assert.Equal([(Stream("b"), Acknowledge), (Stream("a"), Step)], due.Select(row => (row.Stream, row.Deadline)));
    }

    [Fact]
    public async Task A_late_drill_is_no_late_console()
    {
        var world = new StoreWorld(Log);
        await world.AppendAsync("a", StoreWorld.Declared(1) with { IsDrill = true });
        Assert.NotEmpty(await Deadlines.DueAsync(Noon.AddDays(1), 10, Cancel));
        Assert.Equal(new(0, null, 0), await Deadlines.HealthAsync(Noon.AddDays(1), Cancel));
        await world.AppendAsync("b", StoreWorld.Declared(2));
        Assert.True((await Deadlines.HealthAsync(Noon.AddDays(1), Cancel)).Overdue > 0);
    }

    [Fact]
    public async Task A_failing_row_waits_for_its_next_try_and_keeps_count_through_appends()
    {
        await AppendedAsync(Append(Stream("a"), 0, Note("one")) with { Deadlines = [Acknowledge, Step] });
        var due = Assert.Single(await Deadlines.DueAsync(Noon.AddMinutes(5), 10, Cancel));
        await Deadlines.PostponeAsync(due, Noon.AddMinutes(7), "mail server away", Cancel);
        await AppendedAsync(Append(Stream("a"), 1, Note("two")) with { Deadlines = [Acknowledge, Step] });

        Assert.Empty(await Deadlines.DueAsync(Noon.AddMinutes(6), 10, Cancel));
        Assert.Equal(new(1, Noon.AddMinutes(5), 1), await Deadlines.HealthAsync(Noon.AddMinutes(6), Cancel));
        Assert.Equal(Noon.AddMinutes(7), await Deadlines.NextAsync(Cancel));
        var again = Assert.Single(await Deadlines.DueAsync(Noon.AddMinutes(7), 10, Cancel));
        Assert.Equal((1, "mail server away"), (again.Attempts, again.LastError));
        Assert.Equal(again, Assert.Single(await Deadlines.FailingAsync(Stream("a"), Cancel)));   // the step that waits for its time fails nobody
        Assert.Empty(await Deadlines.FailingAsync(Stream("b"), Cancel));

        await Deadlines.DropAsync(again, Cancel);
        Assert.Equal(new(0, null, 0), await Deadlines.HealthAsync(Noon.AddMinutes(7), Cancel));
    }

    [Fact]
    public async Task A_row_that_asked_to_wait_is_not_late_before_that_time_is_past()
    {
        await AppendedAsync(Append(Stream("a"), 0, Note("one")) with { Deadlines = [Acknowledge] });
        var due = Assert.Single(await Deadlines.DueAsync(Noon.AddMinutes(15), 10, Cancel));
        Assert.Equal(new(1, Noon.AddMinutes(5), 0), await Deadlines.HealthAsync(Noon.AddMinutes(15), Cancel));

        await Deadlines.WaitAsync(due, Noon.AddMinutes(16), Cancel);
        Assert.Equal(new(0, null, 0), await Deadlines.HealthAsync(Noon.AddMinutes(15), Cancel));
        Assert.Equal(new(1, Noon.AddMinutes(16), 0), await Deadlines.HealthAsync(Noon.AddMinutes(17), Cancel));
    }
}

public sealed class DeadlineStoreOnSqlite(SqliteFixture fixture) : DeadlineStoreContract(fixture), IClassFixture<SqliteFixture>;

[Collection(PostgresFixture.Collection)]
public sealed class DeadlineStoreOnPostgres(PostgresFixture fixture) : DeadlineStoreContract(fixture);
