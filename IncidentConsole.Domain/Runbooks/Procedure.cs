using System.Collections.Immutable;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>Symptoms → actions → check.</summary>
/// <param name="Id">Stable within a runbook version, e.g. <c>high-error-rate</c>.</param>
public sealed record Procedure(string Id, string Title)
{
    public ProcedureKind Kind { get; init; } = ProcedureKind.Scenario;

    public ImmutableArray<string> Symptoms { get; init; } = [];

    public ImmutableArray<ThresholdRule> Thresholds { get; init; } = [];

    public ImmutableArray<string> LikelyCauses { get; init; } = [];

    public ImmutableArray<RunbookAction> Actions { get; init; } = [];

    public ImmutableArray<Verification> Verifications { get; init; } = [];

    public ImmutableArray<RunbookLink> Related { get; init; } = [];
}

public enum ProcedureKind
{
    /// <summary>What to do when something looks like this.</summary>
    Scenario,

    /// <summary>How to find out what it is.</summary>
    Diagnosis,

    /// <summary>Reduces the impact without mending the cause.</summary>
    Workaround,
    Rollback,
    Rollforward,
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

    /// <summary>What the console can send itself where an administrator allowed the host; null where the action is for a person.</summary>
    public HttpAction? Request { get; init; }

    public TimeSpan? Budget { get; init; }

    public bool IsDestructive { get; init; }

    /// <summary>What a person types to confirm a destructive action (its target: a deployment, a host); null = the service of the incident.</summary>
    public string? Target { get; init; }

    /// <summary>What is typed to confirm it: the target; where the runbook names none, the service it is done to, so that nobody does it to another's.</summary>
    public string ConfirmedBy(string service) => !string.IsNullOrWhiteSpace(Target) ? Target : !string.IsNullOrWhiteSpace(service) ? service.Trim() : Title;

    /// <summary>True where it only looks (logs, status): no reason is asked for its start.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>True where it raises a limit, which needs a reason and is listed until taken back (hauski).</summary>
    public bool RaisesLimit { get; init; }
}

/// <summary>An action that is an HTTP request; URL and body may hold placeholders such as <c>&lt;max-requests&gt;</c>.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Url">Absolute.</param>
public sealed record HttpAction(string Method, string Url, string? Body = null)
{
    /// <summary>Of the body; null without one.</summary>
    public string? ContentType { get; init; }
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
