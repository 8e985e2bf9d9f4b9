using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace IncidentConsole.Web.Components.Shared;

/// <summary>
/// The page's title: written into the head while the page is made on the server, and from then on set by an element that watches its own text.
/// The framework's interactive head would keep seven components for it with every open page, 18 KB for hours.
/// </summary>
public sealed class DocumentTitle : ComponentBase
{
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (RendererInfo.IsInteractive)
        {
            builder.OpenElement(0, "ic-title");
            builder.AddAttribute(1, "hidden", true);
            builder.AddContent(2, ChildContent);
            builder.CloseElement();
        }
        else
        {
            builder.OpenComponent<PageTitle>(3);
            builder.AddComponentParameter(4, nameof(PageTitle.ChildContent), ChildContent);
            builder.CloseComponent();
        }
    }
}
