using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>What people said about where alerts belong holds: a duplicate's alerts follow it, and one that was moved comes back to where it was put.</summary>
public sealed class MergedAlertTests : SenderTests
{
    [Fact]
    public async Task The_alerts_of_a_duplicate_go_where_the_work_goes_on_and_the_next_of_its_service_too()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        await PlainAsync(key, new { title = "Index slow", service = "index" });
        await PlainAsync(key, new { title = "Search slow", service = "search" });
        var rows = await IncidentsAsync();
        var (index, search) = (rows.Single(row => row.Service == "index"), rows.Single(row => row.Service == "search"));
        await DoAsync(search.Id, new MergeInto(index.Number) { Reason = "the index is the cause" }, (await PersonAsync()).Actor);
        await UntilAsync(async () => (await AlertsAsync(index.Id)).Count == 2);
        Assert.Equal(new AlertCount(2, 2), (await App.Get<IAlertStore>().CountAsync([index.Id], Cancel))[index.Id]);

        await PlainAsync(key, new { title = "Search errors", service = "search" });
        Assert.Equal(3, (await AlertsAsync(index.Id)).Count);
        Assert.Equal(2, (await IncidentsAsync()).Count);

        await PlainAsync(key, new { title = "Search slow", service = "search", status = "resolved" });
        Assert.Equal(2, (await App.Get<IAlertStore>().CountAsync([index.Id], Cancel))[index.Id].Firing);
    }

    [Fact]
    public async Task Where_the_work_is_over_too_they_stay_until_it_is_taken_up_again()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain, draft => draft with { Service = null });
        foreach (var service in (string[])["index", "search", "cache", "ranking"])
        {
            await PlainAsync(key, new { title = $"{service} slow", service });
        }

        var rows = (await IncidentsAsync()).ToDictionary(row => row.Service, StringComparer.Ordinal);
        var by = (await PersonAsync()).Actor;
        await DoAsync(rows["index"].Id, new Resolve("Restarted") { Override = "it looks well" });
        await DoAsync(rows["search"].Id, new MergeInto(rows["index"].Number) { Reason = "the index was the cause" }, by);
        await DoAsync(rows["ranking"].Id, new MergeInto(rows["cache"].Number) { Reason = "the cache is the cause" }, by);
        await UntilAsync(async () => (await AlertsAsync(rows["cache"].Id)).Count == 2);   // it has looked, at both
        Assert.Single(await AlertsAsync(rows["search"].Id));

        await DoAsync(rows["index"].Id, new Reopen { Reason = "it is slow again" });
        await UntilAsync(async () => (await AlertsAsync(rows["index"].Id)).Count == 2);
        Assert.Empty(await AlertsAsync(rows["search"].Id));
    }

    [Fact]
    public async Task An_alert_that_was_split_out_comes_back_to_where_it_was_put()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        await PlainAsync(key, new { title = "Index slow", service = "index" });
        await PlainAsync(key, new { title = "Disk full", service = "index" });
        var first = Assert.Single(await IncidentsAsync());
        var disk = (await AlertsAsync(first.Id)).Single(alert => alert.Name == "Disk full");
        var moved = await App.Get<AlertDesk>().MoveAsync(disk.Id, null, "a disk of another host", await PersonAsync(), Cancel);
        Assert.True(moved.Refusal is null, moved.Refusal?.Message);
        var second = moved.Value!.Id;

        await PlainAsync(key, new { title = "Disk full", service = "index", status = "resolved" });
        await PlainAsync(key, new { title = "Index slow", service = "index", status = "resolved" });
        await PlainAsync(key, new { title = "Index slow", service = "index" });
        await PlainAsync(key, new { title = "Disk full", service = "index" });
        Assert.All(await AlertsAsync(second), alert => Assert.Equal("Disk full", alert.Name));
        Assert.All(await AlertsAsync(first.Id), alert => Assert.Equal("Index slow", alert.Name));
    }

    [Fact]
    public async Task What_is_looked_back_at_shows_only_what_was_known_then()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        await PlainAsync(key, new { title = "Index slow", startsAt = TimeProvider.System.GetUtcNow().AddHours(-1) });
        var incident = (await IncidentsAsync())[0].Id;
        var known = (await AlertsAsync(incident))[0].LastSeenAt;
        await PlainAsync(key, new { title = "Index slow", status = "resolved" });
        var store = App.Get<IAlertStore>();
        Assert.Empty(await store.OfIncidentAsync(incident, known.AddMinutes(-1), 10, Cancel));   // it fired, and nobody here knew
        Assert.True(Assert.Single(await store.OfIncidentAsync(incident, known, 10, Cancel)).Fires);
        Assert.False(Assert.Single(await store.OfIncidentAsync(incident, TimeProvider.System.GetUtcNow(), 10, Cancel)).Fires);
    }

    /// <summary>The intake looks for what was merged once a second.</summary>
    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            Cancel.ThrowIfCancellationRequested();
            await App.SettleAsync();
        }
    }
}
