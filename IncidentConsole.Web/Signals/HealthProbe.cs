using System.Net;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals;

/// <summary>Asks a health address. A bare host is asked for /ready, and for /health where /ready does not exist.</summary>
public sealed class HealthProbe(SignalHttp http)
{
    /// <returns>The figure, and why it is not ready where it is not.</returns>
    public async Task<(double? Value, string? Note)> ReadAsync(ProbeSource source, CancellationToken cancellationToken)
    {
        var bare = source.Address.AbsolutePath == "/" && source.Address.Query.Length == 0;
        var answer = await GetAsync(bare ? new Uri(source.Address, "/ready") : source.Address, cancellationToken);
        if (bare && answer.Status == HttpStatusCode.NotFound)
        {
            answer = await GetAsync(new Uri(source.Address, "/health"), cancellationToken);
        }

        var note = answer.IsSuccess ? null : answer.Problem ?? $"The service answered {answer.StatusText}.";
        return source.Measure switch
        {
            ProbeMeasure.Ready => (answer.IsSuccess ? 1 : 0, note),
            ProbeMeasure.LatencyMilliseconds => (answer.Problem is null ? answer.Elapsed.TotalMilliseconds : null, note),
        };
    }

    private async Task<SignalAnswer> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await http.SendAsync(request, "The service", cancellationToken);
    }
}
