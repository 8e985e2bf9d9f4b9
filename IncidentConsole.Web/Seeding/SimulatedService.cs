using System.Net;

namespace IncidentConsole.Web.Seeding;

/// <summary>
/// A stand-in for the InferaDB service of the demo: its own web server on a loopback port, with /metrics, /health and /ready as the
/// real one has them, following a script. POST /simulate {"state":"incident"} changes it; nothing but this machine can reach it.
/// </summary>
public sealed class SimulatedService : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly SimulatedMetrics metrics;
    private readonly WebApplication app;
    private SimulatedScript script;

    private SimulatedService(TimeProvider time, SimulatedScript script, int port)
    {
        this.time = time;
        this.script = script;
        metrics = new SimulatedMetrics(time.GetUtcNow());
        app = Build(port);
    }

    /// <summary>Where it listens, with a trailing slash.</summary>
    public Uri Address => new(app.Urls.First().TrimEnd('/') + "/");

    public SimulatedScript Script
    {
        get
        {
            lock (gate)
            {
                return script;
            }
        }
    }

    /// <param name="port">Loopback port; 0 takes a free one.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SimulatedService> StartAsync(TimeProvider time, SimulatedScript script, int port, CancellationToken cancellationToken)
    {
        var service = new SimulatedService(time, script, port);
        try
        {
            await service.app.StartAsync(cancellationToken);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on; what the counters lived through before stays.</summary>
    public void Change(SimulatedState state)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            metrics.Advance(script, now);
            script = script.With(now, state);
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private WebApplication Build(int port)
    {
        // An empty builder reads no configuration: neither the console's addresses nor its log settings are this server's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        var web = builder.Build();
        web.UseRouting();
        web.MapGet("/metrics", () => IsUp ? Results.Text(Metrics(), "text/plain; version=0.0.4; charset=utf-8") : Health());
        web.MapGet("/health", Health);
        web.MapGet("/ready", Health);
        web.MapPost("/simulate", (SimulateRequest request) => Simulate(request));
        return web;
    }

    private string Metrics()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            metrics.Advance(script, now);
            return metrics.Write(script.At(now));
        }
    }

    private bool IsUp => Script.State != SimulatedState.Down;

    private IResult Health() => IsUp
        ? Results.Text("ok\n")
        : Results.Text("down\n", statusCode: StatusCodes.Status503ServiceUnavailable);

    private IResult Simulate(SimulateRequest request)
    {
        if (!Enum.TryParse<SimulatedState>(request.State, ignoreCase: true, out var state) || !Enum.IsDefined(state))
        {
            return Results.Text($"State is one of {string.Join(", ", Enum.GetNames<SimulatedState>()).ToLowerInvariant()}.\n", statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        Change(state);
        return Results.NoContent();
    }

    private sealed record SimulateRequest(string? State);
}
