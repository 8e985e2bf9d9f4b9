using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Components.Incidents;
using IncidentConsole.Web.Components.Shared;
using IncidentConsole.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace IncidentConsole.Web.Components.Pages;

/// <summary>
/// The board: what is open, what is owed afterwards, what is over. Filters and search live in the URL; it reads again when the feed
/// brings something, at most ten times a second. A failed read keeps what was shown and says so.
/// </summary>
public sealed partial class Board
{
    private const int MostGlances = 20;
    private const int MostUnattended = 100;

    /// <summary>The figures and the alerts without an incident move without an event: one that is no longer read must not stand as if it were.</summary>
    private static readonly TimeSpan GlanceStep = TimeSpan.FromSeconds(15);
    private static readonly IncidentFilter Drills = new(PageSize: 5, Drills: DrillScope.OnlyDrills);
    private static readonly IncidentFilter Owed = new("closed", PageSize: 20, OwesPostmortem: true);

    /// <summary>An older one is found by search, and from the report of a newer one.</summary>
    private static readonly TimeSpan DrillsShown = TimeSpan.FromDays(7);

    private BoardFilter filter = new(null, null, null, null, null, false, 1);
    private CurrentUser? user;
    private IReadOnlyList<IncidentRow>? open;
    private Dictionary<string, Spark?> sparks = [];
    private IReadOnlyList<IncidentRow> owed = [];
    private IReadOnlyList<IncidentRow> drills = [];
    private Page<IncidentRow> closed = new([], 1, BoardFilter.PageSize, 0);
    private IReadOnlyList<KeyValuePair<int, string>> severities = [];
    private IReadOnlyList<Service> services = [];
    private IReadOnlyList<(Service Service, MetricVerdict Verdict)> red = [];
    private UnattendedNow unattended = UnattendedNow.Nothing;
    private int openTotal;
    private DateTimeOffset now;
    private bool failed;
    private bool declaring;
    private ITimer? glancing;

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "severity")]
    private string? Severity { get; set; }

    [SupplyParameterFromQuery(Name = "service")]
    private string? Service { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "days")]
    private string? Days { get; set; }

    [SupplyParameterFromQuery(Name = "owed")]
    private string? OwedQuery { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageQuery { get; set; }

    /// <summary>Any value opens the form to declare; that of a service fills it in.</summary>
    [SupplyParameterFromQuery(Name = "declare")]
    private string? Declare { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private IIncidentQueries Incidents { get; set; } = default!;

    [Inject]
    private UnattendedAlerts Unattended { get; set; } = default!;

    [Inject]
    private ServiceGlances Glances { get; set; } = default!;

    [Inject]
    private ICatalog Catalog { get; set; } = default!;

    [Inject]
    private MetricCache Metrics { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<Board> Logger { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        user = await Authentication.CurrentUserAsync();
        now = Time.GetUtcNow();
        filter = FromUrl();
        declaring = Declare is not null && user.May(Right.Respond);
        await ReadLists();
        await FollowAsync(null);
        if (RendererInfo.IsInteractive)
        {
            glancing = Time.CreateTimer(_ => _ = InvokeAsync(GlanceAsync), null, GlanceStep, GlanceStep);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var next = FromUrl();
        if (next != filter && user is not null)
        {
            filter = next;
            await ReadAsync();
        }
    }

    protected override async Task ReadAsync()
    {
        now = Time.GetUtcNow();
        try
        {
            var viewer = user!.Viewer;
            var openNow = await Incidents.ListAsync(filter.Open(), viewer, Ended);
            openTotal = filter.IsEmpty ? openNow.Total : (await Incidents.ListAsync(new("open", PageSize: 1), viewer, Ended)).Total;
            open = BoardLine.MostUrgentFirst(openNow.Items, now);
            sparks = await ReadSparks(open);
            owed = filter.IsEmpty ? (await Incidents.ListAsync(Owed, viewer, Ended)).Items.Where(row => row.PostmortemDueAt is not null).OrderBy(row => row.PostmortemDueAt).ToList() : [];
            drills = filter.IsEmpty ? [.. (await Incidents.ListAsync(Drills with { Since = now - DrillsShown }, viewer, Ended)).Items] : [];
            closed = filter.ShowsClosed ? await Incidents.ListAsync(filter.Closed(now), viewer, Ended) : closed;
            red = filter.IsEmpty ? await RedAsync(openNow) : [];
            unattended = filter.IsEmpty ? await Unattended.ReadAsync(viewer, MostUnattended, Ended) : UnattendedNow.Nothing;
            failed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnread(Logger, exception);
            failed = true;
            open ??= [];
        }
    }

    private async Task<Dictionary<string, Spark?>> ReadSparks(IReadOnlyList<IncidentRow> rows)
    {
        Dictionary<string, Spark?> read = new(StringComparer.Ordinal);
        foreach (var service in rows.Where(row => row.ServiceIsKnown).Select(row => row.Service).Distinct(StringComparer.Ordinal).Take(MostGlances))
        {
            read[service] = await Glances.GetAsync(service, Ended) is { } glance ? Spark.Of(glance) : null;
        }

        return read;
    }

    private async Task GlanceAsync()
    {
        try
        {
            if (filter.IsEmpty)
            {
                unattended = await Unattended.ReadAsync(user!.Viewer, MostUnattended, Ended);
            }

            if (open is { Count: > 0 } rows)
            {
                sparks = await ReadSparks(rows);
            }

            StateHasChanged();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnread(Logger, exception);
        }
        catch (OperationCanceledException)
        {
            // The board is gone.
        }
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        if (glancing is not null)
        {
            await glancing.DisposeAsync();
        }
    }

    /// <summary>Services whose metrics are beyond a limit while no incident of theirs is open: what nobody has said yet.</summary>
    private async Task<IReadOnlyList<(Service Service, MetricVerdict Verdict)>> RedAsync(Page<IncidentRow> openNow)
    {
        var taken = openNow.Items.Select(row => row.Service).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<(Service, MetricVerdict)> found = [];
        foreach (var service in services.Where(service => !taken.Contains(service.Slug)))
        {
            if (await Metrics.GetAsync(service.Slug, Ended) is { Rank: not null } verdict)
            {
                found.Add((service, verdict));
            }
        }

        return found;
    }

    private async Task ReadLists()
    {
        services = await Catalog.ServicesAsync(Ended);
        severities = [.. (await Catalog.CurrentRunbooksAsync(Ended))
            .SelectMany(version => version.Runbook.Severities.Levels)
            .GroupBy(level => level.Rank)
            .OrderBy(rank => rank.Key)
            .Select(rank => KeyValuePair.Create(rank.Key, string.Join(" / ", rank.Select(level => level.Title).Distinct().Take(3))))];
    }

    private BoardFilter FromUrl() => BoardFilter.From(Status, Severity, Service, Query, Days, OwedQuery, PageQuery);

    private void Go(BoardFilter next) => Navigation.NavigateTo(next.Url(), replace: next.Text != filter.Text);

    private void OpenDeclare() => declaring = true;

    private void CloseDeclare() => declaring = false;

    private async Task RetryAsync() => await ReadAsync();

    [LoggerMessage(4102, LogLevel.Error, "The board could not be read")]
    private static partial void LogUnread(ILogger logger, Exception exception);
}
