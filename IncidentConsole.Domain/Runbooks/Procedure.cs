using System.Collections.Immutable;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>Symptoms → actions → check.</summary>
/// <param name="Id">Stable within a runbook version, e.g. <c>high-error-rate</c>.</param>
public sealed record Procedure(string Id, string Title)
{
    public ImmutableArray<string> Symptoms { get; init; } = [];

    public ImmutableArray<ThresholdRule> Thresholds { get; init; } = [];

    public ImmutableArray<string> LikelyCauses { get; init; } = [];

    public ImmutableArray<RunbookAction> Actions { get; init; } = [];

    public ImmutableArray<Verification> Verifications { get; init; } = [];

    public ImmutableArray<RunbookLink> Related { get; init; } = [];
}

/// <summary>One step: what to do, with which command, in which time.</summary>
/// <param name="Id">Unique within the whole runbook.</param>
/// <param name="Condition">When it applies ("if a deployment was recent"); null = always.</param>
/// <param name="Budget">How long it may take by the runbook; null when it gives none.</param>
/// <param name="IsDestructive">Changes or deletes in production: confirmed by its own words.</param>
public sealed record RunbookAction(string Id, string Title)
{
    public string? Condition { get; init; }

    public RunbookCommand? Command { get; init; }

    public TimeSpan? Budget { get; init; }

    public bool IsDestructive { get; init; }

    /// <summary>True where it only looks (logs, status): no reason is asked for its start.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>True where it raises a limit, which needs a reason and is listed until taken back (hauski).</summary>
    public bool RaisesLimit { get; init; }
}

/// <summary>A command as the runbook writes it; placeholders look like <c>&lt;pod-name&gt;</c> and are filled before it is copied.</summary>
/// <param name="Language">bash, sql, …</param>
public sealed record RunbookCommand(string Text, string Language = "bash")
{
    public ImmutableArray<string> Placeholders { get; init; } = [];
}

/// <summary>The check that it worked.</summary>
public sealed record Verification(string Id, string Text)
{
    public RunbookCommand? Command { get; init; }

    public ThresholdRule? Criterion { get; init; }
}
