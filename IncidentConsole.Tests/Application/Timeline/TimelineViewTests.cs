using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Application.Timeline;

public sealed class TimelineViewTests
{
    private static TimelineView View(Stream stream) => TimelineView.From(stream.Events, Stream.Runbooks);

    private static UpdatePosted Update(int number) => new(number, PublicStatus.Identified, null, new($"text {number}"), [], Stream.At(60), Stream.At(30.2));

    [Fact]
    public void Undo_shows_both_folded_and_counts_neither()
    {
        var view = View(Stream.Declared().Add(5, new SeverityChanged(2, 1), reason: "worse").Add(5.1, new SeverityChangeUndone(2, 2)));

        var (raised, undone) = (view.Entries[1], view.Entries[2]);
        Assert.Equal(3, raised.UndoneBy);
        Assert.Equal(2, undone.FoldedInto);
        Assert.False(raised.Counts || undone.Counts || raised.IsKeyMoment);
        Assert.Equal("Severity taken back to SEV-2 High", undone.Headline);
        Assert.Equal([1, 2], view.InOrderOfEvents().Select(entry => entry.Version));
    }

    [Fact]
    public void Every_undo_finds_its_entry()
    {
        var view = View(Stream.Declared()
            .Add(1, new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified)).Add(1.1, new StatusChangeUndone(2, IncidentStatus.Investigating))
            .Add(2, new ChecklistItemTicked("check-pods")).Add(2.1, new ChecklistChangeUndone(4, "check-pods", ChecklistItemState.Open))
            .Add(30, Update(1)).Add(30.1, new UpdateWithdrawn(1)));

        Assert.Equal([3, 5, 7], view.Entries.Where(entry => entry.IsUndone).Select(entry => entry.UndoneBy!.Value));
        Assert.Single(view.Entries, entry => entry.Counts);
    }

    [Fact]
    public void A_correction_replaces_the_text_and_keeps_the_first()
    {
        var view = View(Stream.Declared().Add(5, new NoteAdded(NoteKind.Note, new("9 pods"))).Add(6, new EntryCorrected(2, new("8 pods")), Stream.Jonas));

        var note = view.Entries[1];
        Assert.Equal("8 pods", note.Text);
        Assert.Equal("9 pods", note.Body);
        Assert.Equal("Jonas Weber", note.Corrections.Single().By.Name);
        Assert.Equal(2, view.Entries[2].FoldedInto);
    }

    [Fact]
    public void A_redaction_leaves_no_text_in_the_entry_its_corrections_or_their_entries()
    {
        var view = View(Stream.Declared()
            .Add(5, new NoteAdded(NoteKind.Note, new("secret one")), reason: "secret two")
            .Add(6, new EntryCorrected(2, new("secret three")))
            .Add(7, new EntryRedacted(2), reason: "held a password"));

        Assert.DoesNotContain(view.Entries, entry => (entry.Body + entry.Text + entry.Reason + string.Concat(entry.Corrections.Select(c => c.Text))).Contains("secret", StringComparison.Ordinal));
        Assert.Equal("held a password", view.Entries[1].Redaction!.Reason);
        Assert.Equal("[redacted]", view.Entries[1].Text);
    }

    [Fact]
    public void A_redacted_correction_or_caption_is_gone_from_the_entry_that_holds_it()
    {
        var view = View(Stream.Declared()
            .Add(5, new NoteAdded(NoteKind.Note, new("fine")))
            .Add(6, new EntryCorrected(2, new("secret one"))).Add(7, new EntryRedacted(3))
            .Add(8, new AttachmentAdded(2, AttachmentKind.Link, "https://example.com", new("secret two"))).Add(9, new EntryRedacted(5)));

        var note = view.Entries[1];
        Assert.Equal("[redacted]", note.Text);
        Assert.Equal("[redacted]", note.Attachments.Single().Caption);
        Assert.Equal("fine", note.Body);
    }

    [Fact]
    public void A_published_update_is_one_entry()
    {
        var view = View(Stream.Declared().Add(30, Update(1)).Add(30.2, new UpdateWentOut(1), Actor.System, recordedAt: 32.2));

        var update = view.Entries[1];
        Assert.Equal("Update 1 published: Identified", update.Headline);
        Assert.Equal("2 min late", update.Lateness);
        Assert.True(update.IsKeyMoment);
        Assert.Equal(2, view.Entries[2].FoldedInto);
    }

    [Fact]
    public void Appending_piece_by_piece_gives_the_same_as_all_at_once_and_leaves_the_older_view_alone()
    {
        var stream = Stream.Declared().Add(1, new NoteAdded(NoteKind.Decision, new("roll back"))).Add(2, new EntryCorrected(2, new("roll back to 2.13.6"))).Add(3, new IncidentMitigated());
        var whole = View(stream);

        var first = TimelineView.From([.. stream.Events.Take(2)], Stream.Runbooks);
        var grown = first.Append([.. stream.Events.Take(3)]).Append([.. stream.Events.Skip(1)]);

        Assert.Equal(whole.Entries.Select(Shown), grown.Entries.Select(Shown));
        Assert.Equal("roll back", first.Entries[1].Text);
        Assert.Same(grown, grown.Append(stream.Events));
    }

    [Fact]
    public void A_gap_is_refused() =>
        Assert.Throws<ArgumentException>(() => TimelineView.Empty(Stream.Runbooks).Append([.. Stream.Declared().Add(1, new IncidentMitigated()).Events.Skip(1)]));

    [Fact]
    public void An_entry_about_a_version_that_is_not_there_changes_nothing()
    {
        var view = View(Stream.Declared().Add(1, new EntryCorrected(99, new("x"))).Add(2, new EntryRedacted(77)).Add(3, new SeverityChangeUndone(4, 2)).Add(4, new UpdateWentOut(9)));
        Assert.All(view.Entries, entry => Assert.Null(entry.FoldedInto));
    }

    private static string Shown(TimelineEntry entry) => $"{entry.Version} {entry.Headline} {entry.Text} {entry.FoldedInto} {entry.UndoneBy}";
}
