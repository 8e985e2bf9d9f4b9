using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Signals;

internal static class SignalTestKit
{
    public static Signal Signal(SignalSource source, GoodDirection good = GoodDirection.Low, params Threshold[] thresholds) =>
        new("error-rate", "index", "Error rate", "%", source, good, 1, thresholds, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

    /// <summary>The reader as the console wires it.</summary>
    public static ISignalReader Reader(TimeProvider? clock = null, Action<SignalOptions>? options = null, IDataSources? sources = null, ISampleStore? samples = null, IHeartbeats? beats = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationManager());
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton(sources ?? new MemoryDataSources());
        services.AddSingleton(samples ?? new Components.Incidents.MemorySamples());
        services.AddSingleton(beats ?? new OneHeartbeat(null));
        services.AddSignals();
        services.Configure(options ?? (_ => { }));
        return services.BuildServiceProvider().GetRequiredService<ISignalReader>();
    }

    public static async Task<SignalReading> ReadAsync(this ISignalReader reader, SignalSource source) =>
        await reader.ReadNowAsync(Signal(source), TestContext.Current.CancellationToken);

    public static async Task<double?> ValueAsync(this ISignalReader reader, SignalSource source) =>
        Assert.Single(Assert.IsType<SignalRead>(await reader.ReadAsync(source)).Values).Sample.Value;

    public static async Task<string> WhyNotAsync(this ISignalReader reader, SignalSource source) =>
        Assert.IsType<SignalNotRead>(await reader.ReadAsync(source)).Why;
}

/// <summary>Data sources of a test, with their secrets in the open.</summary>
internal sealed class MemoryDataSources : IDataSources
{
    public List<(DataSource Source, string? Secret)> All { get; } = [];

    public Task<IReadOnlyList<DataSource>> AllAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DataSource>>([.. All.Select(one => one.Source)]);

    public Task<string?> SecretAsync(string id, CancellationToken cancellationToken) => Task.FromResult(All.First(one => one.Source.Id == id).Secret);

    public Task<bool> SaveAsync(DataSource source, string? secret, Actor by, CancellationToken cancellationToken)
    {
        All.Add((source, secret));
        return Task.FromResult(true);
    }

    public Task<bool> RemoveAsync(string id, Actor by, CancellationToken cancellationToken) => Task.FromResult(All.RemoveAll(one => one.Source.Id == id) > 0);
}

/// <summary>The heartbeat "job" of a test, with its last beat.</summary>
internal sealed class OneHeartbeat(DateTimeOffset? lastAt) : IHeartbeats
{
    public Task<Heartbeat?> FindAsync(string integrationId, CancellationToken cancellationToken) =>
        Task.FromResult(integrationId == "job" ? new Heartbeat("job", lastAt, DateTimeOffset.MaxValue, false) : null);

    public Task<IReadOnlyList<Heartbeat>> AllAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Heartbeat>>([new Heartbeat("job", lastAt, DateTimeOffset.MaxValue, false)]);

    public Task<IReadOnlyList<Heartbeat>> LateAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Heartbeat>>([]);

    public Task BeatAsync(string integrationId, DateTimeOffset now, DateTimeOffset nextDueAt, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ForgiveAsync(Heartbeat beat, DateTimeOffset dueAt, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task MissAsync(Heartbeat late, CancellationToken cancellationToken) => Task.CompletedTask;
}
