using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>An item of the checklist as one person handles it: what a press sends, and how the press stands.</summary>
internal sealed class ItemPress(IncidentView view, ItemRow item)
{
    /// <summary>As it stands now; the press stays the same one while it changes.</summary>
    public ItemRow Item { get; set; } = item;

    /// <summary>The form that asks why it does not apply is open.</summary>
    public bool IsAsking { get; private set; }

    public string Slot => Slots.Item(Item.Id);

    public string NotApplicableSlot => Slot + ":na";

    public bool IsPending => view.IsPending(Slot);

    public bool IsRefused => view.Of(Slot) is { IsPending: false };

    /// <summary>Shown as it was pressed, until the feed says so.</summary>
    public bool IsTicked => Item.IsOpen == IsPending;

    public Task ToggleAsync(ChangeEventArgs args) => Item.IsOpen
        ? view.SendAsync(Slot, new TickItem(Item.Id), new Announcement($"“{Item.Text}” ticked", version => new UndoEntry(version)))
        : view.SendAsync(Slot, new UntickItem(Item.Id), new Announcement($"“{Item.Text}” open again", version => new UndoEntry(version)));

    public Task<bool> NotApplicableAsync(string? reason) =>
        view.SendAsync(NotApplicableSlot, new NotApplicableItem(Item.Id) { Reason = reason }, new Announcement($"“{Item.Text}” does not apply", version => new UndoEntry(version)));

    public void Ask() => IsAsking = true;

    public void Close() => IsAsking = false;
}
