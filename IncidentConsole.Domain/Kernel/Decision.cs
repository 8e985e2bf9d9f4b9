namespace IncidentConsole.Domain.Kernel;

/// <summary>What a rule answers: the events that follow, or a refusal in plain words.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    public static Decision Nothing { get; } = new Accepted([]);

    public static Decision Accept(DateTimeOffset occurredAt, params ReadOnlySpan<DomainEvent> events)
    {
        var happenings = new Happening[events.Length];
        for (var i = 0; i < events.Length; i++)
        {
            happenings[i] = new Happening(events[i], occurredAt);
        }

        return new Accepted(happenings);
    }

    public static Decision Refuse(RefusalKind kind, string message) => new Refused(new Refusal(kind, message));

    /// <summary>An empty list means: already so, nothing to record (an idempotent repeat).</summary>
    public sealed record Accepted(IReadOnlyList<Happening> Events) : Decision;

    public sealed record Refused(Refusal Refusal) : Decision;
}

public enum RefusalKind
{
    /// <summary>The actor has not the right (403).</summary>
    Forbidden,

    /// <summary>There is no such thing, or the actor may not see it (404).</summary>
    NotFound,

    /// <summary>The incident's current state forbids it (409).</summary>
    Conflict,

    /// <summary>The input breaks a rule (422).</summary>
    Invalid,

    /// <summary>A reason is required and none was given (422).</summary>
    ReasonRequired,

    /// <summary>Something happened since the actor looked (412).</summary>
    Stale,
}

/// <summary>An expected "no", shown beside the button and as problem details with the same words.</summary>
/// <param name="Message">Plain words that say what to do.</param>
public sealed record Refusal(RefusalKind Kind, string Message);
