using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Shows an item's values as buttons; the one that is open shows its field instead.</summary>
public partial class PostmortemItemRow
{
    /// <summary>Each value is sent on its own: an edit of the date does not wait for that of the owner.</summary>
    private static readonly string[] Fields = ["what", "kind", "owner", "due", "state", "ticket"];

    private ElementReference field;
    private string? open;
    private bool focus;

    [Parameter, EditorRequired]
    public ActionItem Item { get; set; } = default!;

    /// <summary>1-based, as people name it.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<Person> People { get; set; } = [];

    [Parameter, EditorRequired]
    public DateOnly Today { get; set; }

    protected override object? Slice => (View.MayRespond, View.Of(Slot("what")), View.Of(Slot("kind")), View.Of(Slot("owner")), View.Of(Slot("due")), View.Of(Slot("state")), View.Of(Slot("ticket")));

    private int DaysLate => Item is { DueOn: { } due, State: ActionItemState.Open or ActionItemState.Doing } ? Today.DayNumber - due.DayNumber : 0;

    private RenderFragment State => builder =>
    {
        var (tone, icon, word) = DaysLate > 0
            ? ("st bad", "badc", DaysLate == 1 ? "1 day late" : $"{DaysLate} days late")
            : Item.State switch
            {
                ActionItemState.Open => ("st", "s0", "Open"),
                ActionItemState.Doing => ("st info", "s2", "Doing"),
                ActionItemState.Done => ("st ok", "okc", "Done"),
                ActionItemState.Dropped => ("st", "minus", "Dropped"),
            };
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", tone);
        builder.OpenComponent<Shared.Icon>(2);
        builder.AddAttribute(3, nameof(Shared.Icon.Name), icon);
        builder.CloseComponent();
        builder.AddContent(4, word);
        builder.CloseElement();
    };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await field.FocusAsync();
        }
    }

    private string Slot(string name) => $"pm-item:{Item.ItemId}:{name}";

    private bool Edits(string name) => open == name;

    private void Open(string name) => (open, focus) = (name, true);

    private void Close() => open = null;

    private async Task SaveAsync(string name, Func<ChangeActionItem, ChangeActionItem> change)
    {
        open = null;
        View.Dismiss(Slot(name));
        await View.SendAsync(Slot(name), change(new ChangeActionItem(Item.ItemId)));
    }

    private Task SaveDueAsync(ChangeEventArgs e) =>
        DateOnly.TryParseExact(Text(e), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            ? SaveAsync("due", change => change with { DueOn = due })
            : SaveAsync("due", change => change with { NoDueDate = true });

    private RenderFragment Cell(string name, string label, RenderFragment content) => builder =>
    {
        if (!View.MayRespond)
        {
            builder.AddContent(0, content);
            return;
        }

        builder.OpenElement(1, "button");
        builder.AddAttribute(2, "type", "button");
        builder.AddAttribute(3, "class", "pm-cell");
        builder.AddAttribute(4, "title", $"Change: {label}");
        builder.AddAttribute(5, "onclick", EventCallback.Factory.Create(this, () => Open(name)));
        builder.AddContent(6, content);
        builder.CloseElement();
    };

    private RenderFragment Missing(string name, string label, string icon) => builder =>
    {
        if (!View.MayRespond)
        {
            builder.AddContent(0, "none");
            return;
        }

        builder.OpenElement(1, "button");
        builder.AddAttribute(2, "type", "button");
        builder.AddAttribute(3, "class", "btn small");
        builder.AddAttribute(4, "onclick", EventCallback.Factory.Create(this, () => Open(name)));
        builder.OpenComponent<Shared.Icon>(5);
        builder.AddAttribute(6, nameof(Shared.Icon.Name), icon);
        builder.CloseComponent();
        builder.AddContent(7, label);
        builder.CloseElement();
    };

    private static string Text(ChangeEventArgs e) => e.Value?.ToString()?.Trim() ?? "";

    /// <summary>"OPS-812" of ".../browse/OPS-812".</summary>
    private static string TicketName(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Segments[^1].Trim('/') is { Length: > 0 and <= 24 } name ? name : "Ticket";
}
