using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Tests.Domain;

[Covers<SavePostmortem>]
public sealed class SavePostmortemTests
{
    private static SavePostmortem Save(params SectionDraft[] drafts) => new([.. drafts], ImmutableSortedDictionary<int, bool>.Empty, Publish: false);

    private static Story Resolved() => Story.Commanded().Given(new IncidentResolved(new Prose("x")));

    [Fact]
    public void Several_parts_entries_and_the_publication_are_one_step() => Resolved()
        .When(new SavePostmortem(
            [new("impact", "No orders", 0), new("root-cause", "A key", null), new("went-well", "-", null), new("went-wrong", "-", null)],
            ImmutableSortedDictionary<int, bool>.Empty.Add(1, false), Publish: true))
        .Then(
            new PostmortemSectionSaved("impact", 1, new Prose("No orders")),
            new PostmortemSectionSaved("root-cause", 1, new Prose("A key")),
            new PostmortemSectionSaved("went-well", 1, new Prose("-")),
            new PostmortemSectionSaved("went-wrong", 1, new Prose("-")),
            new TimelineEntryKept(1, false),
            new PostmortemPublished());

    [Fact]
    public void One_part_on_an_older_revision_refuses_all_of_it() => Story.Commanded()
        .When(new SaveSection("impact", 0, "By Cy"), Someone.Cy).After(40)
        .When(Save(new("root-cause", "A key", 0), new("impact", "By Bo", 0)), Someone.Bo)
        .ThenRefused(RefusalKind.Stale, "Cy saved \"Impact\" 40 s ago")
        .When(new SaveSection("root-cause", 0, "still free"), Someone.Bo)
        .ThenAccepted();

    [Fact]
    public void Without_a_revision_the_text_goes_on_top_of_what_is_there() => Story.Commanded()
        .When(new SaveSection("impact", 0, "By Cy"), Someone.Cy)
        .When(Save(new SectionDraft("impact", "By Bo", null)), Someone.Bo)
        .Then(new PostmortemSectionSaved("impact", 2, new Prose("By Bo")));

    [Fact]
    public void What_is_so_already_records_nothing() => Story.Commanded()
        .When(Save(new SectionDraft("impact", "By Bo", null)), Someone.Bo)
        .When(Save(new SectionDraft("impact", "By Bo", null)), Someone.Bo)
        .ThenNothing();

    [Fact]
    public void Publishing_with_gaps_needs_its_reason_here_too()
    {
        var publish = new SavePostmortem([], ImmutableSortedDictionary<int, bool>.Empty, Publish: true);
        Resolved().When(publish).ThenRefused(RefusalKind.ReasonRequired, "Still empty");
        Resolved().When(publish with { Reason = "small" }).Then(new PostmortemPublished());
    }

    [Fact]
    public void An_entry_that_is_not_there_refuses_all_of_it() => Story.Commanded()
        .When(new SavePostmortem([new("impact", "x", null)], ImmutableSortedDictionary<int, bool>.Empty.Add(99, true), Publish: false))
        .ThenRefused(RefusalKind.NotFound, "no entry 99");
}
