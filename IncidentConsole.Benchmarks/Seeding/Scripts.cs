using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Benchmarks.Seeding;

/// <summary>What happens in seeded incidents.</summary>
internal static class Scripts
{
    private static readonly IncidentStatus[] Moves = [IncidentStatus.Identified, IncidentStatus.Mitigating, IncidentStatus.Investigating];

    /// <summary>From declaration on, this many events; still open: mostly notes, with moves of the status and public updates between them.</summary>
    public static IEnumerable<IncidentIntent> Open(int events)
    {
        yield return new DeclareIncident("High error rate on permission checks", LogSeed.Service, "2") { TakeCommand = true, Summary = "Checks fail for many tenants since the last release." };
        for (var done = 2; done < events; done++)
        {
            switch (done % 50)
            {
                case 10 or 35:
                    yield return new ChangeStatus(Moves[done / 25 % Moves.Length]);
                    break;
                case 20 when done + 1 < events:
                    yield return Update(PublicStatus.Investigating, "Some permission checks fail. We are looking into it.");
                    done++;   // an update that goes out at once is two events
                    break;
                default:
                    yield return new AddNote(done % 7 == 0 ? NoteKind.Decision : NoteKind.Note, Note(done));
                    break;
            }
        }
    }

    /// <summary>The same, mitigated and resolved at its end.</summary>
    public static IEnumerable<IncidentIntent> Whole(int events) =>
        [.. Open(events - 4), new Mitigate(), new Resolve("Rolled back; errors are at 0.02 % for 30 min."), Update(PublicStatus.Resolved, "Permission checks work again. We are sorry for the trouble.")];

    /// <summary>An open incident with three public updates that say something about these components.</summary>
    public static IEnumerable<IncidentIntent> Public(string title, params string[] components) =>
    [
        new DeclareIncident(title, LogSeed.Service, "2") { TakeCommand = true },
        Update(PublicStatus.Investigating, "Some requests fail. We are looking into it.", title, ComponentState.PartialOutage, components),
        Update(PublicStatus.Identified, "We found the cause: a release made key lookups too frequent. We are rolling it back.", null, ComponentState.PartialOutage, components),
        Update(PublicStatus.Monitoring, "Requests work again for most people. We keep watching.", null, ComponentState.DegradedPerformance, components),
    ];

    public static string Note(int number) => $"Entry {number}: errors fell from 11.4 % to {number % 10}.9 %, then stopped falling. Eight of ten pods run 2.13.6.";

    private static PostUpdate Update(PublicStatus status, string text, string? title = null, ComponentState state = ComponentState.DegradedPerformance, params string[] components) =>
        new(status, text, title, [.. components.Select(component => new ComponentChange(component, state))], status == PublicStatus.Resolved ? null : 60) { GoesOutAtOnce = true };
}
