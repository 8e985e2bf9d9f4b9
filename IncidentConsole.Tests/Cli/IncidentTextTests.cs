using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.Filling;
using IncidentConsole.Web.Cli;
using IncidentConsole.Web.Endpoints.Incidents;

namespace IncidentConsole.Tests.Cli;

/// <summary>What the verbs print, letter by letter, with wp-chat's figures.</summary>
public sealed class IncidentTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 7, 0, TimeSpan.Zero);

    private static readonly StatusDto Open = new(Now,
    [
        new("INC-7", "Critical", 1, "High error rate", "wp-chat", IncidentStatus.Investigating, "Maya Okafor", false, Now.AddMinutes(-32), "Update late", Now.AddMinutes(-4), Urgency.Late),
        new("INC-12", "Low", 4, "Slow search", "search", IncidentStatus.Monitoring, null, false, Now.AddHours(-3), "Nothing overdue", null, Urgency.Calm),
        new("INC-13", "High", 2, "Exercise", "wp-chat", IncidentStatus.Triage, null, true, Now.AddMinutes(-1), "Acknowledge within", Now.AddMinutes(14), Urgency.Soon),
    ]);

    [Fact]
    public void Status() => Same(
        """
        2 open incidents, worst Critical, 1 with something late, 1 drill. 14:07:00 UTC
          INC-7  Critical, Investigating: High error rate
                 Update late, due 4 min ago
          INC-12  Low, Monitoring: Slow search
                 Nothing overdue
          INC-13  High, Triage, drill: Exercise
                 Acknowledge within 14 min
        """,
        IncidentLook.Status(Open));

    [Fact]
    public void A_script_reads_the_status_from_the_exit_code()
    {
        Assert.Equal(IncidentExit.Pressing, IncidentLook.CodeOf(Open));
        Assert.Equal(IncidentExit.Found, IncidentLook.CodeOf(Open with { Open = [Open.Open[1]] }));
        Assert.Equal(IncidentExit.Done, IncidentLook.CodeOf(Open with { Open = [Open.Open[2]] }));
        Assert.Equal("No open incident. 14:07:00 UTC", IncidentLook.Status(Open with { Open = [] }));
    }

    [Fact]
    public void Active() => Same(
        """
        NUMBER  SEVERITY  STATUS          SERVICE  COMMANDER    OPEN FOR  NEXT                        TITLE
        INC-7   Critical  Investigating   wp-chat  Maya Okafor  32 min    Update late, due 4 min ago  High error rate
        INC-12  Low       Monitoring      search   nobody       3 h       Nothing overdue             Slow search
        INC-13  High      Triage (drill)  wp-chat  nobody       1 min     Acknowledge within 14 min   Exercise
        """,
        IncidentLook.Active(Open));

    [Fact]
    public void Detect() => Same(
        """
        wp-chat (wp-chat), wp-chat runbook, 14:07:00 UTC
        The metrics say High. It may be worse: not everything is known.

        LEVEL     LIMIT                                 NOW      VERDICT
        Critical  /ready < 1 for 5 min                  -        not known
        Critical  Latency > 5000 ms, set on the signal  2150 ms  within
        High      Latency > 2000 ms                     2150 ms  crossed
        Medium    Latency > 900 ms (budget x 3)         2150 ms  crossed, since 14:05:00 UTC
        Low       Success rate < 99.8 % for 5 min       99.5 %   beyond it for 2 min, not long enough

        ? This service has no signal "/ready".
        """,
        IncidentDetect.Detection(Detected()));

    [Fact]
    public void Auto_detect()
    {
        var calm = Detected() with { Service = "search", State = SignalState.WithinLimits, Level = null, Rank = null, MayBeWorse = false, Limits = [] };
        Same(
            """
            SERVICE  METRICS SAY    BECAUSE                         INCIDENT
            wp-chat  High or worse  Latency 2150 ms (over 2000 ms)  none open
            search   within limits  no limit is given               none open
            blind    not known      /ready is not known             INC-9

            Add --declare to open an incident where a limit is crossed and none is open.
            """,
            IncidentDetect.Overview([new(Detected(), null, null), new(calm, null, null), new(Detected() with { Service = "blind", State = SignalState.Unknown, Level = null }, "INC-9", null)], declares: false));
        Assert.Equal(IncidentExit.Found, IncidentDetect.CodeOf([Detected(), calm]));
        Assert.Equal(IncidentExit.Done, IncidentDetect.CodeOf([calm]));
        Assert.Equal(IncidentExit.Pressing, IncidentDetect.CodeOf([calm, calm with { State = SignalState.Unknown }]));
    }

    [Fact]
    public void What_is_declared_names_the_level_and_the_limits_that_are_crossed()
    {
        var declare = IncidentDetect.Declare(Detected());
        Assert.Equal(("wp-chat: Latency 2150 ms (over 2000 ms)", "wp-chat", 2), (declare.Title, declare.Service, declare.Severity.GetInt32()));
        Same(
            """
            Detected from the metrics at 14:07:00 UTC.
            High: Latency > 2000 ms, now 2150 ms
            Medium: Latency > 900 ms (budget x 3), now 2150 ms
            """,
            declare.Summary!);
    }

    [Fact]
    public void Emergency_reference() => Same(
        """
        wp-chat runbook, for wp-chat. Owner: Search team

        HOW BAD IS IT
          Critical: Service completely down (answer at once)
          Low: Cosmetic (answer by the next business day)

        WHAT IT LOOKS LIKE
          Incident           Severity  First              Then
          High Latency       High      Disable Reranking  Clear Cache
          Rate Limit Attack  High      Adjust Limits      Block IPs

        FIRST ACTIONS: Rate limit attack
          1. check-status: Check rate limit status (30 s)
               curl http://localhost:8080/stats/rate-limit
          2. block-ips: Block attacker IPs (2 min; changes production)
               iptables -A INPUT -s <ATTACKER_IP> -j DROP

        WHOM TO CALL
          Critical: at once, page On-call engineer: Maya Okafor
          Critical: after 15 min without an answer, page CTO: nobody is bound, call yourself
          Critical, Low: 2 h after the start or on data breach, post to #incident-response

        CONTACTS
          Level 4: CTO (+1-XXX-XXX-XXXX)
        """,
        IncidentReference.Reference(new(
            "wp-chat", true, "wp-chat runbook", "Search team", [new(1, "Critical", "Critical", "Service completely down", 0, false), new(2, "Low", "Low", "Cosmetic", null, true)],
            [new("High Latency", "High", "Disable Reranking", "Clear Cache"), new("Rate Limit Attack", "High", "Adjust Limits", "Block IPs")],
            [Attack(null)],
            [
                new("a", "On-call engineer", EscalationAct.Page, EscalationTrigger.AtOnce, 0, null, ["Critical"], true, ["Maya Okafor"]),
                new("b", "CTO", EscalationAct.Page, EscalationTrigger.Unacknowledged, 900, null, ["Critical"], true, []),
                new("c", "#incident-response", EscalationAct.PostToChannel, EscalationTrigger.Elapsed, 7200, "data-breach", ["Critical", "Low"], false, []),
            ],
            [new("Level 4", "CTO (+1-XXX-XXX-XXXX)")])));

    [Fact]
    public void Procedures() => Same(
        """
        INC-7, wp-chat runbook

        Rate limit attack, under way
          Looks like: Unusual traffic spikes; DoS attack patterns
          1. check-status: Check rate limit status (30 s; done by Maya Okafor, 14:06:00 UTC: 4,000/s)
               curl http://localhost:8080/stats/rate-limit
          2. block-ips: Block attacker IPs (2 min; changes production)
               iptables -A INPUT -s <ATTACKER_IP> -j DROP
          Check: Monitor traffic patterns
        """,
        IncidentReference.Procedures(new("INC-7", "wp-chat runbook", "attack", [Attack(ActionRunState.Confirmed)])));

    [Fact]
    public void Execute_shows_what_it_would_record_and_what_is_missing()
    {
        var action = Attack(null).Actions[1];
        var asked = Ask(action, new() { ["ATTACKER_IP"] = "203.0.113.7; reboot" });
        Same(
            """
            INC-7, block-ips: Block attacker IPs
              Time     2 min by the runbook
              Course   not started
              Changes  production: repeat its target with --target "the firewall"

                iptables -A INPUT -s '203.0.113.7; reboot' -j DROP

            Nothing was recorded. Add --confirm to record that you start it; run it yourself, then say what came out with --result "…".
            """,
            IncidentExecute.Plan(asked));
        Assert.Contains("--target \"the firewall\"", asked.Obstacle, StringComparison.Ordinal);
        Assert.Null(Ask(action, new() { ["ATTACKER_IP"] = "203.0.113.7" }, "--target", "the firewall").Obstacle);
        Assert.Contains("Fill in ATTACKER_IP first.", Ask(action, []).Obstacle, StringComparison.Ordinal);
        Assert.Null(Ask(action with { State = ActionRunState.Started }, []).Obstacle);
    }

    [Fact]
    public void A_send_says_what_came_back() => Same(
        """
        INC-7: Check rate limit status was sent. Answered 200 after 1 s.

            {"limit": 10}
        """,
        IncidentExecute.Sent(
            Ask(Attack(null).Actions[0], []),
            new("check-status", "s1", SendOutcome.Succeeded, "Answered 200 after 1 s", 200, 1, "{\"limit\": 10}", "Maya Okafor", Now, Now.AddSeconds(15))));

    private static IncidentExecute.Asked Ask(ActionDto action, Dictionary<string, string> values, params string[] words) => new(
        "INC-7", action, CommandFill.Fill(new RunbookCommand(action.Command!) { Placeholders = [.. action.Placeholders] }, values), action.Target, IncidentArguments.Read(["execute", .. words]).Words!);

    private static ProcedureDto Attack(ActionRunState? state) => new(
        "attack", "Rate limit attack", ProcedureKind.Scenario, ["Unusual traffic spikes", "DoS attack patterns"], [],
        [
            new("check-status", "attack", "Check rate limit status", null, "curl http://localhost:8080/stats/rate-limit", "bash", [], null, 30, false, null, true, false, state, "Maya Okafor", Now.AddMinutes(-2), Now.AddMinutes(-1), "4,000/s"),
            new("block-ips", "attack", "Block attacker IPs", null, "iptables -A INPUT -s <ATTACKER_IP> -j DROP", "bash", ["<ATTACKER_IP>"], null, 120, true, "the firewall", false, false, null, null, null, null, null),
        ],
        [new("v", "Monitor traffic patterns", null)]);

    private static DetectionDto Detected() => new("wp-chat", "wp-chat", "wp-chat runbook", Now, SignalState.Breached, "High", 2, true,
    [
        new(1, "Critical", "/ready", null, Comparison.Below, 1, "", null, 300, null, null, 0, RuleState.Unknown, null, "This service has no signal \"/ready\".", RuleOrigin.Runbook),
        new(1, "Critical", "Latency", "latency", Comparison.Above, 5000, "ms", null, 0, 2150, Now, 0, RuleState.WithinLimits, null, null, RuleOrigin.Service),
        new(2, "High", "Latency", "latency", Comparison.Above, 2000, "ms", null, 0, 2150, Now, 0, RuleState.Crossed, null, null, RuleOrigin.Runbook),
        new(3, "Medium", "Latency", "latency", Comparison.Above, 900, "ms", 3, 0, 2150, Now, 0, RuleState.Crossed, Now.AddMinutes(-2), null, RuleOrigin.Runbook),
        new(4, "Low", "Success rate", "success-rate", Comparison.Below, 99.8, "%", null, 300, 99.5, Now, 1, RuleState.NotLongEnough, Now.AddMinutes(-2), null, RuleOrigin.Runbook),
    ]);

    private static void Same(string expected, string text) => Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), text.TrimEnd());
}
