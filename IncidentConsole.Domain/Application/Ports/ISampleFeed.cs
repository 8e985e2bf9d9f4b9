namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Carries fresh samples to whoever watches the service now, past every page render. Called at most once a second.</summary>
public interface ISampleFeed
{
    Task PublishAsync(IReadOnlyList<SignalSample> samples, CancellationToken cancellationToken);
}
