using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Domain.Application.Postmortems;

/// <summary>Who held which role from when to when, out of the log; open spans end with the incident.</summary>
internal static class RoleSpans
{
    public static IReadOnlyList<DocumentRole> Of(Incident incident, IReadOnlyList<RecordedEvent> events)
    {
        var spans = new List<(IncidentRole Role, string PersonId, string Name, DateTimeOffset From, DateTimeOffset? Until)>();
        foreach (var recorded in events)
        {
            var at = recorded.OccurredAt;
            switch (recorded.Event)
            {
                case RoleAssigned e:
                    Begin(e.Role, e.PersonId, e.PersonName, at);
                    break;
                case CommandTaken e:
                    Begin(IncidentRole.Commander, e.PersonId, e.PersonName, at);
                    break;
                case HandOverAccepted e:
                    Begin(IncidentRole.Commander, e.ToPersonId, e.ToPersonName, at);
                    break;
                case RoleReleased e:
                    End(span => span.Role == e.Role && span.PersonId == e.PersonId, at);
                    break;
            }
        }

        return [.. spans.OrderBy(span => span.Role).ThenBy(span => span.From)
            .Select(span => new DocumentRole(Labels.Of(span.Role), span.Name, span.From, span.Until ?? EndOf(incident, span.From)))];

        void Begin(IncidentRole role, string personId, string name, DateTimeOffset at)
        {
            if (spans.Exists(span => span.Role == role && span.PersonId == personId && span.Until is null))
            {
                return;
            }

            End(span => span.Role == role && role != IncidentRole.SubjectMatterExpert, at);   // one holder a role
            spans.Add((role, personId, name, at, null));
        }

        void End(Predicate<(IncidentRole Role, string PersonId, string Name, DateTimeOffset From, DateTimeOffset? Until)> ended, DateTimeOffset at)
        {
            for (var i = 0; i < spans.Count; i++)
            {
                if (spans[i].Until is null && ended(spans[i]))
                {
                    spans[i] = spans[i] with { Until = at };
                }
            }
        }
    }

    private static DateTimeOffset? EndOf(Incident incident, DateTimeOffset from) => incident.Milestones.Resolved is { } resolved && resolved >= from ? resolved : null;
}
