using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Signals;

internal static class SignalTestKit
{
    public static Signal Signal(SignalSource source, GoodDirection good = GoodDirection.Low, params Threshold[] thresholds) =>
        new("error-rate", "index", "Error rate", "%", source, good, 1, thresholds, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

    /// <summary>The reader as the console wires it.</summary>
    public static ISignalReader Reader(TimeProvider? clock = null, Action<SignalOptions>? options = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationManager());
        services.AddSingleton(clock ?? TimeProvider.System);
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
