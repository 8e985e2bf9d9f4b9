using Bunit;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>A circuit that dies between the recording and its answer leaves the draft on the device: it is sent again under the id it began with.</summary>
public sealed class DraftIdTests : IncidentWorld
{
    [Fact]
    public async Task The_same_draft_sent_again_is_recorded_once_and_a_changed_one_is_another_entry()
    {
        JSInterop.Setup<string?>("drafts.id", "INC-1:note").SetResult("0a1b2c");
        await DeclareAsync();
        Add("Errors fall since the rollback");
        Add("Errors fall since the rollback");
        Add("Errors fall since the rollback, slowly");
        Assert.Equal(
            ["Errors fall since the rollback", "Errors fall since the rollback, slowly"],
            Store.Events.Select(recorded => recorded.Event).OfType<NoteAdded>().Select(note => note.Text.Text));
    }

    [Fact]
    public async Task Without_a_draft_on_the_device_each_press_is_its_own()
    {
        await DeclareAsync();
        Add("Still looking");
        Add("Still looking");
        Assert.Equal(2, Store.Events.Count(recorded => recorded.Event is NoteAdded));
    }

    /// <summary>From a page of its own each time, as after a reload.</summary>
    private void Add(string text)
    {
        var page = Command(Maya);
        page.Find("#entry").Input(text);
        page.Find(".composer").Submit();
        page.WaitForAssertion(() => Assert.Equal("", page.Find("#entry").GetAttribute("value") ?? ""));
    }
}
