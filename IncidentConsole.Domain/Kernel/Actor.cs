namespace IncidentConsole.Domain.Kernel;

public enum ActorKind
{
    Person,
    Integration,
    System,
}

/// <summary>Who did it: a person (id of the account), an integration (id of its key) or the console itself.</summary>
/// <param name="Name">As people read it in the timeline, kept with the event so that a later rename rewrites no history.</param>
public sealed record Actor(ActorKind Kind, string Id, string Name)
{
    /// <summary>The console acting on a due deadline.</summary>
    public static Actor System { get; } = new(ActorKind.System, "system", "Incident Console");

    public bool IsPerson => Kind == ActorKind.Person;
}
