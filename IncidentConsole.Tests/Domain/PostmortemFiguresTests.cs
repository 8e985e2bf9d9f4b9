using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

[Covers<SetCost>]
[Covers<AddPostmortemLink>]
[Covers<RemovePostmortemLink>]
[Covers<AskForReview>]
[Covers<ConfirmReview>]
public sealed class PostmortemFiguresTests
{
    private static Story Resolved() => Story.Commanded().Given(new IncidentResolved(new Prose("x")));

    [Fact]
    public void Cost_is_set_value_by_value()
    {
        Resolved()
            .When(new SetCost("about 4,000 EUR", null)).Then(new PostmortemCostSet(new Prose("about 4,000 EUR"), null))
            .When(new SetCost(null, 42)).Then(new PostmortemCostSet(new Prose("about 4,000 EUR"), 42))
            .When(new SetCost(null, 42)).ThenNothing()
            .When(new SetCost("", null)).Then(new PostmortemCostSet(null, 42))
            .When(new SetCost(null, -1)).ThenRefused(RefusalKind.Invalid, "whole minutes");
        Story.Commanded().Given(new IncidentDeclined()).When(new SetCost("x", 1)).ThenRefused(RefusalKind.Conflict, "false positive");
    }

    [Fact]
    public void Tickets_and_pull_requests_are_links_that_run_nothing() => Resolved()
        .When(new AddPostmortemLink(" https://example.com/browse/OPS-813 ", "Alert on key age")).Then(new PostmortemLinkAdded("https://example.com/browse/OPS-813", new Prose("Alert on key age")))
        .When(new AddPostmortemLink("https://example.com/browse/OPS-813")).ThenNothing()
        .When(new AddPostmortemLink("javascript:alert(1)")).ThenRefused(RefusalKind.Invalid, "https://")
        .When(new RemovePostmortemLink("https://example.com/browse/OPS-813")).Then(new PostmortemLinkRemoved("https://example.com/browse/OPS-813"))
        .When(new RemovePostmortemLink("https://example.com/browse/OPS-813")).ThenNothing();

    [Fact]
    public void A_review_is_asked_for_waited_for_and_given_by_the_one_who_was_asked() => Resolved()
        .When(new ConfirmReview(), Someone.Bo).ThenRefused(RefusalKind.Conflict, "Nobody was asked")
        .When(new AskForReview("bo")).Then(new PostmortemReviewAsked("bo", "Bo"))
        .When(new AskForReview("bo")).ThenNothing()
        .When(new ConfirmReview()).ThenRefused(RefusalKind.Forbidden, "Bo was asked")
        .When(new ConfirmReview(), Someone.Bo).Then(new PostmortemReviewed())
        .ThenIncident(incident => Assert.Equal(("Bo", true), (incident.Postmortem.Review!.Name, incident.Postmortem.Review.DoneAt is not null)))
        .When(new ConfirmReview(), Someone.Bo).ThenNothing()
        .When(new AskForReview("nobody")).ThenRefused(RefusalKind.Invalid, "Nobody here is known");
}
