using IncidentConsole.Domain.Application.Ports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentConsole.Web.Engine;

/// <summary>Degraded while the oldest due time is over 60 s late; never unhealthy, because the console is needed most just then.</summary>
internal sealed class DeadlineHealthCheck(IDeadlineStore deadlines, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var health = await deadlines.HealthAsync(now, cancellationToken);
        return health.OldestDueAt is { } oldest && now - oldest > DeadlineHealth.Late
            ? HealthCheckResult.Degraded($"{health.Overdue} due times are late, the oldest by {(int)(now - oldest).TotalSeconds} s; {health.Failing} failed and are tried again.")
            : HealthCheckResult.Healthy();
    }
}
