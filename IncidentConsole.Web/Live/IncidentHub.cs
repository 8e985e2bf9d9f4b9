using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace IncidentConsole.Web.Live;

/// <summary>
/// The browser's socket for what must not pass a component render: samples for the charts, and change notices.
/// Signed-in people and keys only. Methods: <c>Watch(number)</c>, <c>WatchBoard()</c>. Messages: <c>changed</c>, <c>samples</c>, <c>chartsChanged</c>.
/// </summary>
[Authorize]
internal sealed class IncidentHub(IIncidentQueries queries, IDirectory directory) : Hub
{
    internal const string Board = "board";

    internal static string GroupOf(IncidentId incident) => "incident:" + incident.Value;

    private const int Shares = 128;

    /// <summary>Who watches a service, in shares: what is sent to thousands each second is sent to some tens at a time.</summary>
    internal static IEnumerable<string> GroupsOfService(string slug) => Enumerable.Range(0, Shares).Select(share => GroupOfService(slug, share));

    private static string GroupOfService(string slug, int share) => $"service:{slug}:{share}";

    /// <summary>Joins the groups of one incident and of its service, so that only who may see the incident gets either.</summary>
    public async Task Watch(string incident)
    {
        var digits = incident.StartsWith("INC-", StringComparison.OrdinalIgnoreCase) ? incident[4..] : incident;
        if (!int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            || await queries.FindAsync(number, await ViewerAsync(), Context.ConnectionAborted) is not { } row)
        {
            throw new HubException("There is no such incident, or it is not shown to you.");
        }

        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(row.Id), Context.ConnectionAborted);
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOfService(Domain.Incidents.Incident.SignalServiceOf(row.Id, row.Service, row.IsDrill), (Context.ConnectionId.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % Shares), Context.ConnectionAborted);
    }

    /// <summary>Joins the board: a notice per change, without its content, so restricted incidents give nothing away.</summary>
    public Task WatchBoard() => Groups.AddToGroupAsync(Context.ConnectionId, Board, Context.ConnectionAborted);

    private async Task<Viewer> ViewerAsync()
    {
        var actor = Context.User?.ToActor() ?? throw new HubException("Sign in first.");
        var role = await directory.RoleOfAsync(actor, Context.ConnectionAborted) ?? throw new HubException("This account is locked or gone.");
        return new Viewer(actor.Id, role);
    }
}

/// <summary>The feed → hub groups.</summary>
internal sealed class HubSink(IHubContext<IncidentHub> hub) : ILiveSink
{
    public async Task PublishAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken)
    {
        var board = false;
        foreach (var recorded in events)
        {
            if (recorded.Stream.IsIncident)
            {
                board = true;
                var group = IncidentHub.GroupOf(recorded.Stream.ToIncidentId());
                await hub.Clients.Group(group).SendAsync("changed", recorded.Position, recorded.Version, cancellationToken);
                if (recorded.Event is Domain.Incidents.SeverityChanged or Domain.Incidents.StatusChanged or Domain.Incidents.ActionStarted or Domain.Incidents.IncidentResolved or Domain.Incidents.IncidentMitigated or Domain.Incidents.AlertJoined)
                {
                    await hub.Clients.Group(group).SendAsync("chartsChanged", cancellationToken);   // markers and the incident band are drawn anew
                }
            }
        }

        if (board)
        {
            await hub.Clients.Group(IncidentHub.Board).SendAsync("changed", events[^1].Position, cancellationToken);
        }
    }
}
