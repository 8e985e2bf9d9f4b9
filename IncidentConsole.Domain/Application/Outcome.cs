using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application;

/// <summary>What the desk answers.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <param name="Incident">As it stands after the intent.</param>
    /// <param name="Events">What was recorded; empty when it was so already.</param>
    public sealed record Accepted(Incident Incident, IReadOnlyList<RecordedEvent> Events) : Outcome;

    public sealed record Refused(Refusal Refusal) : Outcome;

    /// <summary>The same intent under the same key was answered before; nothing was done again.</summary>
    public sealed record Replayed(StoredReply Reply) : Outcome;
}

/// <summary>How an intent reached the desk.</summary>
/// <param name="Source">console, api, alert, deadline, cli or seed.</param>
/// <param name="Correlation">Ties what one cause did together; made up when null.</param>
/// <param name="IfMatch">The exact version the caller insists on (HTTP If-Match); any other is refused as stale.</param>
/// <param name="Idempotency">A key under which a repeat gets the stored reply.</param>
/// <param name="AtMost">The role of an API key that acts as a person: the person's own role counts only up to it.</param>
public sealed record SendOptions(string Source, string? Correlation = null, int? IfMatch = null, Idempotency? Idempotency = null, AccessRole? AtMost = null)
{
    public static SendOptions Console { get; } = new("console");

    /// <summary>For a click: its client-made id makes a repeat harmless.</summary>
    public static SendOptions Click(string clientId) => new("console", Idempotency: new(clientId, "click", _ => (200, "")));
}

/// <param name="RequestHash">SHA-256 hex of the request.</param>
/// <param name="Reply">Status and body to store with the append, from the incident as it stands after it.</param>
public sealed record Idempotency(string Key, string RequestHash, Func<Incident, (int Status, string Body)> Reply);
