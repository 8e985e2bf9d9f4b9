using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>The procedures read so far, and the ids they use up: those of actions and of verifications are unique within the whole runbook.</summary>
internal sealed class ProcedureBook(Reading reading)
{
    private readonly HashSet<string> procedureIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> actionIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> verificationIds = new(StringComparer.Ordinal);
    private readonly List<Procedure> procedures = [];

    public Reading Reading => reading;

    public string ProcedureId(string title) => Free(Ids.Of(title), null, procedureIds);

    public string ActionId(string title, string procedure) => Free(Ids.Of(title), procedure, actionIds);

    public string VerificationId(string title, string procedure) => Free($"{procedure}-{Ids.Of(title)}", null, verificationIds);

    public void Add(Procedure procedure) => procedures.Add(procedure);

    public void Close() => reading.Runbook = reading.Runbook with { Procedures = [.. procedures] };

    // With its procedure before a number: that stays the same when another procedure comes or goes.
    private static string Free(string id, string? procedure, HashSet<string> taken)
    {
        if (taken.Add(id))
        {
            return id;
        }

        var longer = procedure is null ? id : $"{procedure}-{id}";
        if (procedure is not null && taken.Add(longer))
        {
            return longer;
        }

        var number = 2;
        while (!taken.Add($"{longer}-{number}"))
        {
            number++;
        }

        return $"{longer}-{number}";
    }
}
