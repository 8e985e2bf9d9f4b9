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

    /// <summary>Makes this the current version of its runbook; a version published before is only pointed to again.</summary>
    Task<RunbookVersion> PublishRunbookAsync(Runbook runbook, Actor by, CancellationToken cancellationToken);
}
