using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IncidentConsole.Web.Components.Layout;

/// <summary>Tells the browser that the circuit has drawn the page: presses before that are refused there in words, since nobody would hear them.</summary>
public sealed class Listening(IJSRuntime js) : ComponentBase
{
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await js.InvokeVoidAsync("ic.listens");
        }
    }
}
