using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>Requests the console sends: attempted once, recorded before anything leaves, and what came of it.</summary>
[Covers<AttemptSend>]
[Covers<RecordSend>]
public sealed class SendActionTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(15);

    private static readonly Runbook Requests = TestRunbooks.Standard with
    {
        Procedures =
        [
            new("attack", "Rate limit attack")
            {
                Actions =
                [
                    new("status", "Check the rate limit") { IsReadOnly = true, Request = new("GET", "http://localhost:8080/stats/rate-limit") },
                    new("adjust", "Adjust the limits") { RaisesLimit = true, Budget = TimeSpan.FromMinutes(1), Request = new("POST", "http://localhost:8080/adjust?token=<token>", "{\"max\": <max>}") },
                    new("stop", "Emergency stop") { IsDestructive = true, Target = "canary", Request = new("POST", "http://localhost:8080/stop") },
                    new("look", "Look") { IsReadOnly = true },
                ],
            },
        ],
    };

    [Fact]
    public void What_only_looks_is_sent_without_a_reason_and_recorded_before_it_leaves() => Started()
        .When(Send("status"), Someone.Bo)
        .Then(new SendAttempted("attack", "status", "s1", Story.Start + Within, new Prose("GET http://localhost:8080/stats/rate-limit")))
        .ThenIncident(incident => Assert.Equal((ActionRunState.Started, "attack", true, false), (incident.Actions["status"].State, incident.ActiveProcedure, incident.Actions["status"].Send!.IsUnderWay(Story.Start), incident.Actions["status"].Send!.IsUnknown(Story.Start))));

    [Fact]
    public void The_same_id_is_sent_once_for_good() => Started()
        .When(Send("status"))
        .When(Send("status"))
        .ThenNothing()
        .When(Answer(SendOutcome.Succeeded, 200), Console)
        .After(3600)
        .When(Send("status"))
        .ThenNothing()
        .When(Send("status", "s2"))
        .ThenAccepted();

    [Fact]
    public void While_one_is_under_way_no_other_leaves() => Started()
        .When(Send("status"), Someone.Bo)
        .When(Send("status", "s2"))
        .ThenRefused(RefusalKind.Conflict, "Bo is sending this right now")
        .After(15)
        .ThenIncident(incident => Assert.True(incident.Actions["status"].Send!.IsUnknown(Story.Start + Within)))
        .When(Send("status", "s2"))
        .ThenAccepted();

    [Fact]
    public void What_changes_something_needs_a_reason_its_values_and_its_secrets_stay_out_of_the_log() => Started()
        .When(Send("adjust") with { Reason = "x" })
        .ThenRefused(RefusalKind.Invalid, "Fill in token and max first")
        .When(Filled)
        .ThenRefused(RefusalKind.ReasonRequired, "raises a limit")
        .When(Filled with { Reason = "Attack" })
        .Then(new SendAttempted("attack", "adjust", "s1", Story.Start + Within, new Prose("POST http://localhost:8080/adjust?token=•••\nContent-Type: application/json\n\n{\"max\": 10}")))
        .ThenIncident(incident => Assert.Equal("Attack", Assert.Single(incident.RaisedLimits).Why?.Text));

    [Fact]
    public void A_destructive_one_is_confirmed_by_its_target() => Started()
        .When(Send("stop") with { Reason = "x" })
        .ThenRefused(RefusalKind.Invalid, "Type canary to confirm")
        .When(Send("stop") with { Reason = "x", Confirmation = "canary" })
        .ThenAccepted();

    [Fact]
    public void Success_confirms_the_action_and_anything_else_leaves_it_to_people()
    {
        Started().When(Send("status")).When(Answer(SendOutcome.Succeeded, 200), Console)
            .Then(new SendAnswered("status", "s1", SendOutcome.Succeeded, 200, 310, new Prose("ok")))
            .ThenIncident(incident => Assert.Equal((ActionRunState.Confirmed, 200), (incident.Actions["status"].State, incident.Actions["status"].Send!.Status)))
            .When(Answer(SendOutcome.Succeeded, 200), Console).ThenNothing();
        foreach (var (outcome, words) in new[] { (SendOutcome.Rejected, "was sent and failed"), (SendOutcome.NotReached, "was sent and failed"), (SendOutcome.TimedOut, "nobody heard the answer"), (SendOutcome.BrokenOff, "nobody heard the answer") })
        {
            var story = Started().When(Send("status")).When(Answer(outcome, null), Console)
                .ThenIncident(incident => Assert.Equal(ActionRunState.Started, incident.Actions["status"].State))
                .When(Send("status", "s2")).ThenAccepted();
            Assert.Contains("Wait for the answer", ProcedureTests.Duty(story, DutyKind.RunningAction)!.Text, StringComparison.Ordinal);
            Assert.Contains(words, ProcedureTests.Duty(Started().When(Send("status")).When(Answer(outcome, null), Console), DutyKind.RunningAction)!.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_send_nobody_heard_the_end_of_is_a_duty() =>
        Assert.Contains("stopped before it heard", ProcedureTests.Duty(Started().When(Send("status")).After(16), DutyKind.RunningAction)!.Text, StringComparison.Ordinal);

    [Fact]
    public void Nobody_but_the_console_says_what_came_of_it() => Started().When(Send("status")).When(Answer(SendOutcome.Succeeded, 200), Someone.Root).ThenRefused(RefusalKind.Forbidden);

    [Fact]
    public void What_is_no_request_is_run_by_a_person()
    {
        Started().When(Send("look")).ThenRefused(RefusalKind.Invalid, "Run it yourself");
        Started().When(Send("pray")).ThenRefused(RefusalKind.NotFound, "\"pray\"");
        Started().Given(new IncidentResolved(new Prose("x")), new IncidentClosed()).When(Send("status")).ThenRefused(RefusalKind.Conflict, "closed");
    }

    private static readonly Someone Console = new(Actor.System, IncidentConsole.Domain.Access.AccessRole.Administrator);

    private static Story Started() => Story.Commanded(runbook: Requests);

    private static AttemptSend Send(string action, string id = "s1") => new(null, action, id, Within);

    private static AttemptSend Filled => Send("adjust") with { Values = ImmutableDictionary<string, string>.Empty.Add("token", "hunter2").Add("max", "10") };

    private static RecordSend Answer(SendOutcome outcome, int? status) => new("s1", outcome, status, TimeSpan.FromMilliseconds(310), "ok");
}
