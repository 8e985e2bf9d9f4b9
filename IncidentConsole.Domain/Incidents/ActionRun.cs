using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

public enum ActionRunState
{
    Started,
    Confirmed,
    Skipped,
}

public sealed record ActionRun(string ActionId, ActionRunState State, Actor By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, Prose? Result)
{
    /// <summary>What the console sent for it; null where a person ran it.</summary>
    public ActionSend? Send { get; init; }
}
