using System.Collections.Immutable;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>
/// A runbook as data: everything that differs between teams. An incident keeps the version it was declared under;
/// nothing here is ever a constant in code. Versions are immutable and known by the SHA-256 of their stored form (<see cref="RunbookKey"/>).
/// </summary>
public sealed record Runbook
{
    /// <summary>Short name for people and URLs: <c>inferadb</c>.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>Language of templates, PDF headings and date words: <c>en</c> or <c>de</c>. The interface stays English.</summary>
    public string Language { get; init; } = "en";

    public string? OwnerTeam { get; init; }

    public string? Scope { get; init; }

    public required SeverityScheme Severities { get; init; }

    public EscalationPolicy Escalation { get; init; } = EscalationPolicy.None;

    public ImmutableArray<ChecklistPhase> Checklist { get; init; } = [];

    public ImmutableArray<QuickReference> QuickReferences { get; init; } = [];

    public ImmutableArray<Procedure> Procedures { get; init; } = [];

    public CommunicationPlan Communication { get; init; } = CommunicationPlan.None;

    public ImmutableArray<ResolveCriterion> ResolveCriteria { get; init; } = [];

    public PostmortemTemplate Postmortem { get; init; } = PostmortemTemplate.Default;

    /// <summary>Open questions that help to judge severity where no level owns them (impact, scope, trend, workarounds).</summary>
    public ImmutableArray<string> SeverityQuestions { get; init; } = [];

    /// <summary>Module → owner team (hauski), so that the owner of what broke can be called.</summary>
    public ImmutableArray<ModuleOwner> ModuleOwners { get; init; } = [];

    public ImmutableArray<Contact> Contacts { get; init; } = [];

    /// <summary>Named limits that thresholds are multiples of, e.g. "Index p95 (ms)".</summary>
    public ImmutableArray<string> Budgets { get; init; } = [];

    public ImmutableArray<ThresholdRule> KeyMetrics { get; init; } = [];

    public ImmutableArray<string> IncidentMetrics { get; init; } = [];

    public ImmutableArray<RunbookLink> Links { get; init; } = [];

    /// <summary>True where the runbook says that a workaround and a rollback are documented before resolve (hauski).</summary>
    public bool DocumentsWorkaround { get; init; }

    /// <summary>What was not turned into anything else, in the order of the source: shown for reading.</summary>
    public ImmutableArray<ReferenceText> References { get; init; } = [];

    public Procedure? FindProcedure(string id) => Procedures.FirstOrDefault(procedure => procedure.Id == id);

    public RunbookAction? FindAction(string actionId) => Procedures.SelectMany(procedure => procedure.Actions).FirstOrDefault(action => action.Id == actionId);

    public ChecklistItem? FindItem(string itemId) => Checklist.SelectMany(phase => phase.Items).FirstOrDefault(item => item.Id == itemId);
}

/// <summary>Names one immutable runbook version: lower-case SHA-256 hex of its stored form.</summary>
public readonly record struct RunbookKey(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One row of a quick-reference table: what is it, how bad, what first.</summary>
public sealed record QuickReference(string Kind, string Severity, string PrimaryAction, string? SecondaryAction);

/// <summary>A line of the runbook's resolution criteria.</summary>
/// <param name="Threshold">What a metric must say, where the criterion is one.</param>
/// <param name="StableFor">How long it must hold without a gap; zero when the runbook does not say.</param>
public sealed record ResolveCriterion(string Id, string Text, ThresholdRule? Threshold = null, TimeSpan StableFor = default);

public sealed record ModuleOwner(string Module, string Team);

public sealed record Contact(string Role, string Path);

public sealed record RunbookLink(string Title, string Target, RunbookLinkKind Kind = RunbookLinkKind.Document);

public enum RunbookLinkKind
{
    Document,
    Runbook,
    Dashboard,
    Log,
    Tool,
}

/// <param name="Heading">The headings above it, outermost first, joined by " › ".</param>
public sealed record ReferenceText(string Heading, string Markdown);
