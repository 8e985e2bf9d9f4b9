using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A due time has come. The rule checks that it still applies.</summary>
public sealed record PassDeadline(DeadlineKind Kind, string Subject, DateTimeOffset DueAt) : IncidentIntent
{
    public override Right Right => Right.Administer;

    public override Decision Decide(Incident incident, Situation situation) =>
        DeadlineSchedule.For(incident).Contains(new Deadline(Kind, Subject, DueAt)) && Kind == DeadlineKind.UpdateGoesOut
            ? Decision.Accept(situation.Now, new UpdateWentOut(int.Parse(Subject, System.Globalization.CultureInfo.InvariantCulture)))
            : Decision.Nothing;
}
