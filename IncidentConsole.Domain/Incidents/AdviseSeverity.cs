using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Incidents;

/// <summary>One limit that a figure is beyond, as it was when somebody looked: what an advice rests on.</summary>
/// <param name="Title">Of the signal.</param>
/// <param name="Limit">In <paramref name="Unit"/>, as is <paramref name="Value"/>.</param>
/// <param name="Budget">What the limit is a multiple of; null where it is a plain figure.</param>
/// <param name="Since">Since when it is beyond without a gap; null where the runbook asks for no time.</param>
public sealed record MetricEvidence(string SignalId, string Title, Comparison Comparison, double Limit, double Value, string Unit, double? Budget = null, DateTimeOffset? Since = null);

/// <summary>The metrics say that it is worse than people do. Nobody lowers or raises anything by it.</summary>
/// <param name="Rank">1 = worst.</param>
public sealed record SeverityAdvised(int Rank, ImmutableArray<MetricEvidence> Evidence) : IncidentEvent;

/// <summary>Who commands looked at the advice and keeps the severity; the reason of the entry says why.</summary>
/// <param name="Rank">What the metrics said.</param>
public sealed record SeverityAdviceDeclined(int Rank) : IncidentEvent;

/// <summary>The metrics no longer say that it is worse.</summary>
/// <param name="Rank">What they had said.</param>
public sealed record SeverityAdviceEnded(int Rank) : IncidentEvent;

/// <summary>What the metrics say of the severity, while it is worse than what is set.</summary>
/// <param name="DeclinedBy">Who keeps the severity all the same; null while nobody said so.</param>
public sealed record SeverityAdvice(int Rank, ImmutableArray<MetricEvidence> Evidence, DateTimeOffset At, Actor? DeclinedBy = null);

/// <summary>The console says what the metrics mean. It says it once, and again only when they mean worse.</summary>
public sealed record AdviseSeverity(int Rank, ImmutableArray<MetricEvidence> Evidence) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var level = incident.Runbook.Severities[Rank];
        return situation.Actor.Kind != ActorKind.System ? Decision.Refuse(RefusalKind.Forbidden, "The console says by itself what the metrics mean. Change the severity, or write a note.")
            : !incident.IsOpen || !level.IsMoreSevereThan(incident.Level) || incident.Advice?.Rank <= level.Rank ? Decision.Nothing
            : Decision.Accept(situation.Now, new SeverityAdvised(level.Rank, Evidence));
    }
}

/// <summary>The metrics no longer say that it is worse.</summary>
public sealed record EndSeverityAdvice : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        situation.Actor.Kind != ActorKind.System ? Decision.Refuse(RefusalKind.Forbidden, "The console says by itself when the metrics mean something else. Keep the severity with a reason.")
        : incident.Advice is not { } advice || !incident.IsOpen ? Decision.Nothing
        : Decision.Accept(situation.Now, new SeverityAdviceEnded(advice.Rank));
}

/// <summary>Keeps the severity although the metrics say worse; the reason stays for the postmortem.</summary>
public sealed record KeepSeverity : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Advice is not { DeclinedBy: null } advice)
        {
            return Decision.Nothing;   // it ended meanwhile, or somebody said so
        }

        var refusal = Guard.Open(incident)
            ?? CommandRule.Check(incident, situation)
            ?? Guard.Reason(situation, $"Say why it stays {incident.Level.Label} although the metrics say {incident.Runbook.Severities[advice.Rank].Label}: the postmortem will ask.");
        return refusal.Then(() => Decision.Accept(situation.Now, new SeverityAdviceDeclined(advice.Rank)));
    }
}
