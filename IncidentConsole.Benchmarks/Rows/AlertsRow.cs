using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>1,000 alerts a second for 30 s into a store with 50,000; then the same with the console killed and started again in the middle.</summary>
internal sealed class AlertsRow() : Row(12, "alerts")
{
    private const int Stored = 50_000;
    private const int PerSecond = 1_000;
    private const int Burst = PerSecond * 30;
    private const int Services = 20;
    private const int Portion = 5_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var isKilled in (bool[])[false, true])
        {
            using var folder = new Folder();
            var (sender, key) = await SeedAsync(folder.Path, cancellationToken);
            using var burst = await BurstAsync(folder.Path, key, isKilled, cancellationToken);
            var (rows, alerts, repeated) = await CheckAsync(folder.Path, sender, cancellationToken);
            var name = isKilled ? "alert burst, console killed in the middle" : $"alert burst, {Burst:N0} in 30 s";
            // A sender that heard no answer says it again: that counts as heard twice, and must not be a second alert.
            var isWhole = burst.Acknowledged == Burst && alerts == Burst && rows == Burst && (isKilled || repeated == 0);
            yield return new Figure(name, $"{burst.Acknowledged:N0} acknowledged", $"{Burst - alerts:N0} lost, {rows - alerts:N0} doubled, {repeated:N0} heard twice", "every one, none lost or doubled", isWhole);
            yield return isKilled
                ? new Figure("alert acknowledged, p99 through the restart", Say.Ms(burst.Took.Percentile(99)), $"p50 {Say.Ms(burst.Took.Median)}, from the first try")
                : new Figure("alert acknowledged, p99", Say.Ms(burst.Took.Percentile(99)), $"p50 {Say.Ms(burst.Took.Median)}", "<= 100 ms", burst.Took.Percentile(99) <= 100);
        }
    }

    private static async Task<(string Sender, string Key)> SeedAsync(string folder, CancellationToken cancellationToken)
    {
        await using var console = await LiveConsole.StartAsync(folder, cancellationToken);
        var (alerts, now) = (console.Get<IAlertStore>(), console.Get<TimeProvider>().GetUtcNow());
        for (var from = 0; from < Stored; from += Portion)
        {
            await alerts.SettleAsync([.. Enumerable.Range(from, Portion).Select(number => Old(number, now))], [], [], cancellationToken);
        }

        var integration = new Integration { Id = Guid.CreateVersion7(now).ToString("D"), Kind = IntegrationKind.Plain, Name = "burst", ServicePath = "service", CreatedAt = now };
        return (integration.Id, await console.Get<IIntegrations>().AddAsync(integration, null, Actor.System, cancellationToken));
    }

    /// <summary>Half of them fire.</summary>
    private static Alert Old(int number, DateTimeOffset now) => new()
    {
        Id = $"old-{number}",
        Subject = $"old/{number}",
        SenderKey = $"{number}",
        SenderId = "old",
        SenderName = "old",
        Service = $"service-{number % Services}",
        Name = $"Alert {number % 100}",
        StartedAt = now.AddDays(-1),
        LastSeenAt = now.AddDays(-1),
        EndedAt = number % 2 == 0 ? now : null,
        Occurrences = 1,
        Facts = new AlertFacts { Summary = "An alert of yesterday", Labels = new Dictionary<string, string> { ["host"] = $"host-{number}" } },
    };

    private static async Task<AlertBurst> BurstAsync(string folder, string key, bool isKilled, CancellationToken cancellationToken)
    {
        var console = await ConsoleProcess.StartAsync(folder, cancellationToken);
        var burst = new AlertBurst(key, PerSecond, Services) { Console = console.Address };
        var restart = Task.CompletedTask;
        try
        {
            await burst.WarmAsync(cancellationToken);
            await burst.SendAsync(Burst, () => restart = isKilled ? RestartAsync() : restart, cancellationToken);
            await restart;
            return burst;
        }
        finally
        {
            await console.DisposeAsync();
        }

        async Task RestartAsync()
        {
            await console.DisposeAsync();   // SIGKILL
            console = await ConsoleProcess.StartAsync(folder, cancellationToken);
            burst.Console = console.Address;
        }
    }

    /// <summary>Waits until all that came in was acted on; a console that starts goes on where the last one ended.</summary>
    private static async Task<(int Rows, int Alerts, int Repeated)> CheckAsync(string folder, string sender, CancellationToken cancellationToken)
    {
        await using var console = await LiveConsole.StartAsync(folder, cancellationToken);
        var (store, clock) = (console.Get<IAlertStore>(), console.Get<TimeProvider>());
        for (var end = clock.GetUtcNow() + Longest; await store.LeaseAsync("benchmark", clock.GetUtcNow(), clock.GetUtcNow(), 1, cancellationToken) is not { Count: 0 }; await Task.Delay(Look, cancellationToken))
        {
            if (clock.GetUtcNow() > end)
            {
                throw new InvalidOperationException($"What came in was not acted on within {Longest}.");
            }
        }

        var (keys, rows, repeated) = (new HashSet<string>(), 0, 0);
        for (var page = 1; ; page++)
        {
            var some = (await store.PageAsync(new AlertFilter { SenderId = sender, Page = page, PageSize = Portion }, cancellationToken)).Items;
            var sent = some.Where(alert => !alert.SenderKey.StartsWith(AlertBurst.Warm, StringComparison.Ordinal)).ToList();
            keys.UnionWith(sent.Select(alert => alert.SenderKey));
            (rows, repeated) = (rows + sent.Count, repeated + sent.Count(alert => alert.Occurrences > 1));
            if (some.Count < Portion)
            {
                return (rows, keys.Count, repeated);
            }
        }
    }
}
