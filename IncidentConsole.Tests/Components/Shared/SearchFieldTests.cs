using Bunit;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Components.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Components.Shared;

/// <summary>A search is told once the typing pauses, and never by a field that is gone.</summary>
public sealed class SearchFieldTests : BunitContext
{
    private readonly ManualClock clock = ManualClock.At("2026-11-21T01:43:00Z");
    private readonly List<string?> told = [];

    public SearchFieldTests() => Services.AddSingleton<TimeProvider>(clock);

    [Fact]
    public void Only_what_stands_there_after_the_pause_is_told()
    {
        var field = Field();
        field.Find("input").Input("lo");
        clock.Advance(TimeSpan.FromMilliseconds(100));
        field.Find("input").Input("login");
        clock.Advance(TimeSpan.FromMilliseconds(150));
        Assert.Empty(told);
        clock.Advance(TimeSpan.FromMilliseconds(50));
        field.WaitForAssertion(() => Assert.Equal(["login"], told));
    }

    [Fact]
    public async Task A_field_that_is_gone_within_its_pause_tells_nothing()
    {
        var field = Field();
        var typed = field.Find("input").InputAsync("login");
        await DisposeComponentsAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        await typed;
        Assert.Empty(told);
    }

    [Fact]
    public void What_was_told_and_comes_back_late_writes_over_nothing_that_was_typed_since()
    {
        var field = Field(TimeSpan.Zero);
        field.Find("input").Input("lo");
        Say(field, null);   // the page is drawn again before its address has changed
        Assert.Equal("lo", field.Find("input").GetAttribute("value"));
        field.Find("input").Input("login");
        field.Find("input").Input("login loop");
        Say(field, "lo");
        Say(field, "login loop");
        Assert.Equal("login loop", field.Find("input").GetAttribute("value"));

        Say(field, "lo");   // the browser's back
        Assert.Equal("lo", field.Find("input").GetAttribute("value"));
        Assert.Equal(["lo", "login", "login loop"], told);
    }

    [Fact]
    public void Whoever_clears_the_search_within_the_pause_is_not_overruled_by_what_was_typed()
    {
        var field = Field(said: "old");
        field.Find("input").Input("older");
        Say(field, null);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", field.Find("input").GetAttribute("value") ?? "");
        Assert.Empty(told);
    }

    private static void Say(IRenderedComponent<SearchField> field, string? text) => field.Render(given => given.Add(search => search.Text, text));

    private IRenderedComponent<SearchField> Field(TimeSpan? pause = null, string? said = null) => Render<SearchField>(given => given
        .Add(field => field.Id, "q").Add(field => field.Label, "Search").Add(field => field.Pause, pause ?? TimeSpan.FromMilliseconds(200)).Add(field => field.Text, said).Add(field => field.OnSearch, said => told.Add(said)));
}
