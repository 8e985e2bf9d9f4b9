using IncidentConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// A part of the command view. It renders when its own slice of the incident changed and at no other time: an event that only
/// concerns the checklist sends nothing for the ladder. Parts take primitive parameters only, everything else comes from the view.
/// </summary>
public abstract class IncidentPanel : ComponentBase, IDisposable
{
    private object? shown;

    [CascadingParameter]
    public required IncidentView View { get; set; }

    /// <summary>What this part shows of the view, compared by value; immutable collections compare by reference, which is enough.</summary>
    protected abstract object? Slice { get; }

    protected override void OnInitialized()
    {
        shown = Slice;
        View.Changed += OnChanged;
    }

    protected override void OnAfterRender(bool firstRender) => FormerTrees.Release(this);

    public virtual void Dispose()
    {
        View.Changed -= OnChanged;
        GC.SuppressFinalize(this);
    }

    private void OnChanged()
    {
        var slice = Slice;
        if (View.HasMoved || !Equals(slice, shown))
        {
            shown = slice;
            OnSliceChanged();
            StateHasChanged();
        }
    }

    /// <summary>Before the render that shows a new slice.</summary>
    protected virtual void OnSliceChanged()
    {
    }
}
