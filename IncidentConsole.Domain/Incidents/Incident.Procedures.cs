using System.Collections.Immutable;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What came of the procedures: checks, sends, raised limits, what was written down.</summary>
public sealed partial record Incident
{
    /// <summary>The last look at each verification; see <see cref="FindVerification"/>.</summary>
    public ImmutableDictionary<(string ProcedureId, string VerificationId), VerificationMark> Verifications { get; init; } =
        ImmutableDictionary<(string ProcedureId, string VerificationId), VerificationMark>.Empty;

    /// <summary>Limits that are raised now, the oldest first.</summary>
    public ImmutableList<RaisedLimit> RaisedLimits { get; init; } = [];

    public ImmutableDictionary<MeasureKind, DocumentedMeasure> Documentation { get; init; } = ImmutableDictionary<MeasureKind, DocumentedMeasure>.Empty;

    /// <summary>Why it was resolved although the guard spoke against it; null where it did not, and while it is open.</summary>
    public GuardOverride? Override { get; init; }

    /// <summary>Ids of all sends ever attempted here.</summary>
    public ImmutableHashSet<string> SendIds { get; init; } = [];

    /// <summary>What the runbook wants written down before the incident is resolved, and is not.</summary>
    public ImmutableArray<MeasureKind> Undocumented => Runbook.DocumentsWorkaround ? [.. Enum.GetValues<MeasureKind>().Where(kind => !Documentation.ContainsKey(kind))] : [];

    public VerificationMark? FindVerification(string procedureId, string verificationId) => Verifications.GetValueOrDefault((procedureId, verificationId));

    /// <summary>The run whose last send has this id; null when another send, or a start by hand, followed it.</summary>
    public ActionRun? FindSend(string sendId) => Actions.Values.FirstOrDefault(run => run.Send?.SendId == sendId);

    private Incident Started(string procedureId, ActionRun run, Prose? why)
    {
        var raises = Runbook.FindAction(run.ActionId) is { RaisesLimit: true } action ? action : null;
        return With(run) with
        {
            ActiveProcedure = procedureId,
            Effects = Effects.Remove(run.ActionId),
            RaisedLimits = raises is null
                ? RaisedLimits
                : RaisedLimits.RemoveAll(limit => limit.ActionId == run.ActionId).Add(new(run.ActionId, raises.Title, run.By, run.StartedAt, why)),
        };
    }

    private Incident Answered(SendAnswered e, DateTimeOffset at)
    {
        if (FindSend(e.SendId) is not { } run)
        {
            return this;
        }

        var sent = run with { Send = run.Send! with { Outcome = e.Outcome, Status = e.Status, Took = TimeSpan.FromMilliseconds(e.Milliseconds), Answer = e.Answer } };
        return e.Outcome == SendOutcome.Succeeded && run.State == ActionRunState.Started ? Done(sent with { State = ActionRunState.Confirmed, EndedAt = at }, e.Watch) : With(sent);
    }

    private Incident Done(ActionRun run, EffectWatch? watch) => With(run).Watching(run, watch);
}

public sealed record VerificationMark(bool Worked, Actor By, DateTimeOffset At, Prose? Result);

/// <param name="Title">Of the action, as the runbook in force called it.</param>
/// <param name="Why">Null once redacted.</param>
public sealed record RaisedLimit(string ActionId, string Title, Actor By, DateTimeOffset Since, Prose? Why);

public sealed record DocumentedMeasure(Prose Text, Actor By, DateTimeOffset At);

/// <summary>The last request the console sent for an action.</summary>
/// <param name="AnswerBy">UTC.</param>
public sealed record ActionSend(string SendId, Actor By, DateTimeOffset At, DateTimeOffset AnswerBy)
{
    /// <summary>Null while nothing is known.</summary>
    public SendOutcome? Outcome { get; init; }

    public int? Status { get; init; }

    public TimeSpan? Took { get; init; }

    public Prose? Answer { get; init; }

    public bool IsUnderWay(DateTimeOffset now) => Outcome is null && now < AnswerBy;

    /// <summary>The console stopped between sending and hearing: it may have worked.</summary>
    public bool IsUnknown(DateTimeOffset now) => Outcome is null && now >= AnswerBy;
}
