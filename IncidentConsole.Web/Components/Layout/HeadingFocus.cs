using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RouteData = Microsoft.AspNetCore.Components.RouteData;

namespace IncidentConsole.Web.Components.Layout;

/// <summary>
/// After a change of page the focus goes to its heading, so that assistive tools say where one is. Unlike the framework's FocusOnNavigate it
/// never takes the focus out of a field: who pressed N and types while the page arrives must not have the rest of the words taken as keys.
/// </summary>
public sealed class HeadingFocus(IJSRuntime js) : ComponentBase
{
    private Type? shown;
    private bool isNew;

    [Parameter, EditorRequired] public RouteData Route { get; set; } = default!;

    protected override void OnParametersSet()
    {
        isNew = shown is not null && shown != Route.PageType;
        shown = Route.PageType;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (isNew)
        {
            isNew = false;
            await js.InvokeVoidAsync("ic.heading");
        }
    }
}
