using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Domain.Application.HttpActions;

/// <summary>
/// Sends an action's request on behalf of a person or program, where an administrator allowed its host. The attempt is in the log before anything
/// leaves, so that one id is sent once whatever happens, and a send nobody heard the end of is known as that.
/// </summary>
public sealed class ActionSender(IncidentDesk desk, IAllowedHosts hosts, IRequestSender sender)
{
    /// <summary>Time to record what came of it, beyond the time it may take.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>What exactly would be sent; sends nothing and records nothing.</summary>
    public async Task<Settled<SendPreview>> PreviewAsync(IncidentId id, ActionToSend asked, Viewer viewer, CancellationToken cancellationToken)
    {
        if (!RightsTable.Allows(viewer.Role, Right.Respond))
        {
            return new Refusal(RefusalKind.Forbidden, $"A {viewer.Role} cannot do this. Ask a Responder or Commander, or have your role changed in the settings.");
        }

        if (await desk.ReadAsync(id, viewer, cancellationToken).ConfigureAwait(false) is not { } incident)
        {
            return NoSuchIncident();
        }

        var prepared = await PrepareAsync(incident, asked, cancellationToken).ConfigureAwait(false);
        return prepared.Refusal is { } refusal ? refusal : new SendPreview(prepared.Request!, [.. sender.HeadersOf(prepared.Request!, asked.SendId)], sender.TimeLimit);
    }

    /// <summary>Sends it and answers once there is an answer or the time is over. The same id again sends nothing and answers what is known.</summary>
    /// <param name="options">A repeat under the same idempotency key is the same send.</param>
    public async Task<Settled<SendReport>> SendAsync(IncidentId id, ActionToSend asked, Actor actor, Viewer viewer, SendOptions options, CancellationToken cancellationToken)
    {
        if (await desk.ReadAsync(id, viewer, cancellationToken).ConfigureAwait(false) is not { } incident)
        {
            return NoSuchIncident();
        }

        if (incident.SendIds.Contains(asked.SendId) && options.Idempotency is null)
        {
            return Known(incident, asked.SendId);
        }

        var prepared = await PrepareAsync(incident, asked, cancellationToken).ConfigureAwait(false);
        if (prepared.Refusal is { } refusal)
        {
            return refusal;
        }

        var attempt = new AttemptSend(asked.ProcedureId, asked.ActionId, asked.SendId, sender.TimeLimit + Grace) { Values = asked.Values, Confirmation = asked.Confirmation, Reason = asked.Reason };
        var outcome = await desk.SendAsync(id, attempt, actor, options, cancellationToken).ConfigureAwait(false);
        return outcome switch
        {
            Outcome.Refused refused => refused.Refusal,
            Outcome.Accepted accepted when incident.IsDrill => DryRun(accepted.Incident, asked, actor),
            Outcome.Replayed when incident.IsDrill => DryRun(incident, asked, actor),
            Outcome.Accepted { Events.Count: > 0 } => await SendAsync(id, asked.SendId, prepared).ConfigureAwait(false),
            Outcome.Accepted or Outcome.Replayed => Known(await desk.ReadAsync(id, viewer, cancellationToken).ConfigureAwait(false) ?? incident, asked.SendId),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A drill sends nothing, whatever the desk recorded: the report says so in words.</summary>
    private static SendReport DryRun(Incident incident, ActionToSend asked, Actor actor)
    {
        var at = incident.Actions.GetValueOrDefault(asked.ActionId)?.StartedAt ?? incident.Drill!.StartedAt;
        return new SendReport(incident, asked.ActionId, new ActionSend(asked.SendId, actor, at, at) { Outcome = SendOutcome.Succeeded, Took = TimeSpan.Zero, Answer = new Prose(AttemptSend.NothingSent) });
    }

    /// <summary>Who pressed may close the page or the connection: what has been sent is heard out and recorded all the same.</summary>
    private async Task<Settled<SendReport>> SendAsync(IncidentId id, string sendId, Prepared prepared)
    {
        var sent = await sender.SendAsync(prepared.Request!, sendId, prepared.IsNamed, CancellationToken.None).ConfigureAwait(false);
        var recorded = await desk.SendAsync(id, new RecordSend(sendId, sent.Outcome, sent.Status, sent.Took, sent.Answer), Actor.System, SendOptions.Console, CancellationToken.None).ConfigureAwait(false);
        return recorded switch
        {
            Outcome.Accepted accepted => Known(accepted.Incident, sendId),
            Outcome.Refused refused => refused.Refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<Prepared> PrepareAsync(Incident incident, ActionToSend asked, CancellationToken cancellationToken)
    {
        if (incident.Runbook.FindAction(asked.ActionId) is not { } action)
        {
            return new(Refusal: new(RefusalKind.NotFound, $"The {incident.Runbook.Title} has no action \"{asked.ActionId}\". Look at its procedures again."));
        }

        if (action.Request is null)
        {
            return new(Refusal: new(RefusalKind.Invalid, $"\"{action.Title}\" is no request the console could send. Run it yourself, then confirm it."));
        }

        var filled = RequestFill.Fill(action.Request, asked.Values);
        if (filled.Address is not { } address)
        {
            return new(Refusal: new(RefusalKind.Invalid, filled.Blocked!));
        }

        if (incident.IsDrill)
        {
            return new(filled);   // it goes nowhere, so no host needs to be allowed
        }

        var fitting = (await hosts.AllAsync(cancellationToken).ConfigureAwait(false)).Where(host => host.Rule.Allows(address)).ToList();
        return fitting.Count == 0
            ? new(Refusal: new(RefusalKind.Conflict, $"The console may not send to {address.Authority}. Run it yourself, or ask an Administrator to allow that host in the settings."))
            : new(filled, fitting.Exists(host => !host.Rule.IsSuffix));
    }

    private static Settled<SendReport> Known(Incident incident, string sendId) => incident.FindSend(sendId) is { Send: { } send } run
        ? new SendReport(incident, run.ActionId, send)
        : new Refusal(RefusalKind.Conflict, "This was sent before, and sent again since. See the timeline for both answers.");

    private static Refusal NoSuchIncident() => new(RefusalKind.NotFound, "There is no such incident, or it is not shown to you.");

    private sealed record Prepared(FilledRequest? Request = null, bool IsNamed = false, Refusal? Refusal = null);
}

/// <param name="ProcedureId">Null = the procedure the action belongs to.</param>
/// <param name="SendId">Made by the caller, anew for each send that is meant.</param>
public sealed record ActionToSend(string? ProcedureId, string ActionId, string SendId, ImmutableDictionary<string, string> Values)
{
    public string? Confirmation { get; init; }

    public string? Reason { get; init; }
}

/// <param name="Headers">One a line, secrets masked.</param>
public sealed record SendPreview(FilledRequest Request, ImmutableArray<string> Headers, TimeSpan TimeLimit);

public sealed record SendReport(Incident Incident, string ActionId, ActionSend Send);
