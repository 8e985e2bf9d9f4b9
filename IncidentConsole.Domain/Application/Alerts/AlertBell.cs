namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>Rung when something came in, so that the intake need not look for it all the time.</summary>
public sealed class AlertBell
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Until it rings, or at most this long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => rung.WaitAsync(atMost, cancellationToken);
}
