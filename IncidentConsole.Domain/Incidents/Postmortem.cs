using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Saves the text of a section as its next revision. One made on an older revision is refused; nothing typed is lost.</summary>
/// <param name="SectionId">Of the runbook's template.</param>
/// <param name="BaseRevision">The revision the writer began with; 0 for a section without text.</param>
public sealed record SaveSection(string SectionId, int BaseRevision, string Text) : IncidentIntent
{
    private const int LongestSection = 100_000;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Runbook.Postmortem.Find(SectionId) is not { } section)
        {
            return new Decision.Refused(Guard.NotFound($"The postmortem template of the {incident.Runbook.Title} has no section \"{SectionId}\"."));
        }

        var saved = incident.Postmortem.Sections.GetValueOrDefault(SectionId);
        var revision = saved?.Revision ?? 0;
        if ((saved?.Text.Text ?? "") == Text)
        {
            return Decision.Nothing;
        }

        var refusal = Guard.NotTooLong(Text, LongestSection)
            ?? (BaseRevision > revision ? Guard.Invalid($"\"{section.Title}\" has no revision {BaseRevision}. Load it again; your text is kept here.") : null)
            ?? (saved is not null && BaseRevision < revision
                ? new Refusal(RefusalKind.Stale, $"{saved.By.Name} saved \"{section.Title}\" {Meanwhile.Ago(situation.Now - saved.At)}. Your text is kept: compare the two, and save again.")
                : null);
        return refusal.Then(() => Decision.Accept(situation.Now, new PostmortemSectionSaved(SectionId, revision + 1, new Prose(Text))));
    }
}

/// <summary>The postmortem is done. Publishing it with sections still empty needs a reason.</summary>
public sealed record PublishPostmortem : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Postmortem.PublishedAt is not null)
        {
            return Decision.Nothing;
        }

        var refusal = Guard.OwnRecord(incident)
            ?? CommandRule.Check(incident, situation)
            ?? (incident.IsOpen ? Guard.Conflict($"{incident.Label} is still {incident.Status}. Resolve it first; the draft is kept.") : null)
            ?? Incomplete(incident, situation);
        return refusal.Then(() => Decision.Accept(situation.Now, new PostmortemPublished()));
    }

    private static Refusal? Incomplete(Incident incident, Situation situation)
    {
        var empty = incident.Runbook.Postmortem.Sections
            .Where(section => section.Kind == PostmortemSectionKind.Text && string.IsNullOrWhiteSpace(incident.Postmortem.Sections.GetValueOrDefault(section.Id)?.Text.Shown))
            .Select(section => section.Title).ToList();
        return empty.Count == 0 ? null : Guard.Reason(situation, $"Still empty: {string.Join(", ", empty)}. Write them, or give a reason to publish without.");
    }
}

/// <summary>Keeps an entry of the timeline in the postmortem, or leaves it out.</summary>
/// <param name="Version">Version of the entry in its stream; negative for one linked from the stream of the service.</param>
public sealed record KeepTimelineEntry(int Version, bool IsKept) : IncidentIntent, IEntryIntent
{
    public override Right Right => Right.Respond;

    private bool IsOfService => Version < 0;

    public override Decision Decide(Incident incident, Situation situation) => (IsOfService ? null : Guard.Entry(situation, Version)).Then(() =>
        incident.Postmortem.Kept.TryGetValue(Version, out var kept) && kept == IsKept
            ? Decision.Nothing
            : Decision.Accept(situation.Now, new TimelineEntryKept(Version, IsKept)));
}
