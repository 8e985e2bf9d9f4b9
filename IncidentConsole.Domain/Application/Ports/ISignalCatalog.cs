using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The signals that are configured.</summary>
public interface ISignalCatalog
{
    /// <summary>Of all services, in the order people gave them.</summary>
    Task<IReadOnlyList<Signal>> AllAsync(CancellationToken cancellationToken);

    /// <summary>Of one service, in order. With <paramref name="removedToo"/>, those taken away follow: an old incident still shows them.</summary>
    Task<IReadOnlyList<Signal>> OfServiceAsync(string service, bool removedToo, CancellationToken cancellationToken);
}
