namespace IncidentConsole.Domain.Kernel;

public enum ActorKind
{
    Person,
    Integration,
    System,

    /// <summary>A person a drill makes up. It acts inside drills only, and never counts as a human acknowledgement.</summary>
    Simulated,
}

/// <summary>Who did it: a person (id of the account), an integration (id of its key) or the console itself, or somebody a drill makes up.</summary>
/// <param name="Name">As people read it in the timeline, kept with the event so that a later rename rewrites no history.</param>
public sealed record Actor(ActorKind Kind, string Id, string Name)
{
    /// <summary>The console acting on a due deadline.</summary>
    public static Actor System { get; } = new(ActorKind.System, "system", "Incident Console");

    /// <param name="role">Whom it stands for: "Database on-call".</param>
    public static Actor Simulated(string role) => new(ActorKind.Simulated, SimulatedPrefix + Slugged(role), $"Simulated: {role}");

    /// <summary>Of the id of every simulated person; no account has it.</summary>
    public const string SimulatedPrefix = "simulated:";

    public bool IsPerson => Kind == ActorKind.Person;

    private static string Slugged(string role) => string.Join('-', string.Concat(role.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
