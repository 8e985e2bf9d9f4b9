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

    private IRenderedComponent<SearchField> Field() => Render<SearchField>(given => given
        .Add(field => field.Id, "q").Add(field => field.Label, "Search").Add(field => field.Pause, TimeSpan.FromMilliseconds(200)).Add(field => field.OnSearch, said => told.Add(said)));
}
