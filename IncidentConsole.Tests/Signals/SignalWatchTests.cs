using System.Collections.Concurrent;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.ReadModels;

namespace IncidentConsole.Tests.Signals;

/// <summary>The watch over a real store and log; only the figures are given.</summary>
public sealed class SignalWatchTests : IAsyncLifetime, ISignalReader, ISampleFeed, ITailNudge
{
    private static readonly Signal Errors = SignalTestKit.Signal(new ProbeSource(new Uri("http://a/")), GoodDirection.Low, new(2, 5), new(3, 1));
    private readonly SleeplessClock clock = new();
    private readonly StoreFolder folder = new();
    private LiveSignals live = new();
    private readonly ConcurrentDictionary<string, Func<Task<SignalReading>>> answers = new();
    private readonly List<IReadOnlyList<SignalSample>> published = [];
    private readonly List<(DateTimeOffset From, DateTimeOffset To, TimeSpan Step)> asked = [];
    private Func<SignalHistory> history = () => new SignalHistoryRead([]);
    private Database database = null!;
    private SignalWatch watch = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await StoreFixture.OpenAsync(folder.Location, clock);
        watch = Watch();
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_reading_is_stored_shown_and_judged()
    {
        await ConfigureAsync(Errors);
        Answers("error-rate", 6.8);
        await RunAsync(5);
        Assert.Equal([6.8, 6.8], (await StoredAsync("error-rate")).Select(sample => sample.Value).Take(2));
        Assert.Equal(("index", "error-rate", 6.8), (published[0][0].Service, published[0][0].SignalId, published[0][0].Sample.Value));
        Assert.Equal((2, "error-rate"), (live.Judge([Errors], clock.GetUtcNow()).Rank!.Value, live.Judge([Errors], clock.GetUtcNow()).Driver!.Signal.Id));
        Assert.Equal([new BreachBegan("error-rate", 2, 5, 6.8)], await EventsAsync());
    }

    [Fact]
    public async Task A_breach_is_one_event_and_a_worse_one_comes_at_once_and_a_milder_one_when_it_holds()
    {
        await ConfigureAsync(Errors);
        Answers("error-rate", 2);
        await RunAsync(60);
        Answers("error-rate", 7);
        await RunAsync(60);
        Answers("error-rate", 4.9);
        await RunAsync(20);
        Answers("error-rate", 5.1);   // dances around the limit: nothing to say
        await RunAsync(20);
        Answers("error-rate", 0.1);
        await RunAsync(60);
        Assert.Equal([new BreachBegan("error-rate", 3, 1, 2), new BreachBegan("error-rate", 2, 5, 7), new BreachEnded("error-rate", 0.1)], await EventsAsync());
    }

    [Fact]
    public async Task A_signal_that_cannot_be_read_leaves_gaps_becomes_stale_and_comes_back()
    {
        await ConfigureAsync(Errors);
        Answers("error-rate", 6);
        await RunAsync(5);
        var last = live.Find(Errors)!.LastGood!.At;
        answers["error-rate"] = () => Task.FromResult<SignalReading>(new SignalNotRead("Prometheus answered 503."));
        await RunAsync(60);
        Assert.Equal("Prometheus answered 503.", live.Find(Errors)!.Failure);
        Assert.Equal(SignalState.Unknown, live.Judge([Errors], clock.GetUtcNow()).State);
        Assert.Null((await StoredAsync("error-rate"))[^1].Value);
        Answers("error-rate", 6);
        await RunAsync(10);
        Assert.Equal([new BreachBegan("error-rate", 2, 5, 6), new SignalWentStale("error-rate", last), new SignalCameBack("error-rate")], await EventsAsync());
    }

    [Fact]
    public async Task What_the_log_says_is_remembered_over_a_restart()
    {
        await ConfigureAsync(Errors);
        Answers("error-rate", 6);
        await RunAsync(10);
        watch = Watch();
        await RunAsync(10);
        Assert.Single(await EventsAsync());
        Answers("error-rate", 0);
        await RunAsync(60);
        Assert.Equal([new BreachBegan("error-rate", 2, 5, 6), new BreachEnded("error-rate", 0)], await EventsAsync());
    }

    [Fact]
    public async Task A_reading_that_hangs_or_throws_holds_up_nobody()
    {
        var failures = 0;
        watch.Failed += (_, _) => failures++;
        await ConfigureAsync(Errors, Errors with { Id = "hangs" }, Errors with { Id = "throws" });
        Answers("error-rate", 1);
        answers["hangs"] = () => new TaskCompletionSource<SignalReading>().Task;
        answers["throws"] = () => throw new InvalidOperationException("bug");
        for (var second = 0; second < 20; second++)
        {
            await watch.TickAsync(Cancel);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange((await StoredAsync("error-rate")).Count, 3, 4);
        Assert.True(failures >= 3);
    }

    [Fact]
    public async Task What_Prometheus_remembers_fills_the_chart_before_the_console_began()
    {
        var begin = clock.GetUtcNow();
        history = () => new SignalHistoryRead([new SampleSeries("", [new(begin.AddMinutes(-30), 3), new(begin.AddMinutes(-29), 4)])]);
        await ConfigureAsync(Errors with { Source = new PromQlSource(new Uri("http://p/"), "up") });
        Answers("error-rate", 5);
        await RunAsync(2);
        Assert.Equal([3, 4, 5], (await StoredAsync("error-rate")).Select(sample => sample.Value));
        Assert.All(published.SelectMany(batch => batch), sample => Assert.True(sample.Sample.At >= begin));
    }

    [Fact]
    public async Task A_gap_of_the_console_is_filled_from_what_Prometheus_remembers_and_what_was_read_stays()
    {
        var errors = Errors with { Source = new PromQlSource(new Uri("http://p/"), "up") };
        await ConfigureAsync(errors);
        Answers("error-rate", 5);
        await RunAsync(10);
        var down = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromHours(2));
        asked.Clear();
        history = () => new SignalHistoryRead([new SampleSeries("", [new(down.AddMinutes(1), 6), new(down.AddMinutes(2), 7)])]);
        watch = Watch();
        await RunAsync(3);
        var gap = Assert.Single(asked);
        Assert.True(gap.From < down && gap.To >= down.AddHours(2) && gap.Step == TimeSpan.FromSeconds(15), $"{gap}");
        Assert.Equal([5, 5, 5, 6, 7, 5], (await StoredAsync("error-rate")).Select(sample => sample.Value));
    }

    [Fact]
    public async Task A_past_that_could_not_be_asked_for_is_asked_for_again()
    {
        history = () => new SignalHistoryNotRead("Prometheus is not ready");
        await ConfigureAsync(Errors with { Source = new PromQlSource(new Uri("http://p/"), "up") });
        Answers("error-rate", 5);
        await RunAsync(3);
        Assert.Single(asked);
        history = () => new SignalHistoryRead([]);
        await RunAsync(30);
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task After_a_restart_a_signal_that_cannot_be_read_still_says_since_when()
    {
        await ConfigureAsync(Errors);
        Answers("error-rate", 6);
        await RunAsync(5);
        var last = live.Find(Errors)!.LastGood!;
        clock.Advance(TimeSpan.FromHours(3));
        answers["error-rate"] = () => Task.FromResult<SignalReading>(new SignalNotRead("Prometheus answered 503."));
        live = new LiveSignals();
        watch = Watch();
        await RunAsync(1);
        Assert.Equal(last, live.Find(Errors)!.LastGood);
        Assert.Equal(SignalState.Unknown, live.Judge([Errors], clock.GetUtcNow()).State);
    }

    [Fact]
    public async Task Of_several_lines_the_worst_speaks()
    {
        await ConfigureAsync(Errors);
        answers["error-rate"] = () => Task.FromResult<SignalReading>(new SignalRead([new("p1", new(clock.GetUtcNow(), 0.5)), new("p2", new(clock.GetUtcNow(), 9)), new("p3", new(clock.GetUtcNow(), null))], []));
        await RunAsync(2);
        Assert.Equal(9, live.Find(Errors)!.LastGood!.Value);
        Assert.Equal(3, (await new SampleTable(database).ReadAsync("index", "error-rate", DateTimeOffset.UnixEpoch, clock.GetUtcNow(), Cancel)).Count);
    }

    Task<SignalReading> ISignalReader.ReadNowAsync(Signal signal, CancellationToken cancellationToken) => answers[signal.Id]();

    Task<SignalHistory> ISignalReader.ReadRangeAsync(Signal signal, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken)
    {
        asked.Add((from, to, step));
        return Task.FromResult(history());
    }

    Task ISampleFeed.PublishAsync(IReadOnlyList<SignalSample> samples, CancellationToken cancellationToken)
    {
        published.Add(samples);
        return Task.CompletedTask;
    }

    void ITailNudge.Nudge(IReadOnlyList<RecordedEvent> appended)
    {
        // The tailer has tests of its own.
    }

    private SignalWatch Watch() => new(new SignalTable(database), this, new SampleTable(database), this, new EventLog(database, clock), this, live, new SignalHistoryFill(this, new SampleTable(database), new IncidentQueries(database)), clock);

    private void Answers(string id, double value) =>
        answers[id] = () => Task.FromResult<SignalReading>(new SignalRead([new LabelledSample("", new Sample(clock.GetUtcNow(), value))], []));

    private Task ConfigureAsync(params Signal[] signals) => database.WriteAsync(scope => SignalTable.ReplaceAsync(scope, "index", signals), Cancel);

    private async Task RunAsync(int seconds)
    {
        for (var second = 0; second <= seconds; second++)
        {
            await watch.TickAsync(Cancel);
            await watch.SettleAsync();
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<IReadOnlyList<Sample>> StoredAsync(string id) =>
        Assert.Single(await new SampleTable(database).ReadAsync("index", id, DateTimeOffset.UnixEpoch, clock.GetUtcNow(), Cancel)).Samples;

    private async Task<IEnumerable<DomainEvent>> EventsAsync() =>
        (await new EventLog(database, clock).LoadAsync(StreamId.OfService("index"), 0, Cancel)).Select(recorded => recorded.Event);
}
