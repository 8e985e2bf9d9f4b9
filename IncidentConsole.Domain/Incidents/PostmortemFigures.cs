using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What it cost: facts of the postmortem that no log knows.</summary>
/// <param name="Revenue">In people's words ("about 4,000 EUR", "none"); null leaves it as it is.</param>
/// <param name="DowntimeMinutes">Whole minutes in which people could not work; null leaves it as it is.</param>
public sealed record SetCost(string? Revenue, int? DowntimeMinutes) : IncidentIntent
{
    private const int LongestRevenue = 200;
    private const int LongestDowntime = 366 * 24 * 60;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.OwnRecord(incident)
            ?? Guard.NotTooLong(Revenue, LongestRevenue)
            ?? (DowntimeMinutes is < 0 or > LongestDowntime ? Guard.Invalid("Give the downtime in whole minutes, from 0 to a year.") : null);
        var revenue = Revenue is null ? incident.Postmortem.Revenue : Prose.From(Revenue);
        var downtime = DowntimeMinutes ?? incident.Postmortem.DowntimeMinutes;
        return refusal.Then(() => revenue == incident.Postmortem.Revenue && downtime == incident.Postmortem.DowntimeMinutes
            ? Decision.Nothing
            : Decision.Accept(situation.Now, new PostmortemCostSet(revenue, downtime)));
    }
}

/// <summary>Puts a ticket or pull request into the postmortem.</summary>
/// <param name="Url">http, https or mailto.</param>
/// <param name="Title">Null shows the last part of the address.</param>
public sealed record AddPostmortemLink(string Url, string? Title = null) : IncidentIntent
{
    private const int LongestUrl = 2_000;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.OwnRecord(incident)
            ?? Guard.Text(Url, "Give the address of the ticket or pull request.", LongestUrl)
            ?? SafeLink.Check(Url)
            ?? Guard.NotTooLong(Title);
        return refusal.Then(() => incident.Postmortem.Links.Exists(link => link.Url == Url.Trim())
            ? Decision.Nothing
            : Decision.Accept(situation.Now, new PostmortemLinkAdded(Url.Trim(), Prose.From(Title))));
    }
}

public sealed record RemovePostmortemLink(string Url) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) => Guard.OwnRecord(incident).Then(() =>
        incident.Postmortem.Links.Exists(link => link.Url == Url) ? Decision.Accept(situation.Now, new PostmortemLinkRemoved(Url)) : Decision.Nothing);
}
