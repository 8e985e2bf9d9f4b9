using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Components.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Components;

/// <summary>The settings of a service: its people, signals, limits and business days.</summary>
public sealed class ServiceSettingsTests : SettingsWorld
{
    [Fact]
    public async Task A_signal_the_runbook_asks_for_is_taken_with_one_press_and_no_longer_offered()
    {
        var page = Render<SettingsService>();
        page.WaitForElement("#name");
        await page.Find("#name").ChangeAsync(new() { Value = "InferaDB" });
        await page.Find("#slug").ChangeAsync(new() { Value = "inferadb-two" });
        await page.Find("#runbook").ChangeAsync(new() { Value = "inferadb" });
        await page.Find("#suggest-address").ChangeAsync(new() { Value = "http://gone/metrics" });
        await Press("Look there").ClickAsync(new());
        Assert.Contains("nobody knows that name", page.Find("[aria-labelledby=h-suggested] [role=status]").TextContent, StringComparison.Ordinal);

        await page.Find("#suggest-address").ChangeAsync(new() { Value = "http://service:8080/metrics" });
        await Press("Look there").ClickAsync(new());
        await Press("Read it now Error rate").ClickAsync(new());
        Assert.Contains("Nobody answers at 127.0.0.1:9.", page.Markup, StringComparison.Ordinal);
        await Press("Add Error rate").ClickAsync(new());
        Assert.DoesNotContain(page.FindAll("[aria-labelledby=h-suggested] li strong"), title => title.TextContent == "Error rate");
        await page.Find("form").SubmitAsync();
        var saved = Assert.Single(await Services.GetRequiredService<ISignalCatalog>().OfServiceAsync("inferadb-two", removedToo: false, Token));
        Assert.Equal(("error-rate", "http_requests_total", 2), (saved.Id, Assert.IsType<ScrapeSource>(saved.Source).Selector.Name, saved.Thresholds.Count));

        IElement Press(string words) => page.FindAll("button").Single(button => button.TextContent.Trim() == words);
    }

    /// <summary>The choice itself is pressed by its drawn value: a value that the browser does not get chooses nothing.</summary>
    [Fact]
    public async Task Signals_are_suggested_from_a_prometheus_server_too_once_it_answers()
    {
        var page = Render<SettingsService>();
        page.WaitForElement("#runbook");
        await page.Find("#slug").ChangeAsync(new() { Value = "hafnium" });
        await page.Find("#runbook").ChangeAsync(new() { Value = "hafnium" });
        var prometheus = page.FindAll("#suggest-kind option").Single(option => option.TextContent == "a Prometheus server");
        await page.Find("#suggest-kind").ChangeAsync(new() { Value = prometheus.GetAttribute("value") });
        Assert.Equal("Server", page.Find("label[for=suggest-address]").TextContent);
        await page.Find("#suggest-address").ChangeAsync(new() { Value = "http://prometheus:9090/" });
        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Look there").ClickAsync(new());
        Assert.Contains("Nobody answers at 127.0.0.1:9.", page.Find("[aria-labelledby=h-suggested] [role=status]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == "Add Error rate");
    }

    [Fact]
    public async Task A_budget_is_asked_for_before_its_multiples_become_limits()
    {
        var page = Render<SettingsService>();
        page.WaitForElement("#runbook");
        await page.Find("#slug").ChangeAsync(new() { Value = "hauski" });
        await page.Find("#name").ChangeAsync(new() { Value = "Hauski" });
        await page.Find("#runbook").ChangeAsync(new() { Value = "hauski" });
        await page.Find("#suggest-address").ChangeAsync(new() { Value = "http://service:8080/metrics" });
        await Press("Look there").ClickAsync(new());
        await Press("Add Index p95-Latenz").ClickAsync(new());
        Assert.Contains("Give the budget first", page.Markup, StringComparison.Ordinal);
        await page.Find("#budget-index-p95-latenz").ChangeAsync(new() { Value = "250" });
        await Press("Add Index p95-Latenz").ClickAsync(new());
        await page.Find("form").SubmitAsync();
        var saved = Assert.Single(await Services.GetRequiredService<ISignalCatalog>().OfServiceAsync("hauski", removedToo: false, Token));
        Assert.Equal((new SignalBudget("Index p95-Latenz (ms)", 250), 750, 3), (saved.Budget, saved.Thresholds[0].Value, saved.Thresholds[0].Times));

        IElement Press(string words) => page.FindAll("button").Single(button => button.TextContent.Trim() == words);
    }

    [Fact]
    public async Task A_service_is_bound_given_a_signal_and_saved_whole()
    {
        var li = await PersonAsync("Li Wen", AccessRole.Responder);
        var page = Render<SettingsService>();
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#name")));
        await SetAsync("#name", "InferaDB");
        await SetAsync("#slug", "inferadb");
        await SetAsync("#runbook", "inferadb");
        await SetAsync("select[aria-label='Add a person to On-call engineer']", li.Id);
        await page.FindAll("button").Single(button => button.TextContent.Contains("Add a signal", StringComparison.Ordinal)).ClickAsync(new());
        await SetAsync("#signal-0-title", "Error rate");
        await SetAsync("#signal-0-id", "error-rate");
        await SetAsync("#signal-0-kind", "Scrape");
        await SetAsync("#signal-0-address", "http://127.0.0.1:9/metrics");
        await SetAsync("#signal-0-metric", "errors_total{code=\"500\",zone=\"a\"}");
        await SetAsync("#signal-0-t1", "5");
        await page.FindAll("button").Single(button => button.TextContent == "Read it now").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Nobody answers", page.Markup, StringComparison.Ordinal));
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("is saved", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        var service = await Services.GetRequiredService<ICatalog>().FindServiceAsync("inferadb", Token);
        Assert.Equal([li.Id], service!.Bindings["On-call engineer"]);
        var signal = Assert.Single(await Services.GetRequiredService<ISignalCatalog>().OfServiceAsync("inferadb", removedToo: false, Token));
        var source = Assert.IsType<ScrapeSource>(signal.Source);
        Assert.Equal(("errors_total", "500", "a"), (source.Selector.Name, source.Selector.Labels["code"], source.Selector.Labels["zone"]));
        Assert.Equal([new Threshold(1, 5)], signal.Thresholds);

        Task SetAsync(string selector, string value) => page.Find(selector).ChangeAsync(new() { Value = value });
    }

    [Fact]
    public async Task Business_days_are_kept_with_their_zone_and_audited()
    {
        var page = Render<SettingsService>();
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#zone")));
        await page.Find("#name").ChangeAsync(new() { Value = "Index" });
        await page.Find("#slug").ChangeAsync(new() { Value = "index" });
        await page.Find("#holidays").InputAsync(new() { Value = "25 December" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Write it as 2026-12-25", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        await page.Find("#holidays").InputAsync(new() { Value = "2027-01-01 New Year\n2026-12-25\n\n2026-12-25" });
        Assert.Contains("2 days, the last is Friday 1 January 2027", page.Find("#hol-h").TextContent, StringComparison.Ordinal);
        await page.Find("#zone").InputAsync(new() { Value = "Berlin" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("not an IANA time zone", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        await page.Find("#zone").InputAsync(new() { Value = "Europe/Berlin" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("is saved", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        var service = (await Services.GetRequiredService<ICatalog>().FindServiceAsync("index", Token))!;
        Assert.Equal("Europe/Berlin", service.TimeZone);
        Assert.Equal([new DateOnly(2026, 12, 25), new DateOnly(2027, 1, 1)], service.Holidays);
        Assert.Contains((await Services.GetRequiredService<IAuditLog>().ReadAsync(1, 10, Token)).Items, row => row is { Action: "set 2 holidays", Subject: "service index" });
    }
}
