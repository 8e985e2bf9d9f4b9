using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Writes down what a runbook wants known before the incident is resolved; what is blank stays as it is. Possible after closing, for the record.</summary>
public sealed record DocumentMeasures(string? Workaround, string? Rollback) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var said = new[] { (Kind: MeasureKind.Workaround, Text: Prose.From(Workaround)), (Kind: MeasureKind.Rollback, Text: Prose.From(Rollback)) }.Where(one => one.Text is not null).ToList();
        var refusal = Guard.OwnRecord(incident)
            ?? (said.Count == 0 ? Guard.Invalid("Say what the workaround is, or how to roll back. Where there is none, say that.") : null)
            ?? Guard.NotTooLong(Workaround)
            ?? Guard.NotTooLong(Rollback);
        return refusal.Then(() => Decision.Accept(
            situation.Now,
            [.. said.Where(one => incident.Documentation.GetValueOrDefault(one.Kind)?.Text != one.Text).Select(one => new MeasureDocumented(one.Kind, one.Text!))]));
    }
}
