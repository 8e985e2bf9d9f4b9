using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Repeats;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>The second time: what worked in the first is known, and what was a false positive is told apart.</summary>
public sealed class SeenBefore
{
    private static CancellationToken End => Scenario.End;

    [Fact]
    public async Task The_second_incident_sees_what_worked_in_the_first_and_what_of_it_is_still_open()
    {
        await using var story = await Shop.StartAsync(BreachResponse.Nothing);
        await Shop.SeeAsync(story, 6.8, minutes: 3);
        var first = await story.AlertAsync(Alert(story, "QueueLag", "a1"), Shop.Service);
        Assert.Empty(await LookAsync(story));
        await story.DoAsync(story.Maya, new Acknowledge());
        await story.DoAsync(story.Maya, new TakeCommand());
        await story.DoAsync(story.Maya, new StartAction(null, "restart", "kubectl delete pod api-7") { Reason = "It hangs", Confirmation = Shop.Service });
        await story.DoAsync(story.Maya, new ConfirmAction("restart"));
        await Shop.SeeAsync(story, 0.4, minutes: 6);
        await story.DoAsync(story.Maya, new Resolve("A lock was held") { Override = "It is over" });
        await story.DoAsync(story.Maya, new AddActionItem("alert", "Alert on the lock", ActionItemKind.Detect, story.Jonas.Id, new DateOnly(2026, 3, 20)));
        await story.DoAsync(story.Maya, new AddActionItem("doc", "Write it down", ActionItemKind.Runbook, null, null));
        await story.DoAsync(story.Maya, new ChangeActionItem("doc") { State = ActionItemState.Done });

        await story.RestartAsync(away: TimeSpan.FromDays(20));
        await story.AlertAsync(Alert(story, "QueueLag", "a2"), Shop.Service);
        var seen = Assert.Single(await LookAsync(story));
        Assert.Equal((first.Number, "same alert"), (seen.Number, seen.Why));
        Assert.Equal("“Restart a pod” (helped, Error rate 6.8\u00a0% → 0.4\u00a0% after 5 min)", Assert.Single(seen.Worked).Words);
        Assert.Equal(("Alert on the lock", "Jonas"), (Assert.Single(seen.OpenItems).What.Text, seen.OpenItems[0].OwnerName?.Split(' ')[0]));

        await story.DoAsync(story.Maya, new StartAction(null, "restart", "kubectl delete pod api-9") { Reason = "It hangs", Confirmation = Shop.Service });
        Assert.Equal("same alert, same procedure", Assert.Single(await LookAsync(story)).Why);
        Assert.Empty((await story.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_false_positive_is_one_click_feeds_the_rate_and_tells_the_next_one_apart()
    {
        await using var story = await Shop.StartAsync(BreachResponse.Nothing);
        var first = await story.AlertAsync(Alert(story, "QueueLag", "a1"), Shop.Service);
        await story.DoAsync(story.Maya, new Decline { Reason = "A load test" });
        Assert.Equal(new FalsePositiveRate(1, 1), (await story.Get<IAlertStore>().FalsePositiveRatesAsync(story.Clock.GetUtcNow().AddDays(-30), End))[Shop.Service]);

        await story.AdvanceAsync(TimeSpan.FromHours(2));
        var second = await story.AlertAsync(Alert(story, "QueueLag", "a2"), Shop.Service);
        Assert.NotEqual(first.Number, second.Number);
        var before = await story.Get<AlertDesk>().LookedFalseAsync(second, Viewer.System, End);
        Assert.Equal((first.Number, "A load test"), (before?.Number, before?.Reason));
        Assert.Empty(await LookAsync(story));   // nothing worked there, since nothing was wrong

        await story.DoAsync(story.Maya, new Decline { Reason = "Again" });
        var other = await story.AlertAsync(Alert(story, "DiskFull", "b1"), Shop.Service);
        Assert.Null(await story.Get<AlertDesk>().LookedFalseAsync(other, Viewer.System, End));
        Assert.Equal(new FalsePositiveRate(3, 2), (await story.Get<IAlertStore>().FalsePositiveRatesAsync(story.Clock.GetUtcNow().AddDays(-30), End))[Shop.Service]);
    }

    private static async Task<IReadOnlyList<SimilarIncident>> LookAsync(Scenario story) => await story.Get<SimilarReader>().ReadAsync(await story.ReadAsync(), Viewer.System, End);

    private static AlertDelivery Alert(Scenario story, string name, string fingerprint) => new(
        name, "console",
        [new AlertNotice(new AlertIdentity(fingerprint, story.Clock.GetUtcNow()), AlertStatus.Firing, null, ImmutableDictionary<string, string>.Empty.Add("alertname", name).Add("severity", "high"), ImmutableDictionary<string, string>.Empty, null)],
        0, null);
}
