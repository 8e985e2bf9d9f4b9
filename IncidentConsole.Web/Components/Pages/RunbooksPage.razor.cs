using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Components.Runbooks;
using IncidentConsole.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace IncidentConsole.Web.Components.Pages;

/// <summary>The library and one runbook to read, of today or of an older revision; what is shown lives in the address.</summary>
public sealed partial class RunbooksPage : IDisposable
{
    private static readonly (string Id, string Word)[] Parts =
    [
        ("severity", "Severity"), ("escalation", "Escalation"), ("quick", "Quick reference"), ("procedures", "Procedures"), ("limits", "Limits"),
        ("texts", "Update texts"), ("closing", "Resolve"), ("checklists", "Checklists"), ("people", "Contacts"),
    ];

    private readonly CancellationTokenSource ended = new();
    private CurrentUser? user;
    private IReadOnlyList<Runbook>? runbooks;
    private IReadOnlyList<Service> services = [];
    private IReadOnlyList<RunbookPublication> publications = [];
    private RunbookPublication? shown;
    private Runbook? current;
    private Runbook? chosen;
    private Service[] users = [];
    private string? standard;

    [Parameter]
    public string? Slug { get; set; }

    [SupplyParameterFromQuery(Name = "level")]
    private int? Level { get; set; }

    [SupplyParameterFromQuery(Name = "procedure")]
    private string? Procedure { get; set; }

    [SupplyParameterFromQuery(Name = "revision")]
    private int? Revision { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private ICatalog Catalog { get; set; } = default!;

    [Inject]
    private IRunbookHistory History { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private RunbookUrl Url => new(chosen?.Slug ?? Slug ?? "", Level, Procedure, shown is { IsCurrent: false } ? shown.Revision : null, Show == "revisions", Search);

    /// <summary>The service "Declare with this" fills in; empty where any other name runs under it; null where none does.</summary>
    private string? DeclareFor => users is [{ Slug: var first }, ..] ? first : chosen?.Slug == standard ? "1" : null;

    private string Says
    {
        get
        {
            var used = publications.DistinctBy(published => published.Key).Sum(published => published.UsedBy);
            return $"revision {shown?.Revision}, {shown?.At:d MMM} · {(used == 1 ? "1 incident" : $"{used} incidents")} used it";
        }
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        user ??= await Authentication.CurrentUserAsync();
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var all = await Catalog.CurrentRunbooksAsync(ended.Token);
        services = await Catalog.ServicesAsync(ended.Token);
        standard = (await Catalog.DefaultRunbookAsync(ended.Token)).Runbook.Slug;
        var used = services.Select(service => service.RunbookSlug).ToHashSet(StringComparer.Ordinal);
        runbooks = [.. all.Select(version => version.Runbook).OrderByDescending(runbook => used.Contains(runbook.Slug)).ThenBy(runbook => runbook.Title, StringComparer.OrdinalIgnoreCase)];
        current = Slug is null ? runbooks.FirstOrDefault() : runbooks.FirstOrDefault(runbook => runbook.Slug == Slug);
        publications = current is null ? [] : await History.PublicationsAsync(current.Slug, user!.Viewer, ended.Token);
        shown = publications.FirstOrDefault(published => published.Revision == Revision) ?? publications.FirstOrDefault(published => published.IsCurrent);
        chosen = shown is { IsCurrent: false } ? Catalog.Runbook(shown.Key) : current;
        users = [.. services.Where(service => service.RunbookSlug == current?.Slug)];
    }

    private void SearchAsync(string? words) => Navigation.NavigateTo((Url with { Slug = Slug ?? "", Search = words }).To(), replace: true);
}
