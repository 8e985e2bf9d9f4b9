#pragma warning disable BL0006 // what the framework may change is what this is about
using System.Runtime.CompilerServices;
using Bunit;
using IncidentConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;

namespace IncidentConsole.Tests.Components;

/// <summary>The frames of the render before are let go of, and the next render is none the worse for it.</summary>
public sealed class FormerTreesTests : BunitContext
{
    [Fact]
    public async Task What_was_shown_before_is_let_go_of()
    {
        var page = Render<Counted>();
        page.Render();
        Assert.NotEqual(0, FormerFrames(page.Instance));

        await page.InvokeAsync(() => FormerTrees.Release(page.Instance));

        Assert.True(FormerTrees.IsPossible);
        Assert.Equal(0, FormerFrames(page.Instance));
    }

    [Fact]
    public async Task The_next_renders_change_what_is_shown_as_ever()
    {
        var page = Render<Counted>();
        for (var times = 2; times <= 5; times++)
        {
            await page.InvokeAsync(() => FormerTrees.Release(page.Instance));
            page.Render();
            page.MarkupMatches($"<p>{times}</p><ul>{string.Concat(Enumerable.Range(1, times).Select(n => $"<li>{n}</li>"))}</ul>");
        }
    }

    private static int FormerFrames(ComponentBase component) => Former(StateOf(RendererOf(ref Handle(component)), component)).GetFrames().Count;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_renderHandle")]
    private static extern ref RenderHandle Handle(ComponentBase component);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_renderer")]
    private static extern ref Renderer RendererOf(ref RenderHandle handle);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetComponentState")]
    private static extern ComponentState StateOf(Renderer renderer, IComponent component);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_nextRenderTree")]
    private static extern ref RenderTreeBuilder Former(ComponentState state);

    private sealed class Counted : ComponentBase
    {
        private int times;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            times++;
            builder.OpenElement(0, "p");
            builder.AddContent(1, times);
            builder.CloseElement();
            builder.OpenElement(2, "ul");
            for (var n = 1; n <= times; n++)
            {
                builder.OpenElement(3, "li");
                builder.SetKey(n);
                builder.AddContent(4, n);
                builder.CloseElement();
            }

            builder.CloseElement();
        }
    }
}
