using System.Collections.Concurrent;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// Who has which part of a postmortem open for writing, in this process: a courtesy, not a lock. The revision check at the desk
/// is what protects the text.
/// </summary>
public sealed class PostmortemPresence
{
    private readonly ConcurrentDictionary<object, (IncidentId Incident, Editing Editing)> open = new();

    /// <summary>Raised on any thread, with the incident whose editors changed.</summary>
    public event Action<IncidentId>? Changed;

    public IReadOnlyList<Editing> Of(IncidentId incident) => [.. open.Values.Where(entry => entry.Incident == incident).Select(entry => entry.Editing)];

    /// <param name="who">The editor's component: one part at a time each.</param>
    public void Enter(object who, IncidentId incident, Editing editing)
    {
        if (!open.TryGetValue(who, out var before) || before != (incident, editing))
        {
            open[who] = (incident, editing);
            Changed?.Invoke(incident);
        }
    }

    public void Leave(object who)
    {
        if (open.TryRemove(who, out var entry))
        {
            Changed?.Invoke(entry.Incident);
        }
    }
}

public sealed record Editing(string PersonId, string Name, string SectionId);
