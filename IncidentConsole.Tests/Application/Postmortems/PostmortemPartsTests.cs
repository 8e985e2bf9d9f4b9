using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Tests.Application.Postmortems;

public sealed class PostmortemPartsTests
{
    private static PostmortemPart Part(Stream stream, string id) => PostmortemParts.Of(stream.Incident).Single(part => part.Section.Id == id);

    [Fact]
    public void What_the_log_fills_is_done_from_the_start_and_what_people_owe_is_said()
    {
        var parts = PostmortemParts.Of(Stream.Declared().Incident);
        Assert.Equal(
            ["detection", "response", "timeline"],
            parts.Where(part => part.State == PartState.Done).Select(part => part.Section.Id));
        Assert.Equal(
            [
                "Incident summary: two or three sentences are missing", "Impact is empty", "Root cause is empty", "What went well is empty", "What went wrong is empty",
                "Action items: none yet",
            ],
            parts.Select(part => part.Missing).OfType<string>());
    }

    [Fact]
    public void Impact_starts_from_the_incident_and_wants_the_number_of_users()
    {
        var told = Part(Stream.Declared().Add(5, new ImpactChanged(new("Sign-in fails"), null)), "impact");
        Assert.Equal((PartState.Half, "Sign-in fails", 0, "Impact: number of users is missing"), (told.State, told.Text?.Text, told.Revision, told.Missing));

        var counted = Part(Stream.Declared().Add(5, new ImpactChanged(new("Sign-in fails"), 20)), "impact");
        Assert.Equal(PartState.Done, counted.State);
    }

    [Fact]
    public void The_first_action_item_without_owner_or_date_is_named_and_finished_ones_need_neither()
    {
        var stream = Stream.Declared()
            .Add(60, new ActionItemAdded("a", new("Alert on key age"), ActionItemKind.Detect, "jonas", "Jonas Weber", new(2026, 11, 27), null))
            .Add(61, new ActionItemAdded("b", new("Practise"), ActionItemKind.Train, null, null, new(2026, 11, 27), null));
        Assert.Equal((PartState.Half, "Action item 2 has no owner"), (Part(stream, "action-items").State, Part(stream, "action-items").Missing));

        stream.Add(62, new ActionItemChanged("b", new("Practise"), ActionItemKind.Train, null, null, null, null, ActionItemState.Dropped));
        Assert.Equal(PartState.Done, Part(stream, "action-items").State);
    }

    [Fact]
    public void A_redacted_text_no_longer_counts_as_written()
    {
        var part = Part(Stream.Declared().Add(60, new PostmortemSectionSaved("root-cause", 1, IncidentConsole.Domain.Kernel.Prose.Redacted)), "root-cause");
        Assert.Equal((PartState.Empty, 1), (part.State, part.Revision));
    }
}
