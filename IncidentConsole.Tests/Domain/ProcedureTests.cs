using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>Confirmation, verification, raised limits, what is written down before an incident is resolved.</summary>
[Covers<Verify>]
[Covers<TakeLimitBack>]
[Covers<DocumentMeasures>]
public sealed class ProcedureTests
{
    internal static readonly Runbook Careful = TestRunbooks.Standard with
    {
        DocumentsWorkaround = true,
        Procedures =
        [
            .. TestRunbooks.Standard.Procedures,
            new("attack", "Attack")
            {
                Actions =
                [
                    new("block", "Block the address") { IsDestructive = true, Target = "<ip>", Command = new("iptables -s <ip> -j DROP") { Placeholders = ["ip"] } },
                    new("drop", "Drop the table") { IsDestructive = true, Target = "sessions", Command = new("DROP TABLE sessions", "sql") },
                ],
                Verifications = [new("calm", "Traffic is back to normal")],
            },
        ],
    };

    [Fact]
    public void A_target_that_is_filled_in_is_typed_as_filled() => Story.Commanded(runbook: Careful)
        .When(Start("block", ("ip", "203.0.113.9"), "203.0.113.8"))
        .ThenRefused(RefusalKind.Invalid, "Type 203.0.113.9 to confirm")
        .When(Start("block", ("ip", "203.0.113.9"), ""))
        .ThenRefused(RefusalKind.Invalid, "Type 203.0.113.9 to confirm")
        .When(Start("block", ("ip", "203.0.113.9"), "203.0.113.9"))
        .Then(new ActionStarted("attack", "block", new Prose("iptables -s 203.0.113.9 -j DROP")));

    [Fact]
    public void Values_are_filled_by_the_rule_and_quoted() => Story.Commanded(runbook: Careful)
        .When(Start("block", ("ip", "1.2.3.4; reboot"), "1.2.3.4; reboot"))
        .Then(new ActionStarted("attack", "block", new Prose("iptables -s '1.2.3.4; reboot' -j DROP")));

    [Theory]
    [InlineData("it's; reboot", @"'it'\''s; reboot'")]
    [InlineData("x\" && \\", @"'x"" && \'")]
    [InlineData("$(reboot)'`id`", @"'$(reboot)'\''`id`'")]
    public void A_hostile_value_is_typed_as_it_was_filled_in_and_quoted_where_it_runs(string value, string quoted) => Story.Commanded(runbook: Careful)
        .When(Start("block", ("ip", value), value))
        .Then(new ActionStarted("attack", "block", new Prose($"iptables -s {quoted} -j DROP")));

    [Fact]
    public void A_missing_value_blocks() => Story.Commanded(runbook: Careful)
        .When(new StartAction(null, "block") { Values = ImmutableDictionary<string, string>.Empty, Reason = "x", Confirmation = "x" })
        .ThenRefused(RefusalKind.Invalid, "Fill in ip first");

    [Fact]
    public void A_named_target_is_typed_exactly() => Story.Commanded(runbook: Careful)
        .When(new StartAction(null, "drop") { Reason = "x" })
        .ThenRefused(RefusalKind.Invalid, "Type sessions to confirm")
        .When(new StartAction(null, "drop") { Reason = "x", Confirmation = "sessions" })
        .ThenAccepted();

    [Fact]
    public void A_check_says_whether_it_worked_who_looked_and_what_was_seen() => Story.Commanded(runbook: Careful)
        .When(new Verify("attack", "calm", false, " still 9 000 a second "), Someone.Bo)
        .Then(new VerificationRecorded("attack", "calm", false, new Prose("still 9 000 a second")))
        .After(60)
        .When(new Verify("attack", "calm", true), Someone.Bo)
        .Then(new VerificationRecorded("attack", "calm", true, null))
        .ThenIncident(incident => Assert.Equal((true, "Bo", Story.Start.AddSeconds(60)), (incident.FindVerification("attack", "calm")!.Worked, incident.FindVerification("attack", "calm")!.By.Name, incident.FindVerification("attack", "calm")!.At)));

    [Fact]
    public void An_unknown_check_is_not_found() => Story.Commanded(runbook: Careful)
        .When(new Verify("errors", "calm", true))
        .ThenRefused(RefusalKind.NotFound, "\"calm\"");

    [Fact]
    public void A_raised_limit_is_listed_with_its_reason_until_it_is_taken_back() => Story.Commanded()
        .When(new StartAction(null, "limit") { Reason = "The index lags" }, Someone.Bo)
        .ThenIncident(incident => Assert.Equal([("limit", "Raise the limit", "Bo", "The index lags")], incident.RaisedLimits.Select(limit => (limit.ActionId, limit.Title, limit.By.Name, limit.Why!.Text!))))
        .When(new ConfirmAction("limit"))
        .When(new StartAction(null, "limit") { Reason = "Still" })
        .ThenIncident(incident => Assert.Equal("Still", Assert.Single(incident.RaisedLimits).Why?.Text))
        .When(new SkipAction("limit") { Reason = "It broke off half way" })
        .ThenIncident(incident => Assert.Single(incident.RaisedLimits))
        .Given(new IncidentResolved(new Prose("x")), new IncidentClosed())
        .When(new TakeLimitBack("limit", " back to 800 ms "), Someone.Bo)
        .Then(new LimitTakenBack("limit", new Prose("back to 800 ms")))
        .ThenIncident(incident => Assert.Empty(incident.RaisedLimits))
        .When(new TakeLimitBack("limit"))
        .ThenNothing()
        .When(new TakeLimitBack("logs"))
        .ThenRefused(RefusalKind.NotFound, "\"logs\"");

    [Fact]
    public void A_raised_limit_is_a_duty_that_outlives_the_incident_and_grows_late_an_hour_after_the_mitigation()
    {
        var story = Story.Commanded().When(new StartAction(null, "limit") { Reason = "The index lags" }).When(new ConfirmAction("limit"));
        Assert.Null(Duty(story, DutyKind.RaisedLimit)!.DueAt);
        story.Given(new IncidentMitigated(), new IncidentResolved(new Prose("x")), new IncidentClosed());
        var duty = Duty(story, DutyKind.RaisedLimit)!;
        Assert.Equal((Story.Start.AddHours(1), DutyAction.TakeLimitBack, "Take the limit back: Raise the limit", "Ada raised it: The index lags"), (duty.DueAt, duty.Primary, duty.Text, duty.Detail));
        Assert.Null(Duty(story.When(new TakeLimitBack("limit")), DutyKind.RaisedLimit));
    }

    [Fact]
    public void Resolve_waits_for_workaround_and_rollback() => Story.Commanded(runbook: Careful)
        .When(new Resolve("fixed"))
        .ThenRefused(RefusalKind.Conflict, "the workaround is not written down; the rollback is not written down")
        .When(new DocumentMeasures("Deny in routing.yaml", null), Someone.Bo)
        .Then(new MeasureDocumented(MeasureKind.Workaround, new Prose("Deny in routing.yaml")))
        .When(new Resolve("fixed"))
        .ThenRefused(RefusalKind.Conflict, "Not yet: the rollback is not written down.")
        .When(new DocumentMeasures("Deny in routing.yaml", "Deploy 2.13.6"))
        .Then(new MeasureDocumented(MeasureKind.Rollback, new Prose("Deploy 2.13.6")))
        .When(new Resolve("fixed") { Override = "not needed any more" })
        .Then(new IncidentResolved(new Prose("fixed")));

    [Fact]
    public void Resolving_without_it_takes_a_reason_of_its_own_that_stays_until_it_is_reopened() => Story.Commanded(runbook: Careful)
        .When(new Resolve("fixed") { Reason = "Ada sleeps" }, Someone.Cy)
        .ThenRefused(RefusalKind.Conflict, "not written down")   // the reason for commanding is none for leaving the record out
        .When(new Resolve("fixed") { Override = "Nothing was changed" })
        .ThenAccepted()
        .ThenIncident(incident => Assert.Equal(("Nothing was changed", 2), (incident.Override?.Why.Text, incident.Override?.Points.Count(point => point.Kind == GuardPointKind.NotDocumented))))
        .When(new Reopen { Reason = "Not fixed" })
        .ThenIncident(incident => Assert.Null(incident.Override));

    [Fact]
    public void Other_runbooks_ask_for_no_documentation() => Story.Commanded().When(new Resolve("fixed") { Override = "x" }).Then(new IncidentResolved(new Prose("fixed")));

    [Fact]
    public void Nothing_is_no_documentation() => Story.Commanded(runbook: Careful)
        .When(new DocumentMeasures(" ", null))
        .ThenRefused(RefusalKind.Invalid, "Where there is none, say that");

    [Fact]
    public void Missing_documentation_is_a_duty_once_it_is_mitigated()
    {
        var story = Story.Commanded(runbook: Careful);
        Assert.Null(Duty(story, DutyKind.Document));
        Assert.Equal("Write down the workaround and the rollback", Duty(story.Given(new IncidentMitigated()), DutyKind.Document)?.Text);
        Assert.Null(Duty(story.Given(new MeasureDocumented(MeasureKind.Workaround, new("a")), new MeasureDocumented(MeasureKind.Rollback, new("b"))), DutyKind.Document));
    }

    internal static Duty? Duty(Story story, DutyKind kind) =>
        DoNext.All(story.Incident, DeadlineSchedule.For(story.Incident), story.Now, new(Someone.Ada.Id, Someone.Ada.Role)).FirstOrDefault(duty => duty.Kind == kind);

    private static StartAction Start(string action, (string Name, string Value) value, string confirmation) =>
        new(null, action) { Values = ImmutableDictionary<string, string>.Empty.Add(value.Name, value.Value), Reason = "Attack", Confirmation = confirmation };
}
