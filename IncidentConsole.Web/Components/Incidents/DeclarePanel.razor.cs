using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// The form to declare. The incident's id is made when the form opens, so that a press that is sent twice declares once.
/// An unknown service never stops a declaration: the default runbook applies and the incident is flagged.
/// </summary>
public sealed partial class DeclarePanel : IDisposable
{
    private static readonly string[] Drafts = ["declare:title", "declare:service", "declare:summary"];

    private readonly CancellationTokenSource ended = new();
    private ElementReference first;
    private IncidentId id;
    private IReadOnlyList<Domain.Application.Ports.Service> services = [];
    private Runbook? runbook;
    private MetricVerdict? metrics;
    private string title = "";
    private string service = "";
    private string summary = "";
    private string commander = "";
    private string answers = "";
    private ImmutableArray<string> modules = [];
    private string? refusal;
    private DateTimeOffset? since;
    private int rank = 2;
    private bool restricted;
    private bool sending;

    [Parameter, EditorRequired]
    public CurrentUser User { get; set; } = default!;

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Slug of the service to begin with; null where nobody said.</summary>
    [Parameter]
    public string? Service { get; set; }

    [Inject]
    private ICatalog Catalog { get; set; } = default!;

    [Inject]
    private IncidentDesk Desk { get; set; } = default!;

    [Inject]
    private MetricCache Metrics { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private ILogger<DeclarePanel> Logger { get; set; } = default!;

    private SeverityLevel? Level => runbook?.Severities[rank];

    private string ServiceHint => service.Trim().Length == 0 || services.Any(known => Is(known, service.Trim())) ? "Any name is fine." : "Not configured: the standard runbook applies.";

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        id = new IncidentId(Guid.CreateVersion7(Clock.GetUtcNow()).ToString("D"));
        commander = User.May(Right.Command) ? "me" : "";
        services = await Catalog.ServicesAsync(ended.Token);
        service = services.FirstOrDefault(known => known.Slug == Service)?.Slug ?? (services.Count == 1 ? services[0].Slug : "");
        await ReadRunbookAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await first.FocusAsync();
        }
    }

    private static bool Is(Domain.Application.Ports.Service known, string said) =>
        known.Slug.Equals(said, StringComparison.OrdinalIgnoreCase) || known.Name.Equals(said, StringComparison.OrdinalIgnoreCase);

    private async Task ReadRunbookAsync()
    {
        var known = services.FirstOrDefault(candidate => Is(candidate, service.Trim()));
        var version = known is null ? null : await Catalog.CurrentRunbookAsync(known.RunbookSlug, ended.Token);
        var read = (version ?? await Catalog.DefaultRunbookAsync(ended.Token)).Runbook;
        if (!ReferenceEquals(read, runbook))
        {
            (runbook, answers, modules) = (read, "", []);   // another runbook asks otherwise
        }

        rank = Math.Min(rank, runbook.Severities.LastRank);
        metrics = known is null ? null : await Metrics.GetAsync(known.Slug, ended.Token);
    }

    private void Choose(int chosen) => rank = chosen;

    private void Judged(SeverityJudgement judgement) => (rank, answers) = (judgement.Rank ?? rank, judgement.Answers);

    private void Toggle(string module) => modules = modules.Contains(module) ? modules.Remove(module) : modules.Add(module);

    private void SetSince(DateTimeOffset? at) => since = at;

    private async Task DeclareAsync()
    {
        if (sending)
        {
            return;
        }

        sending = true;
        refusal = null;
        try
        {
            var outcome = await Desk.SendAsync(id, Intent(), User.Actor, SendOptions.Console, ended.Token);
            if (outcome is Outcome.Refused refused)
            {
                refusal = refused.Refusal.Message;
            }
            else if (await Desk.ReadAsync(id, User.Viewer, ended.Token) is { } declared)
            {
                foreach (var draft in Drafts)
                {
                    await Js.InvokeVoidAsync("drafts.clear", draft);
                }

                Navigation.NavigateTo($"/incidents/{declared.Number}");
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not NavigationException)
        {
            LogFailed(Logger, exception);
            refusal = "Not declared: the console could not write. Nothing you typed is lost; press again.";
        }
        finally
        {
            sending = false;
        }
    }

    private DeclareIncident Intent() => new(title, services.FirstOrDefault(known => Is(known, service.Trim()))?.Slug ?? service, Level?.Label)
    {
        Summary = summary,
        Assessment = answers,
        Modules = modules,
        ImpactStartedAt = since,
        TakeCommand = commander == "me",
        Visibility = restricted ? Visibility.Restricted : Visibility.Everyone,
    };

    [LoggerMessage(4103, LogLevel.Error, "A declaration failed on the way to the desk")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
