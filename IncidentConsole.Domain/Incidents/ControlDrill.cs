using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The figures and the simulated people hold still.</summary>
public sealed record PauseDrill : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) => DrillRule.Check(incident, situation)
        .Then(() => incident.Drill!.IsPaused ? Decision.Nothing : Decision.Accept(situation.Now, new DrillPaused()));
}

/// <summary>The drill goes on where it stood.</summary>
public sealed record ContinueDrill : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) => DrillRule.Check(incident, situation)
        .Then(() => incident.Drill!.IsPaused ? Decision.Accept(situation.Now, new DrillContinued()) : Decision.Nothing);
}

/// <summary>Ends the drill, resolved or not; its report says what was reached.</summary>
public sealed record StopDrill : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) => incident.Drill?.StoppedAt is not null
        ? Decision.Nothing
        : DrillRule.Check(incident, situation).Then(() => Decision.Accept(situation.Now, new DrillStopped()));
}

internal static class DrillRule
{
    /// <summary>Who started a drill may always end it; else the one in command says.</summary>
    public static Refusal? Check(Incident incident, Situation situation) =>
        !incident.IsDrill ? Guard.Conflict($"{incident.Label} is no drill. Resolve it when it is over.")
        : !incident.IsOpen ? Guard.Conflict($"The drill {incident.Label} is over. Its report says what was reached.")
        : incident.DeclaredBy.Id == situation.Actor.Id ? null
        : CommandRule.Check(incident, situation);
}
