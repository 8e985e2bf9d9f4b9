using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentConsole.Web.Store;

/// <summary>Ready means: migrated, and a write is committed right now.</summary>
internal sealed class StoreHealth(Database database, StoreReadiness readiness) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (readiness.Reason is { } reason)
        {
            return HealthCheckResult.Unhealthy(reason);
        }

        try
        {
            await database.WriteAsync(scope => scope.ExecuteAsync("UPDATE event_log_head SET position = position WHERE id = 1"), cancellationToken).WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The store cannot be written: {exception.Message}", exception);
        }
    }
}
