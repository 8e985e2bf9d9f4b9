namespace IncidentConsole.Domain.Access;

/// <summary>What an account or an API key may do in the whole console. Each includes those before it.</summary>
public enum AccessRole
{
    Stakeholder,
    Responder,
    Commander,
    Administrator,
}

/// <summary>What an intent or a page asks for; the one table of who has it is <see cref="RightsTable"/>.</summary>
public enum Right
{
    /// <summary>Board, command view, postmortems.</summary>
    Read,

    /// <summary>Declare, acknowledge, notes, ticks, actions, escalate, join, attach, postmortem text and action items.</summary>
    Respond,

    /// <summary>Severity, status, roles, hand-over, resolve and the rest of command; narrowed further by who holds command of the incident.</summary>
    Command,

    /// <summary>People, services, components, keys, runbooks, redaction.</summary>
    Administer,
}

/// <summary>Who may do what: the one table, asked by the desk at each intent and by the interface for what to show.</summary>
public static class RightsTable
{
    public static bool Allows(AccessRole role, Right right) => right switch
    {
        Right.Read => true,
        Right.Respond => role is AccessRole.Responder or AccessRole.Commander or AccessRole.Administrator,
        Right.Command => role is AccessRole.Commander or AccessRole.Administrator,
        Right.Administer => role is AccessRole.Administrator,
    };
}

/// <summary>Who is looking. Every read takes one; <see cref="Visibility.Restricted"/> incidents are only there for those it names.</summary>
/// <param name="Id">Account or key id; the same id as the actor's.</param>
public sealed record Viewer(string Id, AccessRole Role)
{
    /// <summary>The console's own loops, which must see everything.</summary>
    public static Viewer System { get; } = new("system", AccessRole.Administrator);
}

public enum Visibility
{
    Everyone,

    /// <summary>Administrators, commanders, and the responders and role holders of the incident.</summary>
    Restricted,
}
