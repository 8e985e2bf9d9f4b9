using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

[Covers<MergeInto>]
public sealed class MergeTests
{
    private static readonly Incident Three = Story.Declared().Incident with { Id = new IncidentId("three"), Number = 3 };

    [Fact]
    public void A_duplicate_goes_on_in_the_other_incident() => Story.Commanded().GivenOther(Three)
        .When(new MergeInto(3))
        .Then(new IncidentMerged(Three.Id, 3))
        .When(new MergeInto(3))
        .ThenNothing();

    [Fact]
    public void There_must_be_another_one() => Story.Commanded()
        .When(new MergeInto(3))
        .ThenRefused(RefusalKind.NotFound, "no INC-3");

    [Fact]
    public void It_is_not_its_own_duplicate()
    {
        var story = Story.Commanded();
        story.GivenOther(story.Incident).When(new MergeInto(7)).ThenRefused(RefusalKind.Invalid, "itself");
    }

    [Fact]
    public void Duplicates_do_not_chain() => Story.Commanded().GivenOther(Three with { Status = IncidentStatus.Merged, MergedIntoNumber = 1 })
        .When(new MergeInto(3))
        .ThenRefused(RefusalKind.Conflict, "duplicate of INC-1", "Use that one");

    [Fact]
    public void A_false_positive_has_no_duplicates() => Story.Commanded().GivenOther(Three with { Status = IncidentStatus.Declined })
        .When(new MergeInto(3))
        .ThenRefused(RefusalKind.Conflict, "was declined");

    [Fact]
    public void A_drill_is_never_mixed_with_the_real_thing() => Story.Commanded().GivenOther(Three with { IsDrill = true })
        .When(new MergeInto(3))
        .ThenRefused(RefusalKind.Invalid, "drill");
}
