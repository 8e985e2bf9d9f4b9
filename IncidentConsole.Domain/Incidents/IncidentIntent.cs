using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// What an actor asks of an incident. One file per verb holds the intent with its rule: <see cref="Decide"/> is pure,
/// answers the events that follow or a refusal in plain words, and is asked only by the desk.
/// </summary>
public abstract record IncidentIntent
{
    /// <summary>Why; asked for where HOUSE section 3 says so.</summary>
    public string? Reason { get; init; }

    /// <summary>The version the actor saw. Given (escalate, resolve, hand over): refused when something happened meanwhile. Null: never refused for a race.</summary>
    public int? SeenVersion { get; init; }

    /// <summary>The right the actor's account must have before the rule is asked.</summary>
    public abstract Right Right { get; }

    public abstract Decision Decide(Incident incident, Situation situation);
}

/// <summary>An intent about one earlier entry: the desk hands it over in <see cref="Situation.Entry"/>.</summary>
public interface IEntryIntent
{
    /// <summary>Version of the entry in its stream.</summary>
    int Version { get; }
}

/// <summary>An intent that names a service: the desk looks it up and hands it over in <see cref="Situation.Service"/>.</summary>
public interface IServiceIntent
{
    string Service { get; }
}

/// <summary>An intent that names a person (account id or e-mail address): handed over in <see cref="Situation.Person"/>.</summary>
public interface IPersonIntent
{
    string Person { get; }
}

/// <summary>An intent that names another incident by number: handed over in <see cref="Situation.Other"/>.</summary>
public interface IOtherIncidentIntent
{
    int OtherNumber { get; }
}

/// <summary>An intent that is weighed against what the metrics say: handed over in <see cref="Situation.Proof"/>.</summary>
public interface IProofIntent;

/// <summary>Everything a rule may know beside the incident. Made by the desk; rules read no clock and no store.</summary>
public sealed record Situation
{
    /// <summary>UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    public required Actor Actor { get; init; }

    public required AccessRole Role { get; init; }

    public Prose? Reason { get; init; }

    /// <summary>Set for a declaration: the next free number.</summary>
    public int NextNumber { get; init; }

    /// <summary>The incident's service, or the one an <see cref="IServiceIntent"/> names.</summary>
    public required ServiceFacts Service { get; init; }

    /// <summary>The person an <see cref="IPersonIntent"/> names; null when there is no such account or it is locked.</summary>
    public PersonFacts? Person { get; init; }

    /// <summary>The entry an <see cref="IEntryIntent"/> names; null when there is none.</summary>
    public RecordedEvent? Entry { get; init; }

    /// <summary>The incident an <see cref="IOtherIncidentIntent"/> names; null when there is none the actor may see.</summary>
    public Incident? Other { get; init; }

    /// <summary>For an <see cref="IProofIntent"/>: what the signals say of the runbook's resolution criteria now, by id; those for people alone are not in it.</summary>
    public IReadOnlyDictionary<string, LiveCriterion> Proof { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, LiveCriterion>.Empty;

    /// <summary>For an <see cref="IEffectIntent"/> that ends a run: what its effect will be measured by; null where nothing is.</summary>
    public EffectWatch? Watch { get; init; }

    /// <summary>For a measure that is due: the figures of its moment, by id of the signal; what is missing is unknown.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, double>.Empty;
}

/// <summary>A service as the configuration has it now, with the runbook version that a new incident of it gets.</summary>
/// <param name="IsKnown">False: somebody said a name nobody configured; the default runbook applies and the incident is flagged.</param>
/// <param name="Bindings">An escalation step's target, as the runbook says it → the people bound to it for this service.</param>
public sealed record ServiceFacts(
    string Slug,
    bool IsKnown,
    string? OwnerTeam,
    RunbookKey RunbookKey,
    Runbook Runbook,
    IReadOnlyDictionary<string, System.Collections.Immutable.ImmutableArray<CalledPerson>> Bindings)
{
    /// <summary>The business days of the service.</summary>
    public Deadlines.BusinessCalendar Calendar { get; init; } = Deadlines.BusinessCalendar.Utc;

    /// <summary>What a new incident keeps of it; null where no level of the runbook asks for business days, and where it is the plain one.</summary>
    internal Deadlines.BusinessCalendar? CalendarFrom(DateTimeOffset now) =>
        Runbook.Severities.Levels.Any(level => level.Response.IsNextBusinessDay) && Calendar.From(now) is var kept && kept != Deadlines.BusinessCalendar.Utc ? kept : null;
}

/// <param name="Id">Account id.</param>
public sealed record PersonFacts(string Id, string Name, string Email, AccessRole Role);
