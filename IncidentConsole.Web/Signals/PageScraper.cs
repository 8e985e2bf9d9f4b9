using System.Collections.Concurrent;
using System.Text;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals.Text;

namespace IncidentConsole.Web.Signals;

/// <summary>
/// Reads pages of metrics. Several signals of one page share one reading when they come within a second, and the page's
/// counters are remembered for rates and quantiles, so that a page is asked no more often than it is shown.
/// </summary>
public sealed class PageScraper(SignalHttp http, TimeProvider time) : IMetricsPage
{
    private static readonly TimeSpan Shared = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan BetweenFirstTwo = TimeSpan.FromSeconds(1);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ConcurrentDictionary<Uri, Memory> pages = new();

    /// <summary>The page's last scrapes, or the problem in words.</summary>
    /// <param name="needsSpan">Wait for a second scrape when there is only one: rates need two.</param>
    public async Task<(CounterWindow Window, string? Problem, SignalFault Fault)> ReadAsync(Uri page, bool needsSpan, CancellationToken cancellationToken)
    {
        var memory = pages.GetOrAdd(page, _ => new Memory());
        await memory.Gate.WaitAsync(cancellationToken);
        try
        {
            if (memory.ReadAt is not { } readAt || time.GetUtcNow() - readAt >= Shared)
            {
                await ScrapeAsync(page, memory, cancellationToken);
            }

            if (needsSpan && memory.Problem is null && !memory.Window.HasSpan)
            {
                await Task.Delay(BetweenFirstTwo, time, cancellationToken);
                await ScrapeAsync(page, memory, cancellationToken);
            }

            return (memory.Window, memory.Problem, memory.Fault);
        }
        finally
        {
            memory.Gate.Release();
        }
    }

    public async Task<(IReadOnlyList<PageMetric> Metrics, string? Problem)> LookAsync(Uri page, CancellationToken cancellationToken)
    {
        var (window, problem, _) = await ReadAsync(page, needsSpan: false, cancellationToken);
        return (problem is null ? window.Newest.Metrics() : [], problem);
    }

    private async Task ScrapeAsync(Uri page, Memory memory, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text;version=1.0.0;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
        var at = time.GetUtcNow();
        var answer = await http.SendAsync(request, "The metrics page", cancellationToken);
        var exposition = Parse(answer, out var problem);
        (memory.Problem, memory.Fault) = (problem, answer.Fault);
        memory.Window = exposition is null ? memory.Window : memory.Window.With(at, exposition);
        // A page that does not answer holds its first reader until the time limit: those who waited take the same answer.
        memory.ReadAt = exposition is null ? time.GetUtcNow() : at;
    }

    private static Exposition? Parse(SignalAnswer answer, out string? problem)
    {
        if (!answer.IsSuccess)
        {
            problem = answer.Problem ?? $"The metrics page answered {answer.Refusal}.";
            return null;
        }

        var type = answer.ContentType?.MediaType;
        if (type is not (null or "text/plain" or "application/openmetrics-text"))
        {
            problem = $"That address answers {type}, not metrics: check the address.";
            return null;
        }

        try
        {
            var format = type == "application/openmetrics-text" ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
            var exposition = ExpositionParser.Parse(StrictUtf8.GetString(answer.Body.Span), format, out problem);
            problem = problem is null ? null : $"The metrics page is malformed, {problem}.";
            return exposition;
        }
        catch (DecoderFallbackException)
        {
            problem = "The metrics page is malformed: it is not UTF-8 text.";
            return null;
        }
    }

    private sealed class Memory
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public CounterWindow Window { get; set; } = CounterWindow.Empty;

        public string? Problem { get; set; }

        public SignalFault Fault { get; set; }

        public DateTimeOffset? ReadAt { get; set; }
    }
}
