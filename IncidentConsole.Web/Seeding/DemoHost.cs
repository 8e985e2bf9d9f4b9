using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Seeding;

/// <summary>Runs the simulated service beside the console and, in an empty store, fills the demo that watches it before anybody can ask for a page.</summary>
internal sealed partial class DemoHost(DemoSeed seed, ISignalCatalog signals, ISampleStore samples, TimeProvider clock, IConfiguration configuration, ILogger<DemoHost> logger) : IHostedService
{
    private const int Seed = 2047;
    private const int DefaultPort = 5081;
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private SimulatedService? service;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var port = configuration.GetValue("IncidentConsole:DemoPort", DefaultPort);
        var began = clock.GetUtcNow() - DemoStories.Running;
        var script = SimulatedScript.Begin(Seed, began - Before).With(began - TimeSpan.FromMinutes(1), SimulatedState.Incident);
        try
        {
            service = await SimulatedService.StartAsync(clock, script, port, cancellationToken);
        }
        catch (IOException e)
        {
            PortTaken(logger, port, e);
        }

        await seed.FillAsync(
            service?.Address ?? new Uri($"http://127.0.0.1:{port}/"),
            async stop =>
            {
                await FillHistoryAsync(script, began - Before, clock.GetUtcNow(), stop);
                var past = clock.GetUtcNow() - DemoSeed.ResolvedAgo;
                var over = SimulatedScript.Begin(Seed + 1, past - Before).With(past, SimulatedState.Incident).With(past + DemoStories.ResolvedFixedAfter, SimulatedState.Recovery);
                await FillHistoryAsync(over, past - Before, past + DemoStories.ResolvedFixedAfter + Before + Before, stop);
            },
            cancellationToken);

        if (service is not null)
        {
            Listening(logger, service.Address);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (service is not null)
        {
            await service.DisposeAsync();
        }
    }

    /// <summary>What the charts would have read before anybody looked.</summary>
    private async Task FillHistoryAsync(SimulatedScript script, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var ofService = await signals.OfServiceAsync(SimulatedSignals.Service, false, cancellationToken);
        var history = new List<SignalSample>();
        for (var at = from; at < to; at += Every)
        {
            var figures = SimulatedSignals.At(script, at);
            history.AddRange(ofService.Select(signal => new SignalSample(SimulatedSignals.Service, signal.Id, "", new Sample(at, figures[signal.Id]))));
        }

        await samples.AddAsync(history, cancellationToken);
    }

    [LoggerMessage(4002, LogLevel.Information, "The demo's simulated service listens on {Address}; POST {Address}simulate {{\"state\":\"recovery\"}} changes it")]
    private static partial void Listening(ILogger logger, Uri address);

    [LoggerMessage(4003, LogLevel.Warning, "The demo's simulated service needs port {Port}, and it is taken: its charts stay empty. Set IncidentConsole__DemoPort to a free one")]
    private static partial void PortTaken(ILogger logger, int port, Exception exception);
}
