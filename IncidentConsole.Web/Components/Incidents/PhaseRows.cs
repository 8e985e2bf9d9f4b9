using System.Collections.Immutable;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A phase of the checklist as it is drawn.</summary>
/// <param name="Progress">"4/4 in 4:10 of 5:00" once done, else "2/4".</param>
/// <param name="Window">How its time window stands: now, late, opens, later (it opens with the resolution), none.</param>
/// <param name="At">ISO: when it opens or ends; null where the runbook gives no time.</param>
/// <param name="LateBy">How long the window is over with items open; null while it is not.</param>
/// <param name="Opens">"once resolved, within 48 h": what will come; null where it is open.</param>
internal sealed record PhaseRow(string Id, string Title, int Done, string Progress, string Window, string? At, string? Icon, string? Tone, string? LateBy, string? Opens, bool IsOpen, ImmutableArray<ItemRow> Items);

/// <param name="Who">Initials, and the whole name for who asks.</param>
/// <param name="At">ISO.</param>
/// <param name="Key">X on the first open item of the phase in force.</param>
internal sealed record ItemRow(string Id, string Text, string State, string? Who, string? Name, string? At, string? Why, string? Key);

internal static class PhaseRows
{
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
}
