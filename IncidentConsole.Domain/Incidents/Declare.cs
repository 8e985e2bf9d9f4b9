using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Starts an incident: by hand, by an alert, or late with a back-dated start of the impact.</summary>
/// <param name="Service">As said; an unknown one never blocks a declaration.</param>
/// <param name="Severity">The runbook's label in any spelling, or a rank; null takes the worst but one level, or the last.</param>
public sealed record DeclareIncident(string Title, string Service, string? Severity) : IncidentIntent, IServiceIntent
{
    private const int LongestTitle = 200;

    public string? Summary { get; init; }

    public bool ByAlert { get; init; }

    /// <summary>True: calls nobody until a person acknowledges it.</summary>
    public bool IsProposal { get; init; }

    /// <summary>What the console saw, where it declares by itself.</summary>
    public Detection? Detection { get; init; }

    /// <summary>Start of the alert that detected it; null = now.</summary>
    public DateTimeOffset? DetectedAt { get; init; }

    public DateTimeOffset? ImpactStartedAt { get; init; }

    public Visibility Visibility { get; init; } = Visibility.Everyone;

    public bool IsDrill { get; init; }

    /// <summary>What the drill plays; null for a real incident, and where only the screens are borrowed.</summary>
    public DrillPlay? Drill { get; init; }

    /// <summary>True: the person who declares is the commander at once.</summary>
    public bool TakeCommand { get; init; }

    /// <summary>The runbook's questions with their answers, one a line; null where none was asked.</summary>
    public string? Assessment { get; init; }

    /// <summary>Modules of the runbook that break; none where it is not known yet.</summary>
    public ImmutableArray<string> Modules { get; init; } = [];

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.IsDeclared)
        {
            return Decision.Nothing;   // the same click or delivery again
        }

        if (string.IsNullOrWhiteSpace(Title))
        {
            return Decision.Refuse(RefusalKind.Invalid, "Say in a few words what is wrong: the title is empty.");
        }

        if (Title.Trim().Length > LongestTitle)
        {
            return Decision.Refuse(RefusalKind.Invalid, $"The title has {Title.Trim().Length} characters; keep it under {LongestTitle} and put the rest into the summary.");
        }

        if (string.IsNullOrWhiteSpace(Service))
        {
            return Decision.Refuse(RefusalKind.Invalid, "Name the service that breaks. A name the console does not know is fine.");
        }

        if (ImpactStartedAt > situation.Now)
        {
            return Decision.Refuse(RefusalKind.Invalid, "The impact cannot start in the future. Give the moment it began, or leave it empty.");
        }

        var scheme = situation.Service.Runbook.Severities;
        var level = Severity is null ? Default(scheme) : scheme.Find(Severity);
        if (level is null)
        {
            return Decision.Refuse(RefusalKind.Invalid, $"\"{Severity}\" is no severity of the {situation.Service.Runbook.Title}. Use {string.Join(", ", scheme.Levels.Select(l => l.Label))} or a rank from 1 to {scheme.LastRank}.");
        }

        if (ModuleOwners.Resolve(situation.Service.Runbook, Modules) is not { } modules)
        {
            return new Decision.Refused(ModuleOwners.Unknown(situation.Service.Runbook, Modules));
        }

        if (Guard.NotTooLong(Assessment) is { } tooLong)
        {
            return new Decision.Refused(tooLong);
        }

        if (IsDrill && !RightsTable.Allows(situation.Role, Right.Command))
        {
            return Decision.Refuse(RefusalKind.Forbidden, "Only a Commander or an Administrator starts a drill. Ask one; as a Responder you can take part.");
        }

        if (TakeCommand && (!situation.Actor.IsPerson || !RightsTable.Allows(situation.Role, Right.Command)))
        {
            return Decision.Refuse(RefusalKind.Forbidden, "Only a Commander can take command. Declare without taking command; a Commander can take it in the command view.");
        }

        var declared = new IncidentDeclared(
            situation.NextNumber,
            new Prose(Title.Trim()),
            Prose.From(Summary),
            situation.Service.Slug,
            situation.Service.IsKnown,
            situation.Service.OwnerTeam,
            situation.Service.RunbookKey,
            level.Rank,
            ByAlert,
            DetectedAt is { } detected && detected < situation.Now ? detected : situation.Now,
            ImpactStartedAt,
            Visibility,
            IsDrill)
        { Drill = IsDrill ? Drill : null, Calendar = situation.Service.CalendarFrom(situation.Now), IsProposal = IsProposal && ByAlert ? true : null };
        var more = new IncidentEvent?[]
        {
            Detection is { } seen ? new MetricsBreached(seen.Evidence, seen.From, seen.Charts) : null,
            Prose.From(Assessment) is { } answers ? new SeverityAssessed(level.Rank, answers) : null,
            modules.IsEmpty ? null : new AffectedModulesSet(modules),
            TakeCommand ? new RoleAssigned(IncidentRole.Commander, situation.Actor.Id, situation.Actor.Name) : null,
        };
        return Decision.Accept(situation.Now, [declared, .. more.OfType<IncidentEvent>()]);
    }

    private static SeverityLevel Default(SeverityScheme scheme) => scheme[Math.Min(2, scheme.LastRank)];
}
