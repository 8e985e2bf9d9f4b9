using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>A sender of alerts that keeps its pace whatever the console does, and repeats what was not acknowledged, as Alertmanager does.</summary>
internal sealed class AlertBurst(string key, int perSecond, int services) : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
    {
        Timeout = TimeSpan.FromSeconds(20),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    private int acknowledged;

    public int Acknowledged => acknowledged;

    /// <summary>From the first try of an alert to its acknowledgement, milliseconds.</summary>
    public Samples Took { get; } = new();

    /// <summary>Where the console is; another one after a restart.</summary>
    public required Uri Console { get; set; }

    /// <summary>Of the keys of alerts that only warm up.</summary>
    public const string Warm = "warm-";

    private const int WarmRounds = 20;
    private const int AtOnce = 64;

    /// <summary>Connections and code are warm after this: a console that holds 50,000 alerts has taken some before.</summary>
    public async Task WarmAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < WarmRounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(round * AtOnce, AtOnce).Select(number => IsTakenAsync(Alert(number, Warm), cancellationToken)));
        }
    }

    /// <summary>Sends this many; ends when each of them is acknowledged.</summary>
    /// <param name="half">Called when half of them are on their way.</param>
    public async Task SendAsync(int count, Action half, CancellationToken cancellationToken)
    {
        var (sending, began) = (new List<Task>(count), Stopwatch.StartNew());
        using var pace = new PeriodicTimer(Step);
        while (sending.Count < count && await pace.WaitForNextTickAsync(cancellationToken))
        {
            for (var due = Math.Min(count, (int)(began.Elapsed.TotalSeconds * perSecond)); sending.Count < due;)
            {
                sending.Add(SendAsync(sending.Count, cancellationToken));
                if (sending.Count == count / 2)
                {
                    half();
                }
            }
        }

        await Task.WhenAll(sending);
    }

    public void Dispose() => http.Dispose();

    private async Task SendAsync(int number, CancellationToken cancellationToken)
    {
        var json = Alert(number, "burst-");
        var began = Stopwatch.GetTimestamp();
        while (!await IsTakenAsync(json, cancellationToken))
        {
            await Task.Delay(BeforeRetry, cancellationToken);
        }

        Took.Add(Stopwatch.GetElapsedTime(began));
        Interlocked.Increment(ref acknowledged);
    }

    private string Alert(int number, string prefix) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"title":"Burst {{number % 100}}","key":"{{prefix}}{{number}}","service":"service-{{number % services}}","severity":"high","labels":{"host":"host-{{number}}"} }""");

    private async Task<bool> IsTakenAsync(string json, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri(Console, "/api/v1/alerts"), body, cancellationToken);
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (HttpRequestException)
        {
            return false;   // it is down
        }
    }
}
