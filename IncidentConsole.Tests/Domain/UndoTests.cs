using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

[Covers<UndoEntry>]
public sealed class UndoTests
{
    [Fact]
    public void A_tick_is_taken_back_to_what_it_was_before() => Story.Commanded().Given(new ChecklistItemNotApplicable("look"))
        .When(new TickItem("look"), Someone.Bo).After(10)
        .When(new UndoEntry(4), Someone.Bo)
        .Then(new ChecklistChangeUndone(4, "look", ChecklistItemState.NotApplicable))
        .When(new UndoEntry(4), Someone.Bo)
        .ThenNothing();

    [Fact]
    public void Untick_and_not_applicable_too()
    {
        Story.Commanded().Given(new ChecklistItemTicked("look"), new ChecklistItemUnticked("look")).When(new UndoEntry(4)).Then(new ChecklistChangeUndone(4, "look", ChecklistItemState.Ticked));
        Story.Commanded().Given(new ChecklistItemNotApplicable("look")).When(new UndoEntry(3)).Then(new ChecklistChangeUndone(3, "look", ChecklistItemState.Open));
    }

    [Fact]
    public void Ten_seconds_and_not_a_tick_more() => Story.Commanded().Given(new ChecklistItemTicked("look")).After(10.0000001)
        .When(new UndoEntry(3))
        .ThenRefused(RefusalKind.Conflict, "More than ten seconds");

    [Fact]
    public void Severity_and_status_go_back_without_a_reason()
    {
        Story.Commanded().Given(new SeverityChanged(2, 1)).After(9)
            .When(new UndoEntry(3)).Then(new SeverityChangeUndone(3, 2))
            .ThenIncident(incident => Assert.Equal(2, incident.Severity))
            .When(new UndoEntry(3)).ThenNothing();
        Story.Commanded().Given(new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified))
            .When(new UndoEntry(3)).Then(new StatusChangeUndone(3, IncidentStatus.Investigating));
    }

    [Fact]
    public void A_severity_taken_back_holds_since_it_held_before() => Story.Commanded().After(600).Given(new SeverityChanged(2, 1)).After(9)
        .When(new UndoEntry(3)).ThenAccepted()
        .ThenIncident(incident => Assert.Equal(Story.Start, incident.SeveritySince));

    [Fact]
    public void What_somebody_changed_since_is_not_rewritten()
    {
        Story.Commanded().Given(new SeverityChanged(2, 1)).GivenBy(Someone.Cy, new SeverityChanged(1, 3))
            .When(new UndoEntry(3)).ThenRefused(RefusalKind.Conflict, "Cy changed this since");
        Story.Commanded().Given(new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified)).GivenBy(Someone.Cy, new IncidentResolved(new Prose("x")))
            .When(new UndoEntry(3)).ThenRefused(RefusalKind.Conflict, "Cy changed this since");
        Story.Commanded().Given(new ChecklistItemTicked("look")).GivenBy(Someone.Bo, new ChecklistItemUnticked("look"))
            .When(new UndoEntry(3)).ThenRefused(RefusalKind.Conflict, "Bo changed this since");
    }

    [Fact]
    public void A_closed_checklist_stays_as_it_is() => Story.Commanded().Given(new ChecklistItemTicked("look"), new IncidentResolved(new Prose("x")), new IncidentClosed())
        .When(new UndoEntry(3))
        .ThenRefused(RefusalKind.Conflict, "INC-7 is closed");

    [Fact]
    public void A_posted_update_is_withdrawn() => Story.Commanded().Given(UpdateTests.Posted(1)).After(9)
        .When(new UndoEntry(3))
        .Then(new UpdateWithdrawn(1));

    [Fact]
    public void One_that_is_out_is_not() => Story.Commanded().Given(UpdateTests.Posted(1), new UpdateWentOut(1))
        .When(new UndoEntry(3))
        .ThenRefused(RefusalKind.Conflict, "already public");

    [Fact]
    public void Who_is_in_command_undoes_others_and_nobody_else_does()
    {
        Story.Commanded().GivenBy(Someone.Bo, new ChecklistItemTicked("look")).When(new UndoEntry(3)).ThenAccepted();
        Story.Commanded().GivenBy(Someone.Cy, new ChecklistItemTicked("look")).When(new UndoEntry(3), Someone.Bo).ThenRefused(RefusalKind.Forbidden, "not in command");
    }

    [Fact]
    public void The_rest_is_not_undone()
    {
        Story.Commanded().Given(new IncidentMitigated()).When(new UndoEntry(3)).ThenRefused(RefusalKind.Invalid, "cannot be taken back");
        Story.Commanded().When(new UndoEntry(99)).ThenRefused(RefusalKind.NotFound, "no entry 99");
    }
}
