using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A better title.</summary>
public sealed record ChangeTitle(string Title) : IncidentIntent
{
    private const int LongestTitle = 200;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        (Guard.NotEnded(incident) ?? CommandRule.Check(incident, situation) ?? Guard.Text(Title, "Say in a few words what is wrong: the title is empty.", LongestTitle))
            .Then(() => incident.Title.Text == Title.Trim() ? Decision.Nothing : Decision.Accept(situation.Now, new TitleChanged(new Prose(Title.Trim()))));
}

/// <summary>The summary as it should read now; empty takes it away.</summary>
public sealed record ChangeSummary(string Summary) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        (Guard.NotEnded(incident) ?? CommandRule.Check(incident, situation) ?? Guard.NotTooLong(Summary))
            .Then(() => (incident.Summary?.Text ?? "") == Summary.Trim() ? Decision.Nothing : Decision.Accept(situation.Now, new SummaryChanged(new Prose(Summary.Trim()))));
}

/// <summary>Who notices what, and how many; also after closing, for the postmortem.</summary>
/// <param name="Impact">Null keeps the text.</param>
/// <param name="AffectedUsers">A count; null = not known.</param>
public sealed record ChangeImpact(string? Impact, int? AffectedUsers = null) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.OwnRecord(incident)
            ?? CommandRule.Check(incident, situation)
            ?? Guard.NotTooLong(Impact)
            ?? (AffectedUsers < 0 ? Guard.Invalid("The number of affected users cannot be below zero. Leave it empty when it is not known.") : null);
        var impact = Impact is null ? incident.Impact ?? new Prose("") : new Prose(Impact.Trim());
        return refusal.Then(() => impact == (incident.Impact ?? new Prose("")) && AffectedUsers == incident.AffectedUsers
            ? Decision.Nothing
            : Decision.Accept(situation.Now, new ImpactChanged(impact, AffectedUsers)));
    }
}
