using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Drills;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>A drill on the real desk, store and clocks: played to its end, through a restart, and without a trace in the numbers.</summary>
public sealed class DrillStory
{
    private const string Service = "shop";

    private static readonly Signal Errors = new("error-rate", Service, "Error rate", "%", new ProbeSource(new("http://shop.invalid/ready"), ProbeMeasure.LatencyMilliseconds), GoodDirection.Low, 1, [], null, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90));

    private static readonly Runbook Runbook = TestRunbooks.Standard with
    {
        Slug = "shop-runbook",
        Severities = new([.. TestRunbooks.Standard.Severities.Levels.Select(level => level.Rank switch
        {
            1 => level with { Thresholds = [new("Error rate", Comparison.Above, 20, "%", For: TimeSpan.FromMinutes(5))] },
            2 => level with { Thresholds = [new("Error rate", Comparison.Above, 5, "%", For: TimeSpan.FromMinutes(5))] },
            _ => level,
        })]),
        ResolveCriteria = [new("low", "Errors under 2 % for 5 minutes", new("Error rate", Comparison.Below, 2, "%"), TimeSpan.FromMinutes(5))],
    };

    private static CancellationToken End => Scenario.End;

    [Fact]
    public async Task A_drill_leaves_no_trace_in_the_numbers()
    {
        await using var story = await StartAsync();
        await story.DeclareAsync(new DeclareIncident("Checkout fails", Service, "SEV-3") { TakeCommand = true }, story.Maya);
        await story.DoAsync(story.Maya, new PostUpdate(PublicStatus.Investigating, "We look into it.", "Checkout") { GoesOutAtOnce = true });
        var real = story.Id;
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        story.Inbox.Expect("sam@example.com", "");   // a stakeholder reads the update of the real incident
        var before = await NumbersAsync(story, real);

        var drill = await DrillAsync(story, new StartDrill(Service, "errors", null, "SEV-1", Seed: 3));
        await story.DoAsync(story.Maya, new Acknowledge());
        await PlayAsync(story, minutes: 6);
        await story.DoAsync(story.Maya, new PostUpdate(PublicStatus.Identified, "A drill says this.", "Drill"));
        await story.DoAsync(story.Maya, new StartAction("errors", "restart", "kubectl delete pod api-7") { Confirmation = Service, Reason = "Practice" });
        await story.DoAsync(story.Maya, new ConfirmAction("restart"));
        await PlayAsync(story, minutes: 12);
        await story.DoAsync(story.Maya, new Mitigate());
        await story.DoAsync(story.Maya, new Resolve("The pod was restarted"));
        await PlayAsync(story, minutes: 1);
        await story.AdvanceAsync(TimeSpan.FromMinutes(30));
        Assert.Null((await story.Get<IIncidentQueries>().FindAsync(drill.Number, Viewer.System, End))!.PostmortemDueAt);

        Assert.True(drill.IsDrill);
        story.Inbox.ExpectNothing();
        Assert.Empty(await story.DeliveriesAsync());
        Assert.Contains(await story.EventsAsync(), recorded => recorded.Actor.Kind == ActorKind.Simulated);
        Assert.Equal(before, await NumbersAsync(story, real));
        Assert.Empty((await story.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_real_alert_passes_an_open_drill_by_and_so_does_detection()
    {
        await using var story = await StartAsync(BreachResponse.Opens);
        var drill = await DrillAsync(story, new StartDrill(Service, "errors", null, "SEV-2"));
        await PlayAsync(story, minutes: 7);
        Assert.Null(await story.Get<IIncidentQueries>().FindOpenOfServiceAsync(Service, Viewer.System, End));   // its made-up breach opened nothing

        var refused = Assert.IsType<IncidentConsole.Domain.Application.Outcome.Refused>(await story.SendAsync(Actor.System, new JoinAlert("a1", "HighErrorRate", 1, story.Clock.GetUtcNow())));
        Assert.Contains("drill", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Empty((await story.ReadAsync()).Alerts);
        var labels = new Dictionary<string, string> { ["alertname"] = "HighErrorRate", ["service"] = Service, ["severity"] = "critical" };
        var opened = await story.AlertAsync(new AlertDelivery("group", "console", [new AlertNotice(new("f1", story.Clock.GetUtcNow()), AlertStatus.Firing, null, labels, new Dictionary<string, string>(), null)], 0, null), Service);
        Assert.NotEqual(drill.Id, opened.Id);
        Assert.False(opened.IsDrill);
        Assert.Single(opened.Alerts);
    }

    [Fact]
    public async Task The_console_dies_in_the_middle_and_the_drill_goes_on_where_it_stood()
    {
        await using var story = await StartAsync();
        await DrillAsync(story, new StartDrill(Service, "errors", null, "SEV-1", Seed: 3));
        await PlayAsync(story, minutes: 5);
        var signals = await SignalsAsync(story);
        var line = await LineAsync(story, signals[0]);
        var played = (await story.ReadAsync()).Drill!.Played;
        Assert.NotEmpty(played);

        await story.RestartAsync(away: TimeSpan.FromSeconds(10));

        Assert.Equal(line, await LineAsync(story, signals[0]));
        await PlayAsync(story, minutes: 6);
        var events = await story.EventsAsync();
        var lines = events.Select(recorded => recorded.Event).OfType<DrillLinePlayed>().Select(happened => happened.Line).ToList();
        Assert.Equal(lines.Distinct(), lines);
        Assert.Superset(played, lines.ToHashSet());
        Assert.True(lines.Count > played.Count, "The people go on after the restart.");
    }

    [Fact]
    public async Task The_advisor_and_the_guard_read_the_made_up_figures()
    {
        await using var story = await StartAsync();
        await DrillAsync(story, new StartDrill(Service, "errors", null, "SEV-2", Seed: 3));
        await story.DoAsync(story.Maya, new Acknowledge());
        await story.DoAsync(story.Maya, new ChangeSeverity("SEV-3") { Reason = "To see the advisor" });
        await PlayAsync(story, minutes: 2);
        Assert.Equal(2, (await story.ReadAsync()).Advice?.Rank);
        Assert.Contains("it is", await RefusedAsync(story), StringComparison.Ordinal);

        await story.DoAsync(story.Maya, new StartAction("errors", "restart", "kubectl delete pod api-7") { Confirmation = Service, Reason = "Practice" });
        await story.DoAsync(story.Maya, new ConfirmAction("restart"));
        await PlayAsync(story, minutes: 5);
        Assert.Contains("it holds only since", await RefusedAsync(story), StringComparison.Ordinal);
        await PlayAsync(story, minutes: 5);
        await story.DoAsync(story.Maya, new Resolve("Restarted"));

        var read = (await story.Get<DrillReports>().ReadAsync((await story.ReadAsync()).Number, Viewer.System, End))!;
        Assert.Equal(("High error rate", true), (read.Report.Played, read.Report.IsOver));
        Assert.Equal(DrillMark.InTime, read.Report.Times[1].Mark);
        Assert.Equal(DrillMark.NoClock, read.Report.Steps.Single(step => step.What == "Restart a pod").Mark);   // done, and the runbook gives no time
        Assert.Empty(read.Earlier);
    }

    [Fact]
    public async Task A_past_incident_comes_again_with_its_samples_and_what_others_wrote()
    {
        await using var story = await StartAsync();
        var began = story.Clock.GetUtcNow();
        await story.DeclareAsync(new DeclareIncident("Checkout fails", Service, "SEV-2") { TakeCommand = true }, story.Maya);
        await story.Get<ISampleStore>().AddAsync([.. Enumerable.Range(0, 20).Select(minute => new SignalSample(Service, Errors.Id, "", new Sample(began.AddMinutes(minute), 7 + minute)))], End);
        await story.AdvanceAsync(TimeSpan.FromMinutes(3));
        await story.DoAsync(story.Jonas, new AddNote(NoteKind.Note, "The lock table is full"));
        await story.DoAsync(story.Maya, new AddNote(NoteKind.Decision, "We drop the lock"));
        await story.AdvanceAsync(TimeSpan.FromMinutes(10));
        await story.DoAsync(story.Maya, new Mitigate());
        await story.DoAsync(story.Maya, new Resolve("Lock dropped") { Override = "Practice data" });
        var number = (await story.ReadAsync()).Number;
        await story.AdvanceAsync(TimeSpan.FromDays(1));

        await DrillAsync(story, new StartDrill(null, null, number));
        await PlayAsync(story, minutes: 4);
        var note = Assert.Single(await story.EventsAsync(), recorded => recorded.Event is NoteAdded { Text.Text: "The lock table is full" });
        Assert.Equal((ActorKind.Simulated, "Simulated: Jonas Weber"), (note.Actor.Kind, note.Actor.Name));
        Assert.DoesNotContain(await story.EventsAsync(), recorded => recorded.Event is NoteAdded { Text.Text: "We drop the lock" });
        var signal = (await SignalsAsync(story)).Single();
        var now = story.Clock.GetUtcNow();
        var line = (await story.Get<ISampleStore>().ReadAsync(signal.Service, signal.Id, now.AddSeconds(-30), now, End))[0];
        Assert.Equal(11, line.Samples[^1].Value);   // four minutes in
    }

    [Fact]
    public async Task Refusals_say_what_to_do()
    {
        await using var story = await StartAsync();
        async Task<string> No(StartDrill asked, Actor by) => (await story.Get<DrillDesk>().StartAsync(asked, by, null, End)).Refusal!.Message;
        Assert.Contains("Only a Commander", await No(new StartDrill(Service, "errors", null), story.Jonas), StringComparison.Ordinal);
        Assert.Contains("Choose a service", await No(new StartDrill("nowhere", "errors", null), story.Maya), StringComparison.Ordinal);
        Assert.Contains("no procedure", await No(new StartDrill(Service, "nothing", null), story.Maya), StringComparison.Ordinal);
        Assert.Contains("There is no INC-99", await No(new StartDrill(null, null, 99), story.Maya), StringComparison.Ordinal);
        Assert.Contains("speed 1, 2, 5", await No(new StartDrill(Service, "errors", null, Speed: 3), story.Maya), StringComparison.Ordinal);
        Assert.Contains("Name who leads", await No(new StartDrill(Service, "errors", null, Lead: story.Jonas.Id), story.Maya), StringComparison.Ordinal);
        await story.DeclareAsync(new DeclareIncident("Checkout fails", Service, "SEV-2") { TakeCommand = true }, story.Maya);
        Assert.Contains("still open", await No(new StartDrill(null, null, 1), story.Maya), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_that_everybody_left_is_ended_by_the_console()
    {
        await using var story = await StartAsync();
        await DrillAsync(story, new StartDrill(Service, "errors", null, "SEV-1", Seed: 3));
        await story.AdvanceAsync(DrillDirector.Longest - TimeSpan.FromMinutes(1));
        await story.Get<DrillDirector>().TickAsync(End);
        Assert.True((await story.ReadAsync()).IsOpen);
        await PlayAsync(story, minutes: 1);
        var drill = await story.ReadAsync();
        Assert.NotNull(drill.Drill!.StoppedAt);
        Assert.Equal("Incident Console", (await story.EventsAsync()).Single(recorded => recorded.Event is DrillStopped).Actor.Name);
        var report = (await story.Get<DrillReports>().ReadAsync(drill.Number, Viewer.System, End))!.Report;
        Assert.True(report.IsOver);
        Assert.Equal(DrillMark.Missing, report.Times[1].Mark);
    }

    private static async Task<Scenario> StartAsync(BreachResponse response = BreachResponse.Nothing)
    {
        var story = await Scenario.StartAsync();
        var editor = story.Get<ICatalogEditor>();
        Assert.NotNull(await editor.PublishRunbookAsync(new RunbookEdition(Runbook, null, "For the story"), Actor.System, End));
        var people = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("On-call manager", [story.Aisha.Id]).Add("Platform lead", [story.Tomasz.Id]);
        Assert.True(await editor.SaveServiceAsync(new Service(Service, "Shop", Runbook.Slug, null, people) { OnBreach = response }, [Errors], isNew: true, Actor.System, End));
        return story;
    }

    private static async Task<Incident> DrillAsync(Scenario story, StartDrill asked)
    {
        var started = await story.Get<DrillDesk>().StartAsync(asked, story.Maya, null, End);
        Assert.True(started.Refusal is null, started.Refusal?.Message);
        story.GoOnWith(started.Value!.Id);
        await story.AdvanceAsync(TimeSpan.Zero);
        return await story.ReadAsync();
    }

    /// <summary>Time passes while the loops run: the drills, what the metrics mean, and detection for the real service.</summary>
    private static async Task PlayAsync(Scenario story, double minutes)
    {
        for (var left = TimeSpan.FromMinutes(minutes); left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(10))
        {
            await story.AdvanceAsync(TimeSpan.FromSeconds(10));
            await story.Get<DrillDirector>().TickAsync(End);
            await story.Get<SeverityAdvisor>().TickAsync(End);
            await story.Get<AutoDetector>().TickAsync(End);
        }
    }

    private static async Task<IReadOnlyList<Signal>> SignalsAsync(Scenario story) =>
        await story.Get<ISignalCatalog>().OfServiceAsync((await story.ReadAsync()).SignalService, removedToo: false, End);

    private static async Task<IReadOnlyList<Sample>> LineAsync(Scenario story, Signal signal)
    {
        var began = (await story.ReadAsync()).Drill!.StartedAt;
        return (await story.Get<ISampleStore>().ReadAsync(signal.Service, signal.Id, began.AddMinutes(-10), began.AddMinutes(5), End))[0].Samples;
    }

    private static async Task<string> RefusedAsync(Scenario story) =>
        Assert.IsType<IncidentConsole.Domain.Application.Outcome.Refused>(await story.SendAsync(story.Maya, new Resolve("Restarted"))).Refusal.Message;

    /// <summary>All that counts incidents, tells somebody, or is public; as one text, so that nothing is compared by reference.</summary>
    private static async Task<string> NumbersAsync(Scenario story, IncidentId real)
    {
        var queries = story.Get<IIncidentQueries>();
        async Task<int> Count(IncidentFilter filter) => (await queries.ListAsync(filter, Viewer.System, End)).Total;
        var health = await story.Get<IDeadlineStore>().HealthAsync(story.Clock.GetUtcNow(), End);
        var samples = await story.Get<ISampleStore>().ReadAsync(Service, Errors.Id, DateTimeOffset.UnixEpoch, story.Clock.GetUtcNow(), End);
        return string.Join('\n',
        [
            $"open {await Count(new("open"))}, closed {await Count(new("closed"))}, all {await Count(new())}, owed {await Count(new(OwesPostmortem: true))}, of the service {await Count(new(Service: Service))}, found {await Count(new(Text: "drill"))}",
            $"the open one {(await queries.FindOpenOfServiceAsync(Service, Viewer.System, End))?.Id == real}",
            $"outbox {await story.Get<IOutbox>().DepthAsync(End)}, overdue {health.Overdue}, failing {health.Failing}",
            $"public {System.Text.Json.JsonSerializer.Serialize(await story.PublicAsync())}",
            $"samples {samples.Sum(line => line.Samples.Count)}, services {string.Join(',', await story.Get<ISampleStore>().ServicesAsync(End))}",
        ]);
    }
}
