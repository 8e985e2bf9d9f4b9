using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Application.Duties;

public sealed class BoardLineTests
{
    private static readonly IncidentRow Row = IncidentProjection.Row(Stream.Declared().Incident);

    [Fact]
    public void What_is_due_first() => Assert.Equal(
        new BoardLine("Update due in", Stream.At(30), Urgency.Calm),
        BoardLine.For(Row with { NextUpdateAt = Stream.At(30), NextDueAt = Stream.At(40), NextDueKind = nameof(DeadlineKind.ChecklistPhaseEnds) }, Stream.At(20)));

    [Fact]
    public void A_late_update_stays_although_its_due_time_is_no_row_any_more() => Assert.Equal(
        new BoardLine("Update late", Stream.At(30), Urgency.Late),
        BoardLine.For(Row with { NextUpdateAt = Stream.At(30), NextDueAt = Stream.At(48 * 60), NextDueKind = nameof(DeadlineKind.ActionItemDue) }, Stream.At(33)));

    [Fact]
    public void What_is_late_stands_before_what_is_only_due_and_a_worse_severity_before_both()
    {
        var due = Row with { Number = 1, NextUpdateAt = Stream.At(50), NextDueAt = Stream.At(50), NextDueKind = nameof(DeadlineKind.StatusUpdateDue) };
        var late = Row with { Number = 2, NextUpdateAt = Stream.At(30), NextDueAt = null, NextDueKind = null };
        var calm = Row with { Number = 3, NextUpdateAt = null, NextDueAt = null, NextDueKind = null };
        var nobodys = calm with { Number = 5, AcknowledgedAt = null };
        var worse = calm with { Number = 4, Severity = Row.Severity - 1 };
        Assert.Equal([4, 2, 5, 1, 3], BoardLine.MostUrgentFirst([calm, due, nobodys, late, worse], Stream.At(33)).Select(row => row.Number));
    }

    [Fact]
    public void Nobody_has_it()
    {
        var row = IncidentProjection.Row(Stream.Declared(byAlert: true).Incident);
        Assert.Equal(
            new BoardLine("Acknowledge within", Stream.At(15), Urgency.Soon),
            BoardLine.For(row with { NextDueAt = Stream.At(15), NextDueKind = nameof(DeadlineKind.AcknowledgeDue) }, Stream.At(12)));
        Assert.Equal(
            new BoardLine("Not acknowledged", null, Urgency.Soon),
            BoardLine.For(row with { NextDueAt = Stream.At(5), NextDueKind = nameof(DeadlineKind.ChecklistPhaseEnds) }, Stream.At(1)));
    }

    [Fact]
    public void Nothing_is_due() =>
        Assert.Equal(new BoardLine("Nothing overdue", null, Urgency.Calm), BoardLine.For(Row with { NextUpdateAt = null, NextDueAt = null, NextDueKind = null }, Stream.At(1)));

    [Fact]
    public void A_postmortem_that_is_owed() => Assert.Equal(
        "Postmortem late",
        BoardLine.For(Row with { Status = IncidentStatus.Resolved, NextUpdateAt = null, NextDueAt = null, PostmortemDueAt = Stream.At(60) }, Stream.At(90)).Text);

    [Theory]
    [InlineData(DeadlineKind.UpdateGoesOut)]
    [InlineData(DeadlineKind.StabilityWindowEnds)]
    public void What_nobody_has_to_do_is_left_out(DeadlineKind kind) =>
        Assert.Equal("Nothing overdue", BoardLine.For(Row with { NextUpdateAt = null, NextDueAt = Stream.At(1), NextDueKind = kind.ToString() }, Stream.At(0)).Text);
}
