using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Engine;
using IncidentConsole.Web.Store;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentConsole.Web.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: 503 with the reasons while a check tagged <see cref="Ready"/> is unhealthy;
/// Degraded answers 200, so that no load balancer takes the console away at 3 a.m. <c>/metrics</c>: figures for Prometheus.
/// </summary>
internal static class Health
{
    public const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DeadlineHealthCheck>("deadlines", tags: [Ready]);
        services.AddSingleton<MetricsText>();
        return services;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.Services.GetRequiredService<MetricsText>();   // listens from the start
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteReasons }).AllowAnonymous();
        app.MapGet("/metrics", MeasureAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>What stands in the store is read when it is asked for; what happens is counted as it happens.</summary>
    private static async Task<IResult> MeasureAsync(MetricsText metrics, StoreReadiness readiness, IDeadlineStore deadlines, IOutbox outbox, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (readiness.Reason is null)
        {
            ConsoleMetrics.OverdueDeadlines((await deadlines.HealthAsync(clock.GetUtcNow(), cancellationToken)).Overdue);
            ConsoleMetrics.OutboxDepth(await outbox.DepthAsync(cancellationToken));
        }

        return TypedResults.Text(metrics.Write(), MetricsText.ContentType);
    }

    private static Task WriteReasons(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            reasons = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => new { check = entry.Key, reason = entry.Value.Description }),
        },
        http.RequestAborted);
}
