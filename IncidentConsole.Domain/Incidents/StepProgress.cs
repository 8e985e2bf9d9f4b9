using System.Collections.Immutable;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What became of one escalation step.</summary>
/// <param name="Called">Empty after <paramref name="CalledAt"/> means it reached nobody.</param>
public sealed record StepProgress(string StepId)
{
    public DateTimeOffset? CalledAt { get; init; }

    /// <summary>How often it was called.</summary>
    public int Calls { get; init; }

    public ImmutableArray<CalledPerson> Called { get; init; } = [];

    public DateTimeOffset? AnsweredAt { get; init; }

    public Actor? AnsweredBy { get; init; }

    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>How the last call reached them.</summary>
    public StepReach Reach { get; init; }

    public bool IsWaiting => CalledAt is not null && AnsweredAt is null && !Called.IsDefaultOrEmpty && Reach != StepReach.Ticket;

    public bool ReachedNobody => CalledAt is not null && Called.IsDefaultOrEmpty;
}
