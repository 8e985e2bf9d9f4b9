using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Domain.Runbooks;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// What is typed belongs to the revision it was begun on: the draft on the device carries that revision in its name, and a save on an
/// older one is refused and shows both texts. Nothing typed is dropped without being asked for.
/// </summary>
public partial class PostmortemEditor
{
    /// <summary>How far back a kept draft is looked for after others saved meanwhile.</summary>
    private const int OldestDraft = 20;

    private static readonly (string Key, string Word)[] Modes = [("write", "Write"), ("both", "Both"), ("read", "Read")];

    private PostmortemSection section = default!;
    private string? loaded;
    private int index;
    private string mode = "both";
    private string text = "";
    private string saved = "";
    private int baseRevision;
    private int revision;
    private bool looksForDraft;
    private IReadOnlyList<MetricStrip>? charts;
    private ImmutableDictionary<string, string> sketches = ImmutableDictionary<string, string>.Empty;
    private IReadOnlyList<PostmortemInsert> inserts = [];
    private TimeZoneInfo? zone;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private PostmortemReader Reader { get; set; } = default!;

    [Inject]
    private PostmortemPresence Presence { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "part")]
    private string? Part { get; set; }

    protected override object? Slice => (View.Incident.Postmortem.Sections, View.Incident.Impact, View.Incident.Summary, View.Of(Slot), View.MayRespond);

    private bool MayWrite => View.MayRespond;

    private bool IsDirty => text != saved;

    private string Slot => $"pm:{section.Id}";

    private string FieldId => $"pm-{section.Id}";

    private string DraftKey => Draft(baseRevision);

    /// <summary>What somebody else saved since this text was begun, once a save was refused for it.</summary>
    private SectionText? Conflict =>
        View.Of(Slot)?.Refusal?.Kind == RefusalKind.Stale && baseRevision < revision ? View.Incident.Postmortem.Sections.GetValueOrDefault(section.Id) : null;

    protected override void OnInitialized()
    {
        section = PostmortemUrl.Open(View.Incident, Part);
        base.OnInitialized();
    }

    protected override void OnParametersSet()
    {
        section = PostmortemUrl.Open(View.Incident, Part);
        if (section.Id != loaded)
        {
            loaded = section.Id;
            index = View.Incident.Runbook.Postmortem.Sections.IndexOf(section);
            looksForDraft = true;
            inserts = [];
            Presence.Leave(this);
            Load();
        }
    }

    protected override void OnSliceChanged()
    {
        revision = Current().Revision;
        if (!IsDirty || Current().Text?.Text == text)
        {
            Load();   // nothing of ours is lost: it is untouched, or it is what was saved
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!looksForDraft)
        {
            return;
        }

        if ((charts is null && PostmortemInserts.HoldsChart(text)) || (zone is null && text.Contains('@', StringComparison.Ordinal)))
        {
            await OfferAsync();
            StateHasChanged();
        }

        looksForDraft = false;
        for (var older = revision - 1; older >= Math.Max(0, revision - OldestDraft); older--)
        {
            if (await Js.InvokeAsync<string?>("drafts.load", Draft(older)) is { Length: > 0 } draft && draft != saved)
            {
                (text, baseRevision) = (draft, older);
                StateHasChanged();
                return;
            }
        }
    }

    public override void Dispose()
    {
        Presence.Leave(this);
        base.Dispose();
    }

    private PostmortemPart Current() => PostmortemParts.Of(View.Incident, section);

    private string Draft(int onRevision) => $"{View.Incident.Label}:pm:{section.Id}:r{onRevision}";

    private void Load()
    {
        var part = Current();
        (text, saved, baseRevision, revision) = (part.Text?.Text ?? "", part.Text?.Text ?? "", part.Revision, part.Revision);
    }

    private async Task TypedAsync()
    {
        Presence.Enter(this, View.Incident.Id, new Editing(View.Actor.Id, View.Actor.Name, section.Id));
        await OfferAsync();
    }

    /// <summary>What the text asks the incident for; the charts are read once, by the first text that names one.</summary>
    private async Task OfferAsync()
    {
        var typed = text;
        if (charts is null && (PostmortemInserts.AsksForChart(typed) || PostmortemInserts.HoldsChart(typed)))
        {
            charts = await Reader.ChartsAsync(View.Incident, CancellationToken.None);
            sketches = ChartSketch.Of(charts);
        }

        if (typed.Contains('@', StringComparison.Ordinal) || PostmortemInserts.AsksForChart(typed))
        {
            zone ??= await ViewerZone.ReadAsync(Js);
            inserts = MayWrite ? PostmortemInserts.Of(typed, PostmortemTimeline.Of(View.Incident, View.Timeline.Newest.Reverse()), charts ?? [], zone, View.Incident.Runbook.Language) : [];
        }
        else
        {
            inserts = [];
        }
    }

    private void Left()
    {
        if (!IsDirty)
        {
            Presence.Leave(this);
        }
    }

    private Task SaveAsync() => SaveAsync(baseRevision);

    private Task SaveOverAsync() => SaveAsync(revision);

    private async Task SaveAsync(int onRevision)
    {
        var (key, sent) = (DraftKey, text);
        View.Dismiss(Slot);
        if (await View.SendAsync(Slot, new SaveSection(section.Id, onRevision, sent), new Announcement($"{section.Title} saved")))
        {
            if (text == sent)
            {
                saved = sent;
                Presence.Leave(this);
            }

            await Js.InvokeVoidAsync("drafts.clear", key);
        }
    }

    private async Task TakeTheirsAsync()
    {
        var key = DraftKey;
        View.Dismiss(Slot);
        Load();
        Presence.Leave(this);
        await Js.InvokeVoidAsync("drafts.clear", key);
    }

    private async Task UseAsync(string older)
    {
        text = older;
        await TypedAsync();
    }
}
