using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Settings;

/// <summary>Who asks for a change of configuration.</summary>
/// <param name="AtMost">Role of the API key it came with, when that acts as a person; null: the actor's own role counts.</param>
public sealed record Asker(Actor Actor, AccessRole? AtMost = null);

/// <summary>The answer to a change of configuration: what was made, or why not in plain words.</summary>
public sealed record Settled<T>(T? Value, Refusal? Refusal)
    where T : class
{
    public static implicit operator Settled<T>(T value) => new(value, null);

    public static implicit operator Settled<T>(Refusal refusal) => new(null, refusal);
}
