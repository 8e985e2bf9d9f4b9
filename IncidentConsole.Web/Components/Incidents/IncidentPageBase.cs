using System.Collections.Immutable;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Application.Resolving;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Components.Shared;
using IncidentConsole.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// A page on one incident: finds it, opens the view, keeps it in step with the feed and with the clock. The page itself renders
/// once; after that the panels render, each on its own slice.
/// </summary>
public abstract partial class IncidentPageBase : LiveComponent
{
    private static readonly TimeSpan ClockStep = TimeSpan.FromSeconds(5);

    private int? opened;
    private string? seenMoment;
    private bool isDue = true;
    private ITimer? clock;
    private CurrentUser? user;

    [Parameter]
    public int Number { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private IncidentDesk Desk { get; set; } = default!;

    [Inject]
    private IIncidentQueries Incidents { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private ICatalog Catalog { get; set; } = default!;

    [Inject]
    private TimelineCache Timelines { get; set; } = default!;

    [Inject]
    private IDeadlineStore Deadlines { get; set; } = default!;

    [Inject]
    private MetricCache Metrics { get; set; } = default!;

    [Inject]
    private IProofOfRepair Criteria { get; set; } = default!;

    [Inject]
    private TimeTravel Travel { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    /// <summary>Null while it loads, and when there is no such incident for this person.</summary>
    protected IncidentView? View { get; private set; }

    internal IncidentView? Shown => View;

    protected bool IsLoading { get; private set; } = true;

    protected bool Failed { get; private set; }

    /// <summary>The moment the address asks for; null on the pages that only know now.</summary>
    protected virtual string? AskedFor => null;

    /// <summary>Why the moment that was asked for cannot be shown; null where it can.</summary>
    protected string? Unreadable { get; private set; }

    protected override async Task OnParametersSetAsync()
    {
        isDue = true;
        if (opened != Number)
        {
            opened = Number;
            View = null;
            IsLoading = true;
            user = await Authentication.CurrentUserAsync();
            seenMoment = null;
            await OpenAsync();
            IsLoading = false;
            isDue = true;
        }

        if (View is { } view && AskedFor != seenMoment)
        {
            seenMoment = AskedFor;
            await GoAsync(view, AskedFor);
            isDue = true;
        }
    }

    /// <summary>The one reading of the address: to the moment it names, or back to now. What the slider wrote there itself is shown already.</summary>
    private async Task GoAsync(IncidentView view, string? said)
    {
        await Task.Yield();   // the framework is walking the list of those who read the address: parts that read it must not come or go meanwhile
        var asked = AskedMoment.Read(said);
        Unreadable = asked.Why;
        if (asked.At is { } at)
        {
            if (!view.Wrote(said!))
            {
                await Travel.LookAsync(view, at, Ended);
            }
        }
        else if (view.Past is not null)
        {
            view.Return(await Timelines.GetAsync(view.Latest, Ended));
            await TickAsync();
        }
    }

    protected override async Task ReadAsync()
    {
        if (View is { } view && await Desk.ReadAsync(view.Latest.Id, view.Viewer, Ended) is { } incident)
        {
            var serviceChanged = incident.Service != view.Latest.Service;
            view.Show(incident, view.Past is null ? await Timelines.GetAsync(incident, Ended) : view.Timeline);
            if (serviceChanged)
            {
                view.Bindings = await BindingsAsync(incident.Service);
            }
        }
        else
        {
            View = null;   // it is no longer shown to this person
            isDue = true;
        }
    }

    protected override bool ShouldRender() => isDue;

    protected override void OnAfterRender(bool firstRender)
    {
        isDue = View is null;
        if (firstRender)
        {
            clock = Time.CreateTimer(_ => _ = InvokeAsync(TickAsync), null, ClockStep, ClockStep);
        }
    }

    protected override ValueTask DisposeAsyncCore()
    {
        clock?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task OpenAsync()
    {
        try
        {
            var viewer = user!.Viewer;
            if (await Incidents.FindAsync(Number, viewer, Ended) is { } row && await Desk.ReadAsync(row.Id, viewer, Ended) is { } incident)
            {
                var timeline = await Timelines.GetAsync(incident, Ended);
                View = new IncidentView(Desk, Time, Loggers.CreateLogger<IncidentView>(), incident, timeline, user.Actor, viewer)
                {
                    Bindings = await BindingsAsync(incident.Service),
                    Failing = await Deadlines.FailingAsync(StreamId.Of(incident.Id), Ended),
                    Metrics = await Metrics.GetAsync(incident.SignalService, Ended),
                    Resolution = await Criteria.ReadAsync(incident, Ended),
                };
                await FollowAsync(StreamId.Of(incident.Id));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnread(Loggers.CreateLogger<IncidentPageBase>(), exception, Number);
            Failed = true;
        }
    }

    private async Task TickAsync()
    {
        if (View is { Past: null } view && !Ended.IsCancellationRequested)
        {
            var incident = view.Incident;
            var metrics = await Metrics.GetAsync(incident.SignalService, Ended);
            var resolution = await Criteria.ReadAsync(incident, Ended);
            var failing = await Deadlines.FailingAsync(StreamId.Of(incident.Id), Ended);
            var timeline = await Timelines.GetAsync(incident, Ended);
            if (view.Past is null)
            {
                (view.Metrics, view.Resolution, view.Failing) = (metrics, resolution, failing);
                view.Show(incident, timeline);
            }

            FormerTrees.Release(this);
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> BindingsAsync(string service)
    {
        if (await Catalog.FindServiceAsync(service, Ended) is not { Bindings.Count: > 0 } known)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        var people = (await Directory.PeopleAsync(Ended)).Where(person => !person.IsLocked).ToDictionary(person => person.Id, person => person.Name);
        return known.Bindings
            .Select(binding => KeyValuePair.Create(binding.Key, string.Join(", ", binding.Value.Select(people.GetValueOrDefault).OfType<string>())))
            .Where(binding => binding.Value.Length > 0)
            .ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);
    }

    [LoggerMessage(4104, LogLevel.Error, "INC-{Number} could not be read")]
    private static partial void LogUnread(ILogger logger, Exception exception, int number);
}
