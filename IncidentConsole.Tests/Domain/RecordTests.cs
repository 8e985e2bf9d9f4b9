using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

/// <summary>What people write down, put right, delete and attach.</summary>
[Covers<AddNote>]
[Covers<CorrectEntry>]
[Covers<RedactEntry>]
[Covers<Attach>]
public sealed class RecordTests
{
    private static readonly NoteAdded Note = new(NoteKind.Note, new Prose("Cart is red"));

    [Fact]
    public void A_corrected_resolution_note_is_what_the_postmortem_begins_with() => Story.Commanded().Given(new IncidentResolved(new Prose("Rolled back 2.14.0")))
        .When(new CorrectEntry(3, "Rolled back 2.14.1")).ThenAccepted()
        .ThenIncident(incident => Assert.Equal("Rolled back 2.14.1", incident.ResolutionNotes!.Text))
        .Given(new NoteAdded(NoteKind.Note, new Prose("x"))).When(new CorrectEntry(5, "y")).ThenAccepted()
        .ThenIncident(incident => Assert.Equal("Rolled back 2.14.1", incident.ResolutionNotes!.Text));

    [Fact]
    public void A_note_is_written_by_any_responder() => Story.Commanded()
        .When(new AddNote(NoteKind.Decision, " We roll back "), Someone.Bo)
        .Then(new NoteAdded(NoteKind.Decision, new Prose("We roll back")));

    [Fact]
    public void A_note_may_be_back_dated()
    {
        var story = Story.Commanded().After(3600).When(new AddNote(NoteKind.Action, "Called the vendor", Story.Start.AddMinutes(10)), Someone.Bo).ThenAccepted();

        Assert.Equal(Story.Start.AddMinutes(10), story.OccurredAt);
    }

    [Fact]
    public void A_clock_that_runs_a_little_ahead_means_now()
    {
        var story = Story.Commanded().When(new AddNote(NoteKind.Note, "x", Story.Start.AddSeconds(60)), Someone.Bo).ThenAccepted();

        Assert.Equal(Story.Start, story.OccurredAt);
    }

    [Fact]
    public void Refusals_of_a_note()
    {
        Story.Commanded().When(new AddNote(NoteKind.Note, "  ")).ThenRefused(RefusalKind.Invalid, "note is empty");
        Story.Commanded().When(new AddNote(NoteKind.Note, new string('x', 10_001))).ThenRefused(RefusalKind.Invalid, "10001 characters");
        Story.Commanded().When(new AddNote(NoteKind.Note, "x", Story.Start.AddSeconds(61))).ThenRefused(RefusalKind.Invalid, "future");
        Story.Commanded().When(new AddNote(NoteKind.Note, "x", Story.Start.AddDays(-1).AddSeconds(-1))).ThenRefused(RefusalKind.Invalid, "more than a day before INC-7 began");
        Story.Commanded().When(new AddNote(NoteKind.Note, "x", Story.Start.AddDays(-1))).ThenAccepted();
    }

    [Fact]
    public void Notes_are_written_when_all_is_over()
    {
        Story.Commanded().Given(new IncidentResolved(new Prose("x")), new IncidentClosed()).When(new AddNote(NoteKind.Note, "x")).ThenAccepted();
        Story.Commanded().Given(new IncidentMerged(new IncidentId("three"), 3)).When(new AddNote(NoteKind.Note, "x")).ThenAccepted();
        Story.Commanded().Given(new IncidentDeclined()).When(new AddNote(NoteKind.Note, "x")).ThenAccepted();
    }

    [Fact]
    public void The_author_corrects()
    {
        Story.Commanded().GivenBy(Someone.Bo, Note)
            .When(new CorrectEntry(3, "Cart is dark red"), Someone.Bo)
            .Then(new EntryCorrected(3, new Prose("Cart is dark red")))
            .When(new CorrectEntry(3, "Cart is red"), Someone.Bo)
            .ThenNothing();
    }

    [Fact]
    public void So_does_who_may_command_but_nobody_else()
    {
        Story.Commanded().GivenBy(Someone.Bo, Note).When(new CorrectEntry(3, "Cart is blue"), Someone.Cy).ThenAccepted();
        Story.Declared().GivenBy(Someone.Cy, Note, Someone.Bo.As(IncidentRole.Deputy)).When(new CorrectEntry(2, "Cart is blue"), Someone.Bo).ThenAccepted();
        Story.Commanded().GivenBy(Someone.Cy, Note).When(new CorrectEntry(3, "Cart is blue"), Someone.Bo).ThenRefused(RefusalKind.Forbidden, "Only Cy", "add a note");
    }

    [Fact]
    public void Refusals_of_a_correction()
    {
        Story.Commanded().When(new CorrectEntry(99, "x")).ThenRefused(RefusalKind.NotFound, "no entry 99");
        Story.Commanded().When(new CorrectEntry(2, "x")).ThenRefused(RefusalKind.Invalid, "no text to correct");
        Story.Commanded().Given(Note).When(new CorrectEntry(3, " ")).ThenRefused(RefusalKind.Invalid, "correction is empty");
        Story.Commanded().Given(Note with { Text = Prose.Redacted }).When(new CorrectEntry(3, "x")).ThenRefused(RefusalKind.Conflict, "was redacted");
        Story.Commanded().Given(UpdateTests.Posted(1)).When(new CorrectEntry(3, "x")).ThenRefused(RefusalKind.Invalid, "Post another update");
    }

    [Fact]
    public void An_administrator_redacts_with_a_reason() => Story.Commanded().Given(Note)
        .When(new RedactEntry(3), Someone.Root)
        .ThenRefused(RefusalKind.ReasonRequired, "The reason stays")
        .When(new RedactEntry(3) { Reason = "Names a customer" }, Someone.Root)
        .Then(new EntryRedacted(3));

    [Fact]
    public void A_commander_does_not_redact() => Story.Commanded().Given(Note)
        .When(new RedactEntry(3) { Reason = "x" })
        .ThenRefused(RefusalKind.Forbidden);

    [Fact]
    public void What_has_no_text_or_none_left_is_not_redacted()
    {
        Story.Commanded().When(new RedactEntry(99) { Reason = "x" }, Someone.Root).ThenRefused(RefusalKind.NotFound, "no entry 99");
        Story.Commanded().When(new RedactEntry(2) { Reason = "x" }, Someone.Root).ThenRefused(RefusalKind.Invalid, "no text to redact");
        Story.Commanded().Given(Note with { Text = Prose.Redacted }).When(new RedactEntry(3) { Reason = "x" }, Someone.Root).ThenNothing();
    }

    [Fact]
    public void A_reason_is_text_too() => Story.Commanded()
        .When(new ChangeSeverity("3") { Reason = "Only customer Miller" })
        .When(new RedactEntry(3) { Reason = "Names a customer" }, Someone.Root)
        .Then(new EntryRedacted(3));

    [Theory]
    [InlineData("https://example.com/graph")]
    [InlineData("http://example.com")]
    [InlineData("mailto:vendor@example.com")]
    public void A_link_is_attached_to_an_entry(string link) => Story.Commanded()
        .When(new Attach(1, AttachmentKind.Link, link, "Graph"), Someone.Bo)
        .Then(new AttachmentAdded(1, AttachmentKind.Link, link, new Prose("Graph")));

    [Fact]
    public void A_stored_image_is_attached_by_its_id() => Story.Commanded()
        .When(new Attach(1, AttachmentKind.Image, "0198a-1.png"), Someone.Bo)
        .Then(new AttachmentAdded(1, AttachmentKind.Image, "0198a-1.png", null));

    [Theory]
    [InlineData(AttachmentKind.Link, "javascript:alert(1)")]
    [InlineData(AttachmentKind.Link, "data:text/html,x")]
    [InlineData(AttachmentKind.Link, "file:///etc/passwd")]
    [InlineData(AttachmentKind.Link, "/relative")]
    [InlineData(AttachmentKind.Image, "javascript:alert(1)")]
    public void Only_links_that_run_nothing(AttachmentKind kind, string target) => Story.Commanded()
        .When(new Attach(1, kind, target))
        .ThenRefused(RefusalKind.Invalid, "https://");

    [Fact]
    public void Refusals_of_an_attachment()
    {
        Story.Commanded().When(new Attach(99, AttachmentKind.Link, "https://example.com")).ThenRefused(RefusalKind.NotFound, "no entry 99");
        Story.Commanded().When(new Attach(1, AttachmentKind.Link, "")).ThenRefused(RefusalKind.Invalid, "nothing to attach");
        Story.Commanded().When(new Attach(1, AttachmentKind.Link, "https://example.com", new string('x', 10_001))).ThenRefused(RefusalKind.Invalid, "10001 characters");
        Story.Commanded().When(new Attach(1, AttachmentKind.Image, "../secret")).ThenRefused(RefusalKind.Invalid, "no stored image");
    }
}
