using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The console lets a posted update go out when its time has come; nothing when it was withdrawn or is already out.</summary>
public sealed record PublishUpdate(int Number) : IncidentIntent
{
    public override Right Right => Right.Administer;

    public override Decision Decide(Incident incident, Situation situation) => SystemRule.Check(situation).Then(() =>
        incident.Updates.Exists(update => update.Number == Number && update.State == UpdateState.Posted && update.GoesOutAt <= situation.Now)
            ? Decision.Accept(situation.Now, new UpdateWentOut(Number))
            : Decision.Nothing);
}

/// <summary>What no person ever asks for.</summary>
internal static class SystemRule
{
    public static Refusal? Check(Situation situation) =>
        situation.Actor.Kind == ActorKind.System ? null : Guard.Forbidden("The console does this by itself when it is due.");

    public static Refusal? CheckSignal(Situation situation) =>
        situation.Actor.IsPerson ? Guard.Forbidden("Alerts come from monitoring. Write a note instead.") : null;
}
