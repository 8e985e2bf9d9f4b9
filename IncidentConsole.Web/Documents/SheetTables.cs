using System.Globalization;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Web.Documents;

/// <summary>The paper's tables as rows of finished text.</summary>
internal sealed class SheetTables(PostmortemDocument document, PostmortemWords words, DocumentClock clock)
{
    /// <summary>A cell of about this many letters fills most of a page: its row may break, or it would run off the paper.</summary>
    private const int LongText = 2500;

    public SheetTable Timeline() => new(
        words.Timeline,
        [new(TimeHead(document.Timeline.Select(row => row.At))), new(words.FromDetection, Right: true), new(words.Kind), new(words.Who), new(words.WhatHappened, Width: "fill")],
        [.. WithDays(document.Timeline, row => row.At).Select(entry => Row(
            Time(entry.Item.At, entry.NewDay), Figures(DocumentClock.Elapsed(entry.Item.Offset)), new(words.Say(entry.Item.Kind)), Text(entry.Item.Who),
            Text(entry.Item.Text) with { Url = SafeLink.Of(entry.Item.Link), UrlText = words.Source }))]);

    public SheetTable ActionItems() => new(
        words.ActionItems,
        [new(words.NumberShort), new(words.What, Width: "fill"), new(words.Kind), new(words.Owner), new(words.Due), new(words.State), new(words.Ticket)],
        [.. document.ActionItems.Select(item => Row(
            Figures(item.Number.ToString(CultureInfo.InvariantCulture)), Text(item.What), Text(words.Say(item.Kind)),
            item.Owner is { } owner ? Text(owner) : new(words.NoOwner, "late"),
            new(item.Due is { } due ? clock.ShortDate(due) : ""), State(item), Ticket(item.Ticket)))]);

    public SheetTable Links() => new(
        words.Links,
        [new(words.What, Width: "fill"), new(words.Ticket)],
        [.. document.Links.Select(link => Row(Text(link.Title ?? link.Url), Ticket(link.Url)))]);

    public SheetTable Updates()
    {
        var sent = document.Updates.Any(update => update.SentTo is not null);
        IReadOnlyList<SheetColumn> columns = [new(TimeHead(document.Updates.Select(update => update.At))), new(words.Status), new(words.Text, Width: "fill")];
        return new(
            words.Updates,
            sent ? [.. columns, new(words.SentTo)] : columns,
            [.. WithDays(document.Updates, update => update.At).Select(entry =>
            {
                SheetCell[] cells = [Time(entry.Item.At, entry.NewDay), new(words.Say(entry.Item.PublicStatus)), Text(entry.Item.Text)];
                return sent ? Row([.. cells, Text(entry.Item.SentTo ?? "")]) : Row(cells);
            })]);
    }

    public SheetTable Roles() => new(
        words.Response,
        [new(words.Role), new(words.Who, Width: "fill"), new(words.From, Right: true), new(words.Until, Right: true)],
        [.. document.Roles.Select(role => Row(
            new(words.Say(role.Role)), Text(role.Who), Figures(DayAndTime(role.From)), Figures(role.Until is { } until ? DayAndTime(until) : words.Now)))]);

    public SheetTable Overrides() => new(
        words.Overrides,
        [new(TimeHead(document.Overrides.Select(entry => entry.At))), new(words.WhatWasDone, Width: "fill"), new(words.Who), new(words.Reason, Width: "fill")],
        [.. WithDays(document.Overrides, entry => entry.At).Select(entry =>
            Row(Time(entry.Item.At, entry.NewDay), Text(entry.Item.What), Text(entry.Item.Who), Text(entry.Item.Reason)))]);

    private SheetCell State(DocumentActionItem item)
    {
        var late = item.Due is { } due && item.State is ActionItemState.Open or ActionItemState.Doing
            ? DateOnly.FromDateTime(clock.Local(document.MadeAt).DateTime).DayNumber - due.DayNumber
            : 0;
        return late > 0
            ? new($"{late}\u00a0{(late == 1 ? words.DayLate : words.DaysLate)}", "late", "cross")
            : new(words.ItemStates[item.State], "strong", item.State switch
            {
                ActionItemState.Open => "ring",
                ActionItemState.Doing => "half",
                ActionItemState.Done => "disc",
                ActionItemState.Dropped => "dash",
            });
    }

    private static SheetCell Ticket(string? ticket) =>
        SafeLink.Of(ticket) is { } url ? new("", Url: url, UrlText: LastPart(url)) : Text(ticket ?? "");

    private static string LastPart(string url) => new Uri(url).Segments.LastOrDefault()?.Trim('/') is { Length: > 0 and <= 24 } name ? name : new Uri(url).Host;

    /// <summary>One zone's name over the column, or just "local time" where the clocks changed in between.</summary>
    private string TimeHead(IEnumerable<DateTimeOffset> times) =>
        times.Select(clock.ZoneName).Distinct().Take(2).ToList() is [var only] ? only : words.LocalTime;

    private SheetCell Time(DateTimeOffset at, bool newDay) => Figures(clock.Time(at)) with { Above = newDay ? clock.ShortDate(at) : null };

    private string DayAndTime(DateTimeOffset at) =>
        clock.Local(at).Date == clock.Local(document.Milestones.Detected).Date ? clock.Time(at) : $"{clock.ShortDate(at)}, {clock.Time(at)}";

    /// <summary>Marks the rows at which another day begins; the first row's day stands on the cover.</summary>
    private IEnumerable<(T Item, bool NewDay)> WithDays<T>(IEnumerable<T> items, Func<T, DateTimeOffset> at)
    {
        var day = clock.Local(document.Milestones.Detected).Date;
        foreach (var item in items)
        {
            var itsDay = clock.Local(at(item)).Date;
            yield return (item, itsDay != day);
            day = itsDay;
        }
    }

    private static SheetCell Figures(string text) => new(text, "figures");

    private static SheetCell Text(string text) => new(PlainText.Clean(text));

    private static SheetRow Row(params SheetCell[] cells) => new(cells, !cells.Any(cell => cell.Text.Length > LongText));
}
