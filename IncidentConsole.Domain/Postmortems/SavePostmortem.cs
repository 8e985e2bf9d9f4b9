using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Postmortems;

/// <summary>Several parts, kept entries and the publication in one go: all of it, or nothing with the first refusal.</summary>
/// <param name="Kept">Version of an entry -> kept or left out.</param>
public sealed record SavePostmortem(ImmutableArray<SectionDraft> Sections, ImmutableSortedDictionary<int, bool> Kept, bool Publish) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var state = incident;
        var events = new List<Happening>();
        foreach (var draft in Sections)
        {
            var revision = state.Postmortem.Sections.GetValueOrDefault(draft.SectionId)?.Revision ?? 0;
            switch (new SaveSection(draft.SectionId, draft.BaseRevision ?? revision, draft.Text).Decide(state, situation))
            {
                case Decision.Refused refused:
                    return refused;
                case Decision.Accepted accepted:
                    events.AddRange(accepted.Events);
                    state = accepted.Events.Aggregate(state, (before, saved) => With(before, (PostmortemSectionSaved)saved.Event, situation));
                    break;
            }
        }

        foreach (var (version, kept) in Kept)
        {
            if (version == 0 || version > incident.Version)   // negative: linked from the stream of the service
            {
                return Decision.Refuse(RefusalKind.NotFound, $"The timeline has no entry {version}. Look again.");
            }

            if (!incident.Postmortem.Kept.TryGetValue(version, out var before) || before != kept)
            {
                events.Add(new Happening(new TimelineEntryKept(version, kept), situation.Now));
            }
        }

        if (Publish)
        {
            switch (new PublishPostmortem { Reason = Reason }.Decide(state, situation))
            {
                case Decision.Refused refused:
                    return refused;
                case Decision.Accepted accepted:
                    events.AddRange(accepted.Events);
                    break;
            }
        }

        return events.Count == 0 ? Decision.Nothing : new Decision.Accepted(events);
    }

    /// <summary>What the next part and the publication are decided on.</summary>
    private static Incident With(Incident incident, PostmortemSectionSaved saved, Situation situation) => incident with
    {
        Postmortem = incident.Postmortem with
        {
            Sections = incident.Postmortem.Sections.SetItem(saved.SectionId, new(saved.SectionId, saved.Revision, saved.Text, situation.Actor, situation.Now)),
        },
    };
}

/// <param name="BaseRevision">The revision the writer began with; null = whatever is there now.</param>
public sealed record SectionDraft(string SectionId, string Text, int? BaseRevision);
