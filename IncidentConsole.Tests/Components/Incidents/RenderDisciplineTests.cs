using System.Reflection;
using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Components.Incidents;
using IncidentConsole.Web.Components.Pages;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>What a new entry costs everybody who looks: a part that did not change is not rendered, let alone sent.</summary>
public sealed class RenderDisciplineTests : IncidentWorld
{
    [Theory]
    [InlineData(typeof(OpenIncidentRow))]
    [InlineData(typeof(OwedRow))]
    public void Rows_take_primitive_parameters_only(Type row)
    {
        var others = row.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<ParameterAttribute>() is not null)
            .Where(property => !property.PropertyType.IsPrimitive && property.PropertyType != typeof(string))
            .Select(property => property.Name);
        Assert.Empty(others);
    }

    [Fact]
    public async Task A_new_note_adds_one_row_and_renders_no_other_panel()
    {
        await DeclareAsync();
        await SendAsync(Maya, new AddNote(NoteKind.Note, "first"));
        var page = Command(Jonas);
        var first = Handler(Entry(page, "first"));
        var before = Counts(page);

        await SendAsync(Maya, new AddNote(NoteKind.Note, "second"));
        Entry(page, "second");

        Assert.Equal(before, Counts(page));
        Assert.Equal(first, Handler(Entry(page, "first")));   // a row that is sent again gets a new one
    }

    private static string Handler(IElement row) => row.QuerySelector("button.pin")!.GetAttribute("blazor:onclick")!;

    [Fact]
    public async Task A_change_without_effect_on_screen_renders_nothing()
    {
        await DeclareAsync();
        var page = Command(Maya);
        var view = page.Instance.Shown!;
        var (before, markup) = (page.RenderCount, page.Markup);
        await page.InvokeAsync(() => view.Show(view.Incident, view.Timeline));
        Assert.Equal(before, page.RenderCount);
        Assert.Equal(markup, page.Markup);
    }

    [Fact]
    public async Task What_people_write_is_never_markup()
    {
        await DeclareAsync();
        await SendAsync(Maya, new AddNote(NoteKind.Note, "<img src=x onerror=alert(1)> & \"quoted\" größer"));
        var entry = Entry(Command(Sam), "größer");
        Assert.Empty(entry.QuerySelectorAll("img"));
        Assert.Equal("<img src=x onerror=alert(1)> & \"quoted\" größer", entry.QuerySelector(".body")!.TextContent);
    }

    [Fact]
    public async Task Circuits_share_one_timeline_and_one_incident()
    {
        await DeclareAsync();
        var (one, two) = (Command(Maya).Instance.Shown!, Command(Jonas).Instance.Shown!);
        Assert.Same(one.Incident, two.Incident);
        Assert.Same(one.Timeline, two.Timeline);
    }

    private static (int, int, int, int, int) Counts(IRenderedComponent<IncidentPage> page) => (
        page.FindComponent<ChecklistPanel>().RenderCount,
        page.FindComponent<ProcedurePanel>().RenderCount,
        page.FindComponent<EscalationPanel>().RenderCount,
        page.FindComponent<ChartsPanel>().RenderCount,
        page.FindComponent<IncidentHead>().RenderCount);
}
