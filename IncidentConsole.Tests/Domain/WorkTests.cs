using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

/// <summary>Checklist and procedures.</summary>
[Covers<TickItem>]
[Covers<UntickItem>]
[Covers<NotApplicableItem>]
[Covers<StartAction>]
[Covers<ConfirmAction>]
[Covers<SkipAction>]
public sealed class WorkTests
{
    [Fact]
    public void An_item_is_ticked_and_unticked_by_any_responder() => Story.Commanded()
        .When(new TickItem("look"), Someone.Bo)
        .Then(new ChecklistItemTicked("look"))
        .ThenIncident(incident => Assert.Equal("Bo", incident.Checklist["look"].By.Name))
        .When(new TickItem("look"))
        .ThenNothing()
        .When(new UntickItem("look"))
        .Then(new ChecklistItemUnticked("look"))
        .When(new UntickItem("look"))
        .ThenNothing();

    [Fact]
    public void Not_applicable_needs_a_reason_that_is_kept() => Story.Commanded()
        .When(new NotApplicableItem("look"), Someone.Bo)
        .ThenRefused(RefusalKind.ReasonRequired, "does not apply")
        .When(new NotApplicableItem("look") { Reason = "There is no dashboard" }, Someone.Bo)
        .Then(new ChecklistItemNotApplicable("look"))
        .ThenIncident(incident => Assert.Equal("There is no dashboard", incident.Checklist["look"].Reason?.Text))
        .When(new NotApplicableItem("look"), Someone.Bo)
        .ThenNothing();

    [Fact]
    public void An_unknown_item_is_not_found() => Story.Commanded()
        .When(new TickItem("nothing"))
        .ThenRefused(RefusalKind.NotFound, "\"nothing\"");

    [Fact]
    public void Follow_up_is_ticked_after_the_resolution() => Story.Commanded().Given(new IncidentResolved(new Prose("fixed")))
        .When(new TickItem("thank"))
        .Then(new ChecklistItemTicked("thank"))
        .ThenIncident(incident => Assert.Equal(ChecklistItemState.Ticked, incident.ItemState("thank")));

    [Fact]
    public void It_opens_then_and_no_sooner() => Story.Commanded()
        .When(new TickItem("thank")).ThenRefused(RefusalKind.Conflict, "\"Follow up\" opens once INC-7 is resolved")
        .When(new NotApplicableItem("thank") { Reason = "x" }).ThenRefused(RefusalKind.Conflict, "opens once");

    [Fact]
    public void And_goes_on_after_closing() => Story.Commanded().Given(new IncidentResolved(new Prose("fixed")), new IncidentClosed())
        .When(new TickItem("thank")).ThenAccepted()
        .When(new TickItem("look")).ThenRefused(RefusalKind.Conflict, "is closed");

    [Fact]
    public void An_action_that_only_looks_needs_no_reason() => Story.Commanded()
        .When(new StartAction("errors", "logs"), Someone.Bo)
        .Then(new ActionStarted("errors", "logs", new Prose("kubectl logs")))
        .When(new StartAction(null, "logs"), Someone.Bo)
        .ThenNothing()
        .When(new ConfirmAction("logs", " 500s from cart "), Someone.Bo)
        .Then(new ActionConfirmed("logs", new Prose("500s from cart")))
        .When(new ConfirmAction("logs"), Someone.Bo)
        .ThenNothing()
        .When(new StartAction("errors", "logs"), Someone.Bo)
        .ThenAccepted();

    [Fact]
    public void An_action_that_changes_something_needs_a_reason() => Story.Commanded()
        .When(new StartAction("errors", "restart", "kubectl delete pod cart-1"), Someone.Bo)
        .ThenRefused(RefusalKind.ReasonRequired, "\"Restart a pod\" changes something")
        .When(new StartAction("errors", "restart", "kubectl delete pod cart-1") { Reason = "It leaks" }, Someone.Bo)
        .ThenRefused(RefusalKind.Invalid, "Type api to confirm")
        .When(new StartAction("errors", "restart", "kubectl delete pod cart-1") { Reason = "It leaks", Confirmation = "API" }, Someone.Bo)
        .ThenRefused(RefusalKind.Invalid, "Type api to confirm")
        .When(new StartAction("errors", "restart", "kubectl delete pod cart-1") { Reason = "It leaks", Confirmation = " api " }, Someone.Bo)
        .Then(new ActionStarted("errors", "restart", new Prose("kubectl delete pod cart-1")));

    [Fact]
    public void Raising_a_limit_needs_a_reason() => Story.Commanded()
        .When(new StartAction("errors", "limit"))
        .ThenRefused(RefusalKind.ReasonRequired, "raises a limit", "taken back later");

    [Fact]
    public void A_command_with_a_gap_is_not_run() => Story.Commanded()
        .When(new StartAction("errors", "restart", "kubectl delete pod <pod>") { Reason = "x" })
        .ThenRefused(RefusalKind.Invalid, "Fill in <pod>");

    [Fact]
    public void A_command_that_was_not_told_is_not_made_up() => Story.Commanded()
        .When(new StartAction(null, "restart") { Reason = "x", Confirmation = "api" })
        .Then(new ActionStarted("errors", "restart", null));

    [Fact]
    public void An_unknown_action_is_not_found()
    {
        Story.Commanded().When(new StartAction("errors", "pray")).ThenRefused(RefusalKind.NotFound, "\"pray\"");
        Story.Commanded().When(new StartAction("other", "logs")).ThenRefused(RefusalKind.NotFound, "\"logs\"");
        Story.Commanded().When(new ConfirmAction("pray")).ThenRefused(RefusalKind.NotFound, "\"pray\"");
        Story.Commanded().When(new SkipAction("pray") { Reason = "x" }).ThenRefused(RefusalKind.NotFound, "\"pray\"");
    }

    [Fact]
    public void Only_what_was_started_is_confirmed() => Story.Commanded()
        .When(new ConfirmAction("logs"))
        .ThenRefused(RefusalKind.Conflict, "Start it first");

    [Fact]
    public void An_action_is_skipped_with_a_reason() => Story.Commanded()
        .When(new SkipAction("logs"))
        .ThenRefused(RefusalKind.ReasonRequired, "skipped")
        .When(new SkipAction("logs") { Reason = "No access" })
        .Then(new ActionSkipped("logs"))
        .ThenIncident(incident => Assert.Equal("No access", incident.Actions["logs"].Result?.Text))
        .When(new SkipAction("logs") { Reason = "No access" })
        .ThenNothing();

    [Fact]
    public void What_is_done_is_not_skipped() => Story.Commanded().Given(new ActionStarted("errors", "logs", null), new ActionConfirmed("logs", null))
        .When(new SkipAction("logs") { Reason = "x" })
        .ThenRefused(RefusalKind.Conflict, "is done");
}
