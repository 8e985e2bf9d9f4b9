#pragma warning disable BL0006 // The framework may change these types: then IsPossible says so, and a test that the saving is gone.
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;

namespace IncidentConsole.Web.Components.Shared;

/// <summary>
/// The framework keeps, beside what a component shows, all frames of its render before, though the first thing it does with them in the next
/// render is to throw them away: a fifth of what an open page held. They are thrown away once the browser has drawn the newer ones.
/// Call on the component's own dispatcher, after a render or between two of them.
/// </summary>
internal static class FormerTrees
{
    /// <summary>Where another framework has no such field, pages keep what they kept before.</summary>
    public static bool IsPossible { get; private set; } = true;

    /// <summary>Of all components that are shown together with this one.</summary>
    public static void Release(ComponentBase component)
    {
        if (!IsPossible)
        {
            return;
        }

        try
        {
            foreach (var state in States(RendererOf(ref Handle(component))).Values)
            {
                Former(state).Clear();
            }
        }
        catch (MissingFieldException)
        {
            IsPossible = false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_renderHandle")]
    private static extern ref RenderHandle Handle(ComponentBase component);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_renderer")]
    private static extern ref Renderer RendererOf(ref RenderHandle handle);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_componentStateById")]
    private static extern ref Dictionary<int, ComponentState> States(Renderer renderer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_nextRenderTree")]
    private static extern ref RenderTreeBuilder Former(ComponentState state);
}
