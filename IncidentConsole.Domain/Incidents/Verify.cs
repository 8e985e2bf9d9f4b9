using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A step of its own after the actions: somebody looked, and it worked or it did not. Looking again is recorded again.</summary>
/// <param name="Result">What was seen; null where the answer says it all.</param>
public sealed record Verify(string ProcedureId, string VerificationId, bool Worked, string? Result = null) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var check = incident.Runbook.FindProcedure(ProcedureId)?.Verifications.FirstOrDefault(one => one.Id == VerificationId);
        var refusal = Guard.NotEnded(incident)
            ?? (check is null ? Guard.NotFound($"The {incident.Runbook.Title} has no check \"{VerificationId}\" there. Look at its procedures again.") : null)
            ?? Guard.NotTooLong(Result);
        return refusal.Then(() => Decision.Accept(situation.Now, new VerificationRecorded(ProcedureId, VerificationId, Worked, Prose.From(Result))));
    }
}
