using System.Globalization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Drills;

/// <summary>What somebody wants to practise.</summary>
/// <param name="Service">Slug of a configured service; ignored where an incident is played, which has one.</param>
/// <param name="Procedure">Id in the service's runbook; null with an incident, or to borrow only the screens.</param>
/// <param name="Incident">Number of a past incident; null to practise a procedure.</param>
/// <param name="Severity">Label or rank; null takes that of the incident, or the worst but one level.</param>
/// <param name="Lead">Account id or e-mail address of who commands; null = who starts it.</param>
/// <param name="Seed">Decides what is left to chance; null = another each time.</param>
/// <param name="Speed">1, 2 or 5.</param>
public sealed record StartDrill(string? Service, string? Procedure, int? Incident, string? Severity = null, string? Lead = null, int? Seed = null, int Speed = 1);

/// <summary>Starts drills. From its declaration on a drill is an incident like any other, and everything goes through the desk.</summary>
public sealed class DrillDesk(IncidentDesk desk, IIncidentQueries queries, ICatalog catalog, IDirectory directory, IAuditLog audit, TimeProvider clock)
{
    private const int MostSeeds = 1_000_000;

    /// <param name="atMost">What the key or session is cut down to; null = the account's own role.</param>
    public async Task<Settled<Incident>> StartAsync(StartDrill asked, Actor by, AccessRole? atMost, CancellationToken cancellationToken)
    {
        var account = await directory.RoleOfAsync(by, cancellationToken).ConfigureAwait(false);
        var role = atMost is { } most && most < account ? most : account;
        if (role is not { } allowed || !RightsTable.Allows(allowed, Right.Command))
        {
            return new Refusal(RefusalKind.Forbidden, "Only a Commander or an Administrator starts a drill. Ask one; as a Responder you can take part.");
        }

        if (!DrillPlay.Speeds.Contains(asked.Speed))
        {
            return new Refusal(RefusalKind.Invalid, $"A drill runs at speed {string.Join(", ", DrillPlay.Speeds)}: choose one of them.");
        }

        var lead = string.IsNullOrWhiteSpace(asked.Lead) ? by.Id : asked.Lead.Trim();
        if (await directory.FindPersonAsync(lead, cancellationToken).ConfigureAwait(false) is not { IsLocked: false } leader || !RightsTable.Allows(leader.Role, Right.Command))
        {
            return new Refusal(RefusalKind.Invalid, "Name who leads: a Commander or an Administrator with an account here.");
        }

        var seed = asked.Seed ?? Random.Shared.Next(1, MostSeeds);
        var (declare, refusal) = asked.Incident is { } number
            ? await OfIncidentAsync(number, asked, seed, new Viewer(by.Id, allowed), cancellationToken).ConfigureAwait(false)
            : await OfProcedureAsync(asked, seed, cancellationToken).ConfigureAwait(false);
        return refusal is not null ? refusal : await DeclareAsync(declare!, by, leader, atMost, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Settled<Incident>> DeclareAsync(DeclareIncident declare, Actor by, Person leader, AccessRole? atMost, CancellationToken cancellationToken)
    {
        var options = SendOptions.Console with { AtMost = atMost };
        var id = new IncidentId(Guid.CreateVersion7(clock.GetUtcNow()).ToString("D"));
        if (await desk.SendAsync(id, declare, by, options, cancellationToken).ConfigureAwait(false) is Outcome.Refused no)
        {
            return no.Refusal;
        }

        var assigned = await desk.SendAsync(id, new AssignRole(IncidentRole.Commander, leader.Id), by, options, cancellationToken).ConfigureAwait(false);
        if (assigned is not Outcome.Accepted { Incident: var drill })
        {
            return ((Outcome.Refused)assigned).Refusal;
        }

        await audit.AddAsync(by, declare.Drill!.IncidentNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"started a drill of INC-{number}") : "started a drill", $"{drill.Label} {drill.Title.Shown}", cancellationToken).ConfigureAwait(false);
        return drill;
    }

    private async Task<(DeclareIncident? Declare, Refusal? Refusal)> OfProcedureAsync(StartDrill asked, int seed, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(asked.Service) || await catalog.FindServiceAsync(asked.Service.Trim(), cancellationToken).ConfigureAwait(false) is not { } service)
        {
            return (null, new Refusal(RefusalKind.Invalid, "Choose a service of the settings: a drill plays with its runbook and its people."));
        }

        var runbook = (await catalog.CurrentRunbookAsync(service.RunbookSlug, cancellationToken).ConfigureAwait(false) ?? await catalog.DefaultRunbookAsync(cancellationToken).ConfigureAwait(false)).Runbook;
        var procedure = string.IsNullOrWhiteSpace(asked.Procedure) ? null : runbook.FindProcedure(asked.Procedure.Trim());
        if (procedure is null && !string.IsNullOrWhiteSpace(asked.Procedure))
        {
            return (null, new Refusal(RefusalKind.Invalid, $"The {runbook.Title}, under which {service.Name} runs, has no procedure \"{asked.Procedure}\". Choose one of its procedures."));
        }

        var play = procedure is null
            ? new DrillPlay(DrillSource.Free, seed, asked.Speed)
            : new DrillPlay(DrillSource.Procedure, seed, asked.Speed) { ProcedureId = procedure.Id, KeyAction = DrillScript.KeyAction(procedure) };
        return (Declare(procedure is null ? $"Drill: {service.Name}" : $"Drill: {procedure.Title}", service.Slug, asked.Severity, play, Visibility.Everyone, DrillFigures.Lead(runbook)), null);
    }

    private async Task<(DeclareIncident? Declare, Refusal? Refusal)> OfIncidentAsync(int number, StartDrill asked, int seed, Viewer viewer, CancellationToken cancellationToken)
    {
        var row = await queries.FindAsync(number, viewer, cancellationToken).ConfigureAwait(false);
        if (row is null || await desk.ReadAsync(row.Id, viewer, cancellationToken).ConfigureAwait(false) is not { } past)
        {
            return (null, new Refusal(RefusalKind.NotFound, string.Create(CultureInfo.InvariantCulture, $"There is no INC-{number}, or it is not shown to you.")));
        }

        if (past.IsDrill || past.IsOpen)
        {
            return (null, new Refusal(RefusalKind.Conflict, past.IsDrill ? $"{past.Label} is itself a drill. Practise its procedure again, or choose a real incident." : $"{past.Label} is still open. Replay it when it is over."));
        }

        var milestones = past.Milestones;
        var from = milestones.Detected ?? milestones.Declared!.Value;
        var play = new DrillPlay(DrillSource.PastIncident, seed, asked.Speed)
        {
            IncidentId = past.Id.Value,
            IncidentNumber = past.Number,
            ProcedureId = past.ActiveProcedure,
            PastFrom = from,
            HealedAfterSeconds = (milestones.Mitigated ?? milestones.Resolved) is { } healed && healed > from ? (int)(healed - from).TotalSeconds : null,
            KeyAction = past.ActiveProcedure is { } id && past.Runbook.FindProcedure(id) is { } procedure ? DrillScript.KeyAction(procedure) : null,
        };
        var severity = string.IsNullOrWhiteSpace(asked.Severity) ? past.Severity.ToString(CultureInfo.InvariantCulture) : asked.Severity;
        var lead = milestones.ImpactStarted is { } impact && impact < from ? from - impact : (TimeSpan?)null;
        return (Declare($"Drill: {past.Title.Shown}", past.Service, severity, play, past.Visibility, lead), null);
    }

    /// <summary>As an alert would open it: nobody has acknowledged it yet.</summary>
    private DeclareIncident Declare(string title, string service, string? severity, DrillPlay play, Visibility visibility, TimeSpan? lead) => new(title.Length <= LongestTitle ? title : title[..LongestTitle], service, string.IsNullOrWhiteSpace(severity) ? null : severity)
    {
        IsDrill = true,
        Drill = play,
        ByAlert = true,
        Visibility = visibility,
        ImpactStartedAt = clock.GetUtcNow() - lead,
    };

    private const int LongestTitle = 200;
}
