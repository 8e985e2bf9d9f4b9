using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// An incident as its log tells it: an immutable fold over the events of one stream (see Evolve in Incident.Evolve.cs).
/// Every clock here is UTC and comes from the events, so folding the same log gives the same incident at any time.
/// </summary>
public sealed partial record Incident
{
    /// <summary>Before its declaration: the state a <see cref="DeclareIncident"/> is decided on.</summary>
    public static Incident Undeclared(IncidentId id) => new() { Id = id };

    public required IncidentId Id { get; init; }

    /// <summary>Version of the last event folded; 0 = undeclared.</summary>
    public int Version { get; init; }

    public int Number { get; init; }

    public Prose Title { get; init; } = Prose.Redacted;

    public Prose? Summary { get; init; }

    public string Service { get; init; } = "";

    public bool ServiceIsKnown { get; init; }

    public string? OwnerTeam { get; init; }

    public RunbookKey RunbookKey { get; init; }

    /// <summary>The frozen copy the incident runs under.</summary>
    public Runbook Runbook { get; init; } = null!;

    /// <summary>Rank, 1 = worst.</summary>
    public int Severity { get; init; }

    /// <summary>Since when this severity holds; the at-once and unacknowledged steps of the ladder count from here.</summary>
    public DateTimeOffset SeveritySince { get; init; }

    /// <summary>The severity before this one: what an undo goes back to, so that taking a slip back restarts no clock. Null when it never changed under this runbook.</summary>
    public EarlierSeverity? Earlier { get; init; }

    /// <summary>The business days its due times count by, as they stood when it was declared.</summary>
    public BusinessCalendar Calendar { get; init; } = BusinessCalendar.Utc;

    public IncidentStatus Status { get; init; }

    public Visibility Visibility { get; init; }

    /// <summary>Practice: outside every statistic, public page, notification and alert. The one place everybody asks.</summary>
    public bool IsDrill { get; init; }

    /// <summary>What is played and how far it is; null for a real incident.</summary>
    public DrillState? Drill { get; init; }

    /// <summary>Under which name its signals and their samples are read: the service's own, or those of the drill, which are made up.</summary>
    public string SignalService => SignalServiceOf(Id, Service, IsDrill);

    public bool ByAlert { get; init; }

    /// <summary>See <see cref="IsOwnDetection"/>.</summary>
    public bool ByDetection { get; init; }

    /// <summary>Proposed by the console, and nobody has acknowledged it yet.</summary>
    public bool IsProposal { get; init; }

    public Actor DeclaredBy { get; init; } = Actor.System;

    public Milestones Milestones { get; init; } = new();

    public ImmutableList<RoleHolder> Roles { get; init; } = [];

    public ImmutableList<RoleHolder> Responders { get; init; } = [];

    public PendingHandOver? HandOver { get; init; }

    public ImmutableDictionary<string, ItemMark> Checklist { get; init; } = ImmutableDictionary<string, ItemMark>.Empty;

    public ImmutableDictionary<string, ActionRun> Actions { get; init; } = ImmutableDictionary<string, ActionRun>.Empty;

    /// <summary>The procedure whose action was started last.</summary>
    public string? ActiveProcedure { get; init; }

    public ImmutableDictionary<string, StepProgress> Ladder { get; init; } = ImmutableDictionary<string, StepProgress>.Empty;

    public ImmutableList<PublicUpdate> Updates { get; init; } = [];

    /// <summary>Since when a public update is owed because of a mitigation, resolution or reopening; null when none is.</summary>
    public DateTimeOffset? UpdateOwedSince { get; init; }

    public Prose? Impact { get; init; }

    public int? AffectedUsers { get; init; }

    /// <summary>Attributes a runbook's escalation names ("data-breach") → since when the incident has them.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Attributes { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Modules of the runbook that break, in its order.</summary>
    public ImmutableList<ModuleInTrouble> Modules { get; init; } = [];

    public ImmutableDictionary<string, JoinedAlert> Alerts { get; init; } = ImmutableDictionary<string, JoinedAlert>.Empty;

    /// <summary>How many alerts there are in a storm, as last told; null while each is told by itself in <see cref="Alerts"/>.</summary>
    public AlertsCounted? AlertCount { get; init; }

    /// <summary>When an alert last joined, or a storm was last counted; null without alerts.</summary>
    public DateTimeOffset? LastAlertAt { get; init; }

    /// <summary>What the metrics say of the severity; null while they say nothing worse.</summary>
    public SeverityAdvice? Advice { get; init; }

    /// <summary>Where people talk about it; null while nobody said.</summary>
    public Prose? Channel { get; init; }

    /// <summary>Resolution criteria a person says are met.</summary>
    public ImmutableDictionary<string, CriterionMark> Criteria { get; init; } = ImmutableDictionary<string, CriterionMark>.Empty;

    /// <summary>As last corrected.</summary>
    public Prose? ResolutionNotes { get; init; }

    /// <summary>Version of the entry that holds <see cref="ResolutionNotes"/>; 0 = none.</summary>
    public int ResolutionVersion { get; init; }

    public IncidentId? MergedInto { get; init; }

    public int? MergedIntoNumber { get; init; }

    public PostmortemDraft Postmortem { get; init; } = new();

    /// <summary>Due times that already passed and were recorded, so that the schedule asks for none twice.</summary>
    public ImmutableHashSet<Deadline> PassedDeadlines { get; init; } = [];

    /// <summary>The last thing that happened in each concern, to tell somebody who looked before it what happened meanwhile.</summary>
    public ImmutableDictionary<Concern, Change> Latest { get; init; } = ImmutableDictionary<Concern, Change>.Empty;

    public bool IsDeclared => Version > 0;

    public bool IsOpen => IsDeclared && Status.IsOpen();

    public SeverityLevel Level => Runbook.Severities[Severity];

    /// <summary>"INC-7".</summary>
    public string Label => $"INC-{Number}";

    public RoleHolder? Commander => Roles.Find(role => role.Role == IncidentRole.Commander);

    /// <inheritdoc cref="SignalService"/>
    public static string SignalServiceOf(IncidentId id, string service, bool isDrill) => isDrill ? DrillState.SignalPrefix + id.Value : service;

    public bool Holds(IncidentRole role, string personId) => Roles.Exists(holder => holder.Role == role && holder.PersonId == personId);

    /// <summary>Public from its first update that went out.</summary>
    public bool IsPublic => Updates.Exists(update => update.State == UpdateState.Out);

    public PublicUpdate? LastOut => Updates.FindLast(update => update.State == UpdateState.Out);

    /// <summary>When the next public update is promised; null when none is.</summary>
    public DateTimeOffset? NextUpdateAt => IsOpen ? Updates.FindLast(update => update.State != UpdateState.Withdrawn)?.NextUpdateAt : null;

    /// <summary>The incident at another level from a moment on: what a change of severity does, and what its preview shows.</summary>
    internal Incident AtSeverity(int rank, DateTimeOffset since) => this with { Severity = rank, SeveritySince = since, Earlier = new(Severity, SeveritySince, Earlier) };

    public ChecklistItemState ItemState(string itemId) => Checklist.TryGetValue(itemId, out var mark) ? mark.State : ChecklistItemState.Open;
}

/// <summary>A person in a role, or (role Subject-Matter Expert by default) among the responders.</summary>
public sealed record RoleHolder(IncidentRole Role, string PersonId, string Name, DateTimeOffset Since);

/// <param name="ProposedBy">Account id of who proposed it.</param>
public sealed record PendingHandOver(string FromPersonId, string ToPersonId, string ToName, Prose Brief, DateTimeOffset ProposedAt, string ProposedBy);

/// <summary>Who set a checklist item to its state, when, and why (for not applicable).</summary>
/// <param name="Before">What an undo goes back to.</param>
/// <param name="Version">Version of the entry that set it.</param>
public sealed record ItemMark(ChecklistItemState State, Actor By, DateTimeOffset At, Prose? Reason, ChecklistItemState Before, int Version);

/// <param name="Rank">1 = worst.</param>
/// <param name="Since">Since when it held.</param>
public sealed record EarlierSeverity(int Rank, DateTimeOffset Since, EarlierSeverity? Earlier);

/// <param name="Since">When it was named.</param>
public sealed record ModuleInTrouble(string Module, string Team, DateTimeOffset Since);

public sealed record JoinedAlert(string AlertId, Prose Name, int? Severity, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>Who says that a criterion is met, and since when.</summary>
public sealed record CriterionMark(Actor By, DateTimeOffset At);
