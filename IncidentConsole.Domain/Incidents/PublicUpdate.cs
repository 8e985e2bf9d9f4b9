using System.Collections.Immutable;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

public enum UpdateState
{
    /// <summary>Written, waits its ten seconds, can be withdrawn.</summary>
    Posted,
    Out,
    Withdrawn,
}

public sealed record PublicUpdate(
    int Number,
    PublicStatus PublicStatus,
    Prose? Title,
    Prose Text,
    ImmutableArray<ComponentChange> Components,
    DateTimeOffset? NextUpdateAt,
    DateTimeOffset PostedAt,
    DateTimeOffset GoesOutAt,
    Actor By,
    UpdateState State,
    DateTimeOffset? WentOutAt = null,
    DateTimeOffset? DueAt = null)
{
    /// <summary>The e-mail that goes with it; null where nobody wrote one and the runbook's template speaks.</summary>
    public Prose? MailSubject { get; init; }

    public Prose? MailBody { get; init; }
}
