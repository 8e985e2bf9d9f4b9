using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A phase of the checklist as it is drawn.</summary>
/// <param name="Progress">"4/4 in 4:10 of 5:00" once done, else "2/4".</param>
/// <param name="Window">How its time window stands: now, late, opens, later (it opens with the resolution), none.</param>
/// <param name="At">ISO: when it opens or ends; null where the runbook gives no time.</param>
/// <param name="LateBy">How long the window is over with items open; null while it is not.</param>
/// <param name="Opens">"once resolved, within 48 h": what will come; null where it is open.</param>
internal sealed record PhaseRow(string Id, string Title, int Done, string Progress, string Window, string? At, string? Icon, string? Tone, string? LateBy, string? Opens, bool IsOpen, ImmutableArray<ItemRow> Items)
{
    /// <summary>Its line while it is folded, as markup.</summary>
    public string Summary { get; } = PhaseMarkup.Summary(Title, Progress, Icon, Tone) + PhaseMarkup.Window(Window, At, LateBy, Opens) + "</span>";

    /// <summary>The line below it that says when its window ends, as markup; empty where there is nothing to say.</summary>
    public string Timebox { get; } = PhaseMarkup.Timebox(Window, At);

    /// <summary>Its items for somebody who only looks, or before they can be ticked, as markup.</summary>
    public string Listed { get; } = string.Concat(Items.Select(item => $"<li><label class=\"check\"><input type=\"checkbox\" disabled{(item.IsOpen ? "" : " checked")}>{item.Words}</label></li>"));
}

/// <param name="Who">Initials, and the whole name for who asks.</param>
/// <param name="At">ISO.</param>
/// <param name="Key">X on the first open item of the phase in force.</param>
internal sealed record ItemRow(string Id, string Text, string State, string? Who, string? Name, string? At, string? Why, string? Key)
{
    public bool IsOpen => State == nameof(ChecklistItemState.Open);

    /// <summary>What it says and who did it, as markup.</summary>
    public string Words { get; } = PhaseMarkup.Label(Text, State, Why) + PhaseMarkup.Done(Who, Name, At);

    /// <summary>The same while a press waits for the feed.</summary>
    public string Saving => PhaseMarkup.Label(Text, State, Why) + PhaseMarkup.Saving;

    /// <summary>Its name in the palette; null where nothing is left to do.</summary>
    public string? Command { get; } = State == nameof(ChecklistItemState.Open) ? $"Tick “{Text}”" : null;
}

internal static class PhaseRows
{
    private static readonly ConditionalWeakTable<Incident, Drawn> Known = [];

    /// <summary>The windows speak in minutes: rows are as they were until this changes.</summary>
    public static long Minute(DateTimeOffset now) => now.UtcTicks / TimeSpan.TicksPerMinute;

    /// <summary>The same rows for everybody who looks at the same state of the incident in the same minute.</summary>
    public static ImmutableArray<PhaseRow> Shared(Incident incident, DateTimeOffset now)
    {
        if (!Known.TryGetValue(incident, out var drawn) || drawn.Minute != Minute(now))
        {
            drawn = new Drawn(Minute(now), Of(incident, now));
            Known.AddOrUpdate(incident, drawn);
        }

        return drawn.Rows;
    }

    public static ImmutableArray<PhaseRow> Of(Incident incident, DateTimeOffset now)
    {
        var next = incident.Runbook.Checklist
            .Where(phase => phase.Anchor == ChecklistAnchor.Declared || !incident.IsOpen)
            .SelectMany(phase => phase.Items)
            .FirstOrDefault(item => incident.ItemState(item.Id) == ChecklistItemState.Open)?.Id;
        return [.. incident.Runbook.Checklist.Select(phase => Row(phase, incident, now, next))];
    }

    private static PhaseRow Row(ChecklistPhase phase, Incident incident, DateTimeOffset now, string? next)
    {
        var items = phase.Items.Select(item => Item(item, incident, item.Id == next)).ToImmutableArray();
        var done = items.Count(item => item.State != nameof(ChecklistItemState.Open));
        var start = phase.Anchor == ChecklistAnchor.Declared ? incident.Milestones.Declared : incident.IsOpen ? null : incident.Milestones.Resolved;
        if (done == items.Length && items.Length > 0)
        {
            var taken = start is null ? TimeSpan.Zero : phase.Items.Max(item => incident.Checklist[item.Id].At) - start.Value;
            var inTime = start is not null && phase.To is { } limit ? $" in {Looks.Clock(taken)} of {Looks.Clock(limit)}" : "";
            var (icon, tone) = taken > phase.To ? ("warnc", "t-attn") : ("okc", "t-ok");
            return new(phase.Id, phase.Title, done, $"{done}/{items.Length}{inTime}", "none", null, icon, tone, null, null, false, items);
        }

        var (window, at) = Window(phase, incident, start, now);
        var late = window == "late" ? Looks.Length(now - (start!.Value + phase.To!.Value)) : null;
        var opens = window == "later" ? $"once resolved{(phase.To is { } within ? $", within {Looks.Length(within)}" : "")}" : null;
        return new(phase.Id, phase.Title, done, $"{done}/{items.Length}", window, Looks.Iso(at), late is null ? null : "warnc", late is null ? null : "t-attn", late, opens, items.Any(item => item.Id == next), items);
    }

    /// <summary>Its window as it stands now; the times of the response stand still once it is over.</summary>
    private static (string Window, DateTimeOffset? At) Window(ChecklistPhase phase, Incident incident, DateTimeOffset? start, DateTimeOffset now) => (phase, start) switch
    {
        ({ Anchor: ChecklistAnchor.Resolved }, null) => ("later", null),
        (_, null) => ("none", null),
        ({ Anchor: ChecklistAnchor.Declared }, _) when !incident.IsOpen => ("none", null),
        ({ From: { } from, Anchor: ChecklistAnchor.Declared }, _) when now < start + from => ("opens", start + from),
        ({ To: { } to }, _) => (now >= start + to ? "late" : "now", start + to),
        _ => ("now", null),
    };

    private static ItemRow Item(ChecklistItem item, Incident incident, bool isNext)
    {
        var mark = incident.Checklist.GetValueOrDefault(item.Id);
        var state = mark?.State ?? ChecklistItemState.Open;
        return state == ChecklistItemState.Open
            ? new(item.Id, item.Text, nameof(ChecklistItemState.Open), null, null, null, null, isNext ? "X" : null)
            : new(item.Id, item.Text, state.ToString(), Looks.Initials(mark!.By.Name), mark.By.Name, Looks.Iso(mark.At), mark.Reason?.Shown, null);
    }

    private sealed record Drawn(long Minute, ImmutableArray<PhaseRow> Rows);
}
