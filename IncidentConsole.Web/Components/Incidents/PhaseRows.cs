using System.Collections.Immutable;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A phase of the checklist as it is drawn.</summary>
/// <param name="Window">"4/4 in 4:10 of 5:00", "2/4 · 47 of 30 min", "0/4 · from 30 min".</param>
/// <param name="LateBy">How long the window is over with items open; null while it is not.</param>
internal sealed record PhaseRow(string Id, string Title, int Done, string Window, string? Icon, string? Tone, string? LateBy, bool IsOpen, ImmutableArray<ItemRow> Items);

/// <param name="Who">Initials.</param>
/// <param name="At">ISO.</param>
/// <param name="Key">X on the first open item of the phase in force.</param>
internal sealed record ItemRow(string Id, string Text, string State, string? Who, string? At, string? Why, string? Key);

internal static class PhaseRows
{
    public static ImmutableArray<PhaseRow> Of(Incident incident, DateTimeOffset now)
    {
        var rows = ImmutableArray.CreateBuilder<PhaseRow>();
        var next = incident.Runbook.Checklist
            .Where(phase => phase.Anchor == ChecklistAnchor.Declared || incident.Milestones.Resolved is not null)
            .SelectMany(phase => phase.Items)
            .FirstOrDefault(item => incident.ItemState(item.Id) == ChecklistItemState.Open)?.Id;
        foreach (var phase in incident.Runbook.Checklist)
        {
            rows.Add(Row(phase, incident, now, next));
        }

        return rows.ToImmutable();
    }

    private static PhaseRow Row(ChecklistPhase phase, Incident incident, DateTimeOffset now, string? next)
    {
        var items = phase.Items.Select(item => Item(item, incident, item.Id == next)).ToImmutableArray();
        var done = items.Count(item => item.State != nameof(ChecklistItemState.Open));
        var start = phase.Anchor == ChecklistAnchor.Declared ? incident.Milestones.Declared : incident.Milestones.Resolved;
        var isDone = done == items.Length;
        var finished = isDone && items.Length > 0 ? phase.Items.Max(item => incident.Checklist[item.Id].At) : (DateTimeOffset?)null;
        var until = finished ?? (phase.Anchor == ChecklistAnchor.Declared ? incident.Milestones.Resolved : null) ?? now;
        var taken = start is null ? TimeSpan.Zero : until - start.Value;
        var late = !isDone && start is not null && phase.To is { } to && taken > to ? taken - to : (TimeSpan?)null;
        var window = (isDone, start, phase.To) switch
        {
            (true, not null, { } limit) => $"{done}/{items.Length} in {Looks.Clock(taken)} of {Looks.Clock(limit)}",
            (true, _, _) => $"{done}/{items.Length}",
            (_, null, { } limit) => $"{done}/{items.Length} · within {Looks.Length(limit)}",
            (_, null, null) => $"{done}/{items.Length}",
            (_, _, { } limit) when phase.From is { } from && taken < from => $"{done}/{items.Length} · from {Looks.Length(from)}",
            (_, _, { } limit) => $"{done}/{items.Length} · {Looks.Length(taken)} of {Looks.Length(limit)}",
            (_, _, null) => phase.From is { } from && taken < from ? $"{done}/{items.Length} · from {Looks.Length(from)}" : $"{done}/{items.Length}",
        };
        var (icon, tone) = isDone ? (taken > phase.To ? ("warnc", "t-attn") : ("okc", "t-ok")) : late is null ? (null, (string?)null) : ("warnc", "t-attn");
        return new(phase.Id, phase.Title, done, window, icon, tone, late is { } over ? Looks.Length(over) : null, items.Any(item => item.Id == next), items);
    }

    private static ItemRow Item(ChecklistItem item, Incident incident, bool isNext)
    {
        var mark = incident.Checklist.GetValueOrDefault(item.Id);
        var state = mark?.State ?? ChecklistItemState.Open;
        return state == ChecklistItemState.Open
            ? new(item.Id, item.Text, nameof(ChecklistItemState.Open), null, null, null, isNext ? "X" : null)
            : new(item.Id, item.Text, state.ToString(), Looks.Initials(mark!.By.Name), Looks.Iso(mark.At), mark.Reason?.Shown, null);
    }
}
