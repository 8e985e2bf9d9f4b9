using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Timeline;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// Shows the shared timeline. While somebody reads further down nothing moves: new entries wait behind "3 new" until they are asked for.
/// Where the list stands is known from what Virtualize asks for, so no scroll event crosses the wire.
/// </summary>
public sealed partial class TimelinePanel
{
    private ImmutableArray<TimelineEntry> entries = [];
    private Virtualize<TimelineEntry>? rows;
    private ElementReference top;
    private ElementReference lookBack;
    private readonly HashSet<int> opened = [];
    private readonly Dictionary<int, Action> toggles = [];
    private Func<TimelineEntry, string, string?>? momentOf;
    private TimeZoneInfo? zone;
    private string? shownFilter;
    private int firstAsked;
    private int waiting;
    private bool filtering;

    /// <summary>Key of one of <see cref="TimelineLooks.Filters"/>; null shows everything.</summary>
    [Parameter]
    public string? Show { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    protected override object? Slice => (View.Timeline, View.MayRespond);

    protected override void OnParametersSet()
    {
        if (shownFilter != Show || entries.IsEmpty)
        {
            shownFilter = Show;
            filtering |= Show is not null;
            entries = Latest();
            waiting = 0;
            _ = rows?.RefreshDataAsync();
        }
    }

    protected override void OnSliceChanged()
    {
        var latest = Latest();
        if (firstAsked > 0 && latest.Length > entries.Length)
        {
            waiting = latest.Length - entries.Length;
            return;
        }

        entries = latest;
        waiting = 0;
        _ = rows?.RefreshDataAsync();
    }

    private ImmutableArray<TimelineEntry> Latest() =>
        Show is null ? View.Timeline.Newest : [.. View.Timeline.Newest.Where(entry => TimelineLooks.FilterOf(entry.Kind) == Show)];

    private async ValueTask<ItemsProviderResult<TimelineEntry>> Provide(ItemsProviderRequest request)
    {
        firstAsked = request.StartIndex;
        var start = Math.Min(request.StartIndex, entries.Length);
        var count = Math.Min(request.Count, entries.Length - start);
        var slice = entries.Slice(start, count);
        var length = entries.Length;
        if (zone is null && slice.Any(EntryMarkup.Speaks))
        {
            zone = await ViewerZone.ReadAsync(Js);   // asked of the browser only where somebody wrote a time
        }

        return new(slice, length);
    }

    private string? MomentOf(TimelineEntry entry, string clock) => Moments.Spoken(Navigation, View, zone, entry, clock);

    private async Task ShowNewAsync()
    {
        entries = Latest();
        waiting = 0;
        if (rows is not null)
        {
            await rows.RefreshDataAsync();
        }

        await top.FocusAsync();
    }

    /// <summary>The same delegate at each render: another one would send every visible row again.</summary>
    private Action ToggleOf(int version)
    {
        if (!toggles.TryGetValue(version, out var toggle))
        {
            toggles[version] = toggle = () => _ = opened.Remove(version) || opened.Add(version);
        }

        return toggle;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && View.TakeCameBack())
        {
            await lookBack.FocusAsync();
        }
    }

    private void LookBack() => Navigation.NavigateTo(Moments.Last(Navigation, View));

    private void ToggleFilter() => filtering = !filtering;

    private string Url(string? filter) => Moments.Here(Navigation, View, "show", filter);
}
