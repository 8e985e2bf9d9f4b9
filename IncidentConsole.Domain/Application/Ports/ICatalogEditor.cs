using System.Collections.Immutable;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Writes services, components and runbooks; rules are checked before, by <see cref="Settings.CatalogDesk"/>. Each change writes its audit row.</summary>
public interface ICatalogEditor
{
    /// <returns>False when the slug is taken (new) or unknown (not new).</returns>
    Task<bool> SaveServiceAsync(Service service, ImmutableArray<Signal>? signals, bool isNew, Actor by, CancellationToken cancellationToken);

    /// <inheritdoc cref="SaveServiceAsync"/>
    Task<bool> SaveComponentAsync(Component component, bool isNew, Actor by, CancellationToken cancellationToken);

    /// <summary>Makes this the version in use, as the next revision of its runbook; a version published before is kept once and named again.</summary>
    /// <returns>Null when another revision than <see cref="RunbookEdition.OnRevision"/> is in use by now: nothing was published.</returns>
    Task<RunbookPublication?> PublishRunbookAsync(RunbookEdition edition, Actor by, CancellationToken cancellationToken);
}

/// <summary>What is to be published.</summary>
/// <param name="Source">The Markdown it was compiled from; null where it has none.</param>
/// <param name="Reason">Why, for the list of revisions and the audit.</param>
/// <param name="OnRevision">The revision that was in use when this was begun, 0 where there was none; null publishes over whatever is in use.</param>
public sealed record RunbookEdition(Runbook Runbook, string? Source, string Reason, int? OnRevision = null);
