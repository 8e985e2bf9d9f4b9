using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>Six values a second, sent by a program, to everyone who has the incident open: what the console costs, and how long until each has them.</summary>
internal sealed class MetricPushRow() : Row(5, "metric-push")
{
    private const int Seconds = 20;
    private const int WarmUp = 90;   // seconds; what the console does every few seconds has its final code only after thirty times
    private const int Lines = 6;
    private const string Service = "pushed";
    private static readonly (int Clients, double Core, double P99)[] Sizes = [(1_000, 4, 100), (5_000, 12, 250)];

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        var key = await SeedAsync(folder.Path, cancellationToken);
        await using var console = await ConsoleProcess.StartAsync(folder.Path, cancellationToken);
        using var process = Process.GetProcessById(console.ProcessId);
        using var sender = new HttpClient { BaseAddress = console.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        await using var readers = new HubReaders();
        await PushAsync(sender, readers, WarmUp, cancellationToken);
        foreach (var (clients, core, p99) in Sizes)
        {
            await readers.AddAsync(clients - readers.Count, console.Address, key, "INC-1", cancellationToken);
            await PushAsync(sender, readers, 5, cancellationToken);
            var quiet = await CostAsync(process, () => Task.Delay(TimeSpan.FromSeconds(Seconds), cancellationToken));
            readers.Forget();
            var busy = await CostAsync(process, () => PushAsync(sender, readers, Seconds, cancellationToken));
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            if (readers.Received != clients * Seconds)
            {
                throw new InvalidOperationException($"{readers.Received} of {clients * Seconds} messages arrived.");
            }

            var late = readers.Delays.Percentile(99);
            yield return new Figure($"metric push, {clients:N0} clients", $"{Say.Number(busy)} % of a core", $"connected and quiet {Say.Number(quiet)} %", $"<= {core} %", busy <= core);
            yield return new Figure($"metric push, {clients:N0} clients, p99", Say.Ms(late), $"p50 {Say.Ms(readers.Delays.Median)}, from before the POST", $"<= {p99} ms", late <= p99);
        }
    }

    private static async Task PushAsync(HttpClient sender, HubReaders readers, int seconds, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var n = 0; n < seconds; n++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            readers.Expect();
            var samples = Enumerable.Range(0, Lines).Select(line => new { series = $"line {line}", value = 100 + (n + line) % 7 / 3.0 });
            using var answer = await sender.PostAsJsonAsync($"/api/v1/signals/{Service}/latency/samples", new { samples }, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <returns>Processor time over time, in percent of one core.</returns>
    private static async Task<double> CostAsync(Process process, Func<Task> act)
    {
        process.Refresh();
        var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        await act();
        process.Refresh();
        return 100 * (process.TotalProcessorTime - before) / watch.Elapsed;
    }

    private static async Task<string> SeedAsync(string folder, CancellationToken cancellationToken)
    {
        await using var console = await LiveConsole.StartAsync(folder, cancellationToken);
        var signal = new Signal("latency", Service, "p95 latency", "ms", new PushedSource(), GoodDirection.Low, 0, [new(2, 500)], null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        var service = new Service(Service, "Pushed", "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty);
        await console.Get<ICatalogEditor>().SaveServiceAsync(service, [signal], isNew: true, Actor.System, cancellationToken);
        await console.Get<IncidentDesk>().SendAsync(new IncidentId(Guid.CreateVersion7().ToString("D")), new DeclareIncident("Slow", Service, "2"), Actor.System, SendOptions.Console, cancellationToken);
        return (await console.Get<IApiKeys>().CreateAsync("bench", AccessRole.Responder, null, null, Actor.System, cancellationToken)).Secret;
    }
}
