using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// The console shall send an action's request. Accepted means: send it now; nothing to record means: this id was sent before, send nothing.
/// Whether its host is allowed is asked before, since that is configuration.
/// </summary>
/// <param name="ProcedureId">Null = the procedure the action belongs to.</param>
/// <param name="SendId">Made by the caller.</param>
/// <param name="AnswerWithin">After that without an answer the result is unknown.</param>
public sealed record AttemptSend(string? ProcedureId, string ActionId, string SendId, TimeSpan AnswerWithin) : IncidentIntent
{
    /// <summary>By name of the placeholder.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The target as typed; asked for where the action is destructive.</summary>
    public string? Confirmation { get; init; }

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (ActionRule.Find(incident, ProcedureId, ActionId) is not var (procedure, action))
        {
            return new Decision.Refused(ActionRule.Unknown(incident, ActionId));
        }

        if (action.Request is null)
        {
            return new Decision.Refused(Guard.Invalid($"\"{action.Title}\" is no request the console could send. Run it yourself, then confirm it."));
        }

        if (incident.SendIds.Contains(SendId))
        {
            return Decision.Nothing;
        }

        var filled = RequestFill.Fill(action.Request, Values);
        var underWay = incident.Actions.GetValueOrDefault(ActionId)?.Send is { } send && send.IsUnderWay(situation.Now) ? send : null;
        var refusal = Guard.NotEnded(incident)
            ?? (underWay is null ? null : Guard.Conflict($"{underWay.By.Name} is sending this right now. Wait for its answer."))
            ?? (filled.Blocked is { } blocked ? Guard.Invalid(blocked) : null)
            ?? ActionRule.Why(action, situation)
            ?? ActionRule.Confirmed(incident, action, Confirmation, $"{filled.Url.Text} {filled.Body?.Text}", Values);
        return refusal.Then(() => incident.IsDrill ? DryRun(procedure.Id, filled, situation.Now) : Decision.Accept(
            situation.Now,
            new SendAttempted(procedure.Id, ActionId, SendId, situation.Now + AnswerWithin, new Prose(Secrets.Masked(Text(filled))))));
    }

    /// <summary>What a drill answers instead of a send.</summary>
    public const string NothingSent = "Dry run: a drill sends nothing. What would have been sent stands at the start of this step.";

    /// <summary>In a drill the step counts as done, and no send is ever attempted.</summary>
    private Decision.Accepted DryRun(string procedureId, FilledRequest request, DateTimeOffset now) => (Decision.Accepted)Decision.Accept(
        now, new ActionStarted(procedureId, ActionId, new Prose(Secrets.Masked(Text(request)))), new ActionConfirmed(ActionId, new Prose(NothingSent)));

    /// <summary>The request as people read it: first line, type, body.</summary>
    public static string Text(FilledRequest request) =>
        $"{request.Method} {request.Url.Text}{(request.Body is null ? "" : $"\nContent-Type: {request.ContentType}\n\n{request.Body.Text}")}";
}

/// <summary>What the console heard of a send. Only itself may say so.</summary>
/// <param name="Status">Null where there was none.</param>
/// <param name="Answer">Already cut to size and masked.</param>
public sealed record RecordSend(string SendId, SendOutcome Outcome, int? Status, TimeSpan Took, string? Answer) : IncidentIntent, IEffectIntent
{
    public ActionRun? Ends(Incident incident) => Outcome == SendOutcome.Succeeded && incident.FindSend(SendId) is { State: ActionRunState.Started } run ? run : null;

    public override Right Right => Right.Administer;

    public override Decision Decide(Incident incident, Situation situation) => SystemRule.Check(situation).Then(() =>
        incident.FindSend(SendId) is { Send.Outcome: null } run
            ? Decision.Accept(situation.Now, new SendAnswered(run.ActionId, SendId, Outcome, Status, (int)Took.TotalMilliseconds, Prose.From(Answer)) { Watch = situation.Watch })
            : Decision.Nothing);
}
