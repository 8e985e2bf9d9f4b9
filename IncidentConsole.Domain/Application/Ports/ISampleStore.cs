using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>What was read, kept for a while, and for good around incidents.</summary>
public interface ISampleStore
{
    /// <summary>All in one transaction; a sample that is there already stays as it is.</summary>
    Task AddAsync(IReadOnlyList<SignalSample> samples, CancellationToken cancellationToken);

    /// <summary>The lines of one signal in a time (both ends included), ordered by label, each in time order.</summary>
    Task<IReadOnlyList<SampleSeries>> ReadAsync(string service, string signalId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>The same for a long time, thinned where it is stored: of each slot the first and last moment with the lowest and highest value, none where there was none.</summary>
    Task<IReadOnlyList<SampleSeries>> ReadThinAsync(string service, string signalId, DateTimeOffset from, DateTimeOffset to, TimeSpan slot, CancellationToken cancellationToken);

    /// <summary>The newest sample with a value of each line of one signal; a line that ended long before the newest one is left out.</summary>
    Task<IReadOnlyList<LabelledSample>> LatestAsync(string service, string signalId, CancellationToken cancellationToken);

    /// <summary>Deletes the samples of a service in these times (from included, to excluded), in small pieces so that nobody else waits long.</summary>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteAsync(string service, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> ranges, CancellationToken cancellationToken);

    /// <summary>Slugs of all services that have or had signals.</summary>
    Task<IReadOnlyList<string>> ServicesAsync(CancellationToken cancellationToken);
}

/// <param name="Series">Label of the line; empty when the signal has only one.</param>
public sealed record SignalSample(string Service, string SignalId, string Series, Sample Sample);

