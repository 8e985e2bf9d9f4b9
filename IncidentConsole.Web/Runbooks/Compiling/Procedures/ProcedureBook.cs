using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>The procedures read so far, and the ids they use up: those of actions and of verifications are unique within the whole runbook.</summary>
internal sealed class ProcedureBook(Reading reading)
{
    private readonly FreeIds procedureIds = new();
    private readonly FreeIds actionIds = new();
    private readonly FreeIds verificationIds = new();
    private readonly List<(Procedure Procedure, int Line)> procedures = [];

    public Reading Reading => reading;

    public string ProcedureId(string title) => procedureIds.Take(Ids.Of(title));

    public string ActionId(string title, string procedure) => actionIds.Take(Ids.Of(title), $"{procedure}-{Ids.Of(title)}");

    public string VerificationId(string title, string procedure) => verificationIds.Take($"{procedure}-{Ids.Of(title)}");

    /// <param name="line">Of its heading.</param>
    public void Add(Procedure procedure, int line) => procedures.Add((procedure, line));

    /// <summary>In the order of the source.</summary>
    public void Close() => reading.Runbook = reading.Runbook with { Procedures = [.. procedures.OrderBy(entry => entry.Line).Select(entry => entry.Procedure)] };
}
