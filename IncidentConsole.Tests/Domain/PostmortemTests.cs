using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

[Covers<SaveSection>]
[Covers<PublishPostmortem>]
[Covers<KeepTimelineEntry>]
[Covers<AddActionItem>]
[Covers<ChangeActionItem>]
public sealed class PostmortemTests
{
    private static readonly string[] Texts = ["impact", "root-cause", "went-well", "went-wrong"];
    private static readonly DateOnly Tomorrow = new(2026, 3, 3);

    [Fact]
    public void A_section_is_saved_in_revisions() => Story.Commanded()
        .When(new SaveSection("impact", 0, "No orders"), Someone.Bo)
        .Then(new PostmortemSectionSaved("impact", 1, new Prose("No orders")))
        .When(new SaveSection("impact", 0, "No orders"), Someone.Bo)
        .ThenNothing()
        .When(new SaveSection("impact", 1, "No orders at all"), Someone.Bo)
        .Then(new PostmortemSectionSaved("impact", 2, new Prose("No orders at all")));

    [Fact]
    public void A_save_on_an_older_revision_is_refused_and_says_whose_is_newer() => Story.Commanded()
        .When(new SaveSection("impact", 0, "By Cy"), Someone.Cy).After(40)
        .When(new SaveSection("impact", 0, "By Bo"), Someone.Bo)
        .ThenRefused(RefusalKind.Stale, "Cy saved \"Impact\" 40 s ago", "Your text is kept");

    [Fact]
    public void Refusals_of_a_section()
    {
        Story.Commanded().When(new SaveSection("poem", 0, "x")).ThenRefused(RefusalKind.NotFound, "no section \"poem\"");
        Story.Commanded().When(new SaveSection("impact", 3, "x")).ThenRefused(RefusalKind.Invalid, "no revision 3");
        Story.Commanded().When(new SaveSection("impact", 0, new string('x', 100_001))).ThenRefused(RefusalKind.Invalid, "100001 characters");
    }

    [Fact]
    public void Postmortem_work_goes_on_after_closing() => Story.Commanded().Given(new IncidentResolved(new Prose("x")), new IncidentClosed())
        .When(new SaveSection("impact", 0, "x")).ThenAccepted()
        .When(new KeepTimelineEntry(1, false)).ThenAccepted()
        .When(new AddActionItem("i1", "Alert earlier", ActionItemKind.Detect)).ThenAccepted()
        .When(new ChangeActionItem("i1") { State = ActionItemState.Done }).ThenAccepted()
        .When(new PublishPostmortem { Reason = "Small" }).ThenAccepted();

    [Fact]
    public void Publishing_with_gaps_needs_a_reason()
    {
        var story = Story.Commanded().Given(new IncidentResolved(new Prose("x")))
            .When(new PublishPostmortem())
            .ThenRefused(RefusalKind.ReasonRequired, "Still empty: Impact, Root cause, What went well, What went wrong");
        foreach (var section in Texts)
        {
            story.When(new SaveSection(section, 0, "Text")).ThenAccepted();
        }

        story.When(new PublishPostmortem()).Then(new PostmortemPublished()).When(new PublishPostmortem()).ThenNothing();
    }

    [Fact]
    public void What_is_open_has_no_finished_postmortem() => Story.Commanded()
        .When(new PublishPostmortem())
        .ThenRefused(RefusalKind.Conflict, "still Investigating", "Resolve it first");

    [Fact]
    public void What_was_no_incident_of_its_own_has_none() => Story.Commanded().Given(new IncidentMerged(new IncidentId("three"), 3))
        .When(new PublishPostmortem { Reason = "x" })
        .ThenRefused(RefusalKind.Conflict, "duplicate of INC-3");

    [Fact]
    public void Entries_are_kept_or_left_out() => Story.Commanded()
        .When(new KeepTimelineEntry(1, true), Someone.Bo)
        .Then(new TimelineEntryKept(1, true))
        .When(new KeepTimelineEntry(1, true), Someone.Bo)
        .ThenNothing()
        .When(new KeepTimelineEntry(99, true), Someone.Bo)
        .ThenRefused(RefusalKind.NotFound, "no entry 99");

    [Fact]
    public void An_action_item_is_added_once() => Story.Commanded()
        .When(new AddActionItem("i1", " Alert earlier ", ActionItemKind.Detect, "bo@example.com", Tomorrow, "https://example.com/1"), Someone.Bo)
        .Then(new ActionItemAdded("i1", new Prose("Alert earlier"), ActionItemKind.Detect, "bo", "Bo", Tomorrow, "https://example.com/1"))
        .When(new AddActionItem("i1", "Alert earlier", ActionItemKind.Detect), Someone.Bo)
        .ThenNothing();

    [Fact]
    public void Refusals_of_an_action_item()
    {
        Story.Commanded().When(new AddActionItem("i1", " ", ActionItemKind.Detect)).ThenRefused(RefusalKind.Invalid, "action item is empty");
        Story.Commanded().When(new AddActionItem("i1", "x", ActionItemKind.Detect, "who@example.com")).ThenRefused(RefusalKind.Invalid, "who@example.com");
        Story.Commanded().When(new AddActionItem("i1", "x", ActionItemKind.Detect, "dee")).ThenRefused(RefusalKind.Invalid, "Dee is a Stakeholder");
        Story.Commanded().When(new AddActionItem("i1", "x", ActionItemKind.Detect, null, new DateOnly(2026, 2, 28))).ThenRefused(RefusalKind.Invalid, "due date has passed");
        Story.Commanded().When(new AddActionItem("i1", "x", ActionItemKind.Detect, null, null, "javascript:x")).ThenRefused(RefusalKind.Invalid, "https://");
        Story.Commanded().When(new ChangeActionItem("i1")).ThenRefused(RefusalKind.NotFound, "no such action item");
        Story.Commanded().When(new AddActionItem("i1", "x", ActionItemKind.Detect)).When(new ChangeActionItem("i1") { Owner = "who@example.com" }).ThenRefused(RefusalKind.Invalid, "who@example.com");
    }

    [Fact]
    public void A_change_keeps_what_it_does_not_name() => Story.Commanded()
        .When(new AddActionItem("i1", "Alert earlier", ActionItemKind.Detect, "bo", Tomorrow, "https://example.com/1"))
        .When(new ChangeActionItem("i1") { State = ActionItemState.Doing })
        .Then(new ActionItemChanged("i1", new Prose("Alert earlier"), ActionItemKind.Detect, "bo", "Bo", Tomorrow, "https://example.com/1", ActionItemState.Doing))
        .When(new ChangeActionItem("i1") { State = ActionItemState.Doing, Owner = "bo" })
        .ThenNothing()
        .When(new ChangeActionItem("i1") { Owner = "", Ticket = "", NoDueDate = true, What = "Alert sooner", Kind = ActionItemKind.Prevent })
        .Then(new ActionItemChanged("i1", new Prose("Alert sooner"), ActionItemKind.Prevent, null, null, null, null, ActionItemState.Doing))
        .When(new ChangeActionItem("i1") { Owner = "cy@example.com" })
        .Then(new ActionItemChanged("i1", new Prose("Alert sooner"), ActionItemKind.Prevent, "cy", "Cy", null, null, ActionItemState.Doing));

    [Fact]
    public void An_item_that_is_late_can_still_be_changed() => Story.Commanded()
        .When(new AddActionItem("i1", "Alert earlier", ActionItemKind.Detect, null, Tomorrow)).After(7 * 86400)
        .When(new ChangeActionItem("i1") { DueOn = Tomorrow, State = ActionItemState.Doing })
        .ThenAccepted()
        .When(new ChangeActionItem("i1") { DueOn = Tomorrow.AddDays(1) })
        .ThenRefused(RefusalKind.Invalid, "due date has passed");
}
