using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Application;

/// <summary>Writes the stream of one incident under the InferaDB runbook, as the log would record it.</summary>
internal sealed class Stream
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 1, 43, 0, TimeSpan.Zero);
    public static readonly Actor Maya = new(ActorKind.Person, "maya", "Maya Okafor");
    public static readonly Actor Jonas = new(ActorKind.Person, "jonas", "Jonas Weber");

    private readonly IncidentId _id = new("0190a6f0-0000-7000-8000-000000000001");
    private readonly List<RecordedEvent> _events = [];

    public IReadOnlyList<RecordedEvent> Events => _events;

    public Incident Incident => Incident.Fold(_id, _events, Runbooks);

    public static Runbook Runbooks(RunbookKey key) => RunbookLibrary.All.Single(version => version.Key == key).Runbook;

    public static Stream Declared(int severity = 2, bool byAlert = false, string title = "High error rate on permission checks", bool isDrill = false, bool byDetection = false) => new Stream().Add(
        0,
        new IncidentDeclared(7, new(title), null, "inferadb", true, "Platform", RunbookLibrary.InferaDb.Key, severity, byAlert || byDetection, Start, null, default, isDrill),
        byDetection ? Actor.System : byAlert ? new Actor(ActorKind.Integration, "alertmanager", "Alertmanager") : Maya,
        source: byDetection ? "signal" : "console");

    /// <param name="minute">When it happened, in minutes from the declaration.</param>
    /// <param name="recordedAt">When it was written down; null = as it happened.</param>
    public Stream Add(double minute, DomainEvent happened, Actor? by = null, string? reason = null, double? recordedAt = null, string source = "console")
    {
        _events.Add(new RecordedEvent(
            100 + _events.Count, StreamId.Of(_id), _events.Count + 1, happened, by ?? Maya, Prose.From(reason), source, At(minute), At(recordedAt ?? minute), "test"));
        return this;
    }

    public static DateTimeOffset At(double minute) => Start.AddMinutes(minute);
}
