using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>People and keys: who an actor is and may do, asked anew at each intent.</summary>
public interface IDirectory
{
    Task<Person?> FindPersonAsync(string idOrEmail, CancellationToken cancellationToken);

    Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancellationToken);

    /// <summary>The role an actor has now; null when the account or key is gone, locked or revoked.</summary>
    Task<AccessRole?> RoleOfAsync(Actor actor, CancellationToken cancellationToken);
}

/// <param name="SecurityStamp">Changes with password, role, lock and sign-out everywhere; an older cookie or circuit ends.</param>
public sealed record Person(string Id, string Name, string Email, AccessRole Role, bool IsLocked, string SecurityStamp);

/// <summary>Services, components and runbooks.</summary>
public interface ICatalog
{
    Task<Service?> FindServiceAsync(string slug, CancellationToken cancellationToken);

    Task<IReadOnlyList<Service>> ServicesAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<Component>> ComponentsAsync(CancellationToken cancellationToken);

    /// <summary>The published version of a runbook; null when there is no such runbook.</summary>
    Task<RunbookVersion?> CurrentRunbookAsync(string slug, CancellationToken cancellationToken);

    /// <summary>The runbook of an unknown service.</summary>
    Task<RunbookVersion> DefaultRunbookAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<RunbookVersion>> CurrentRunbooksAsync(CancellationToken cancellationToken);

    /// <summary>The business days of a service that sets none of its own, and of an unknown one.</summary>
    BusinessCalendar DefaultCalendar => BusinessCalendar.Utc;

    /// <summary>Any version ever published; versions are never deleted. Cached: cheap to call in a fold.</summary>
    Runbook Runbook(RunbookKey key);
}

/// <param name="Bindings">Escalation target → account ids.</param>
public sealed record Service(string Slug, string Name, string RunbookSlug, string? OwnerTeam, ImmutableDictionary<string, ImmutableArray<string>> Bindings)
{
    /// <summary>IANA id of the zone of its business days; null = the console's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Days that are no business days, in order.</summary>
    public ImmutableArray<DateOnly> Holidays { get; init; } = [];

    /// <summary>What the console does by itself when the metrics are beyond the runbook's limits.</summary>
    public BreachResponse OnBreach { get; init; }

    public BusinessCalendar Calendar(BusinessCalendar ofConsole) => new(TimeZone ?? ofConsole.Zone, Holidays);
}

/// <summary>A public unit on the status page.</summary>
public sealed record Component(string Slug, string Name, string? Description, int Position);

public sealed record RunbookVersion(RunbookKey Key, Runbook Runbook);
