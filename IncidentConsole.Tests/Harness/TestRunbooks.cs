using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Tests.Harness;

/// <summary>Small runbooks that have one of everything a rule looks at; tests change them with <c>with</c>.</summary>
internal static class TestRunbooks
{
    public static readonly RunbookKey Key = new("test");
    public static readonly RunbookKey TwoLevelsKey = new("two-levels");

    /// <summary>
    /// Four levels (at once, 15 min, 1 h, next business day). SEV-1 calls manager, lead and channel at once and the VP 15 min later without an answer;
    /// SEV-2 calls the engineer after 5 min without an acknowledgement and the lead 10 min after that; the CTO after 2 h or at once for a data breach.
    /// </summary>
    public static Runbook Standard { get; } = new()
    {
        Slug = "test",
        Title = "Test runbook",
        Severities = new(
        [
            new(1, "SEV-1", "Critical", "Everything is down") { Response = ResponseTarget.Elapsed(TimeSpan.Zero), Mode = ResponseMode.PageAtOnce },
            new(2, "SEV-2", "High", "A part is down") { Response = ResponseTarget.Elapsed(TimeSpan.FromMinutes(15)) },
            new(3, "SEV-3", "Medium", "Slow") { Response = ResponseTarget.Elapsed(TimeSpan.FromHours(1)) },
            new(4, "SEV-4", "Low", "Ugly") { Response = ResponseTarget.NextBusinessDay },
        ]),
        Escalation = new(
        [
            Step("page-manager", "On-call manager", EscalationAct.Page, EscalationTrigger.AtOnce, 0, 1),
            Step("notify-lead", "Platform lead", EscalationAct.Notify, EscalationTrigger.AtOnce, 0, 1),
            Step("post-channel", "#critical", EscalationAct.PostToChannel, EscalationTrigger.AtOnce, 0, 1),
            Step("page-vp", "VP", EscalationAct.Page, EscalationTrigger.Unacknowledged, 15, 1),
            Step("page-engineer", "On-call engineer", EscalationAct.Page, EscalationTrigger.Unacknowledged, 5, 2),
            Step("page-lead", "Platform lead", EscalationAct.Page, EscalationTrigger.Unacknowledged, 10, 2),
            Step("open-bridge", "Bridge", EscalationAct.OpenBridge, EscalationTrigger.AtOnce, 0, 2) with { IsOptional = true },
            Step("page-cto", "CTO", EscalationAct.Page, EscalationTrigger.Elapsed, 120, 1, 2) with { Attribute = "data-breach" },
            Step("notify-legal", "Legal", EscalationAct.Notify, EscalationTrigger.Attribute, 0, 1, 2, 3) with { Attribute = "data-breach" },
            Step("ask-vendor", "Vendor", EscalationAct.Notify, EscalationTrigger.ByHand, 0, 3),
        ]),
        Checklist =
        [
            new("first-five", "First five minutes", ChecklistAnchor.Declared, TimeSpan.Zero, TimeSpan.FromMinutes(5), [new("look", "Look at the dashboard"), new("nice", "Fetch coffee", IsRequired: false)]),
            new("open-ended", "Later", ChecklistAnchor.Declared, TimeSpan.FromMinutes(5), null, [new("dig", "Dig deeper")]),
            new("follow-up", "Follow up", ChecklistAnchor.Resolved, TimeSpan.Zero, TimeSpan.FromHours(24), [new("thank", "Thank everybody")]),
        ],
        Procedures =
        [
            new("errors", "High error rate")
            {
                Actions =
                [
                    new("logs", "Read the logs") { IsReadOnly = true, Budget = TimeSpan.FromMinutes(5), Command = new("kubectl logs") },
                    new("restart", "Restart a pod") { IsDestructive = true, Command = new("kubectl delete pod <pod>") { Placeholders = ["<pod>"] } },
                    new("limit", "Raise the limit") { RaisesLimit = true },
                ],
            },
        ],
        Communication = new() { Cadences = [new([1, 2], TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)), new([3], TimeSpan.FromHours(1), TimeSpan.FromHours(2))] },
        KeyMetrics = [new ThresholdRule("error rate", Comparison.Above, 5, "%")],
    };

    /// <summary>German, two levels, no ladder, no cadence: what a change of service may lead to.</summary>
    public static Runbook TwoLevels { get; } = new()
    {
        Slug = "two-levels",
        Title = "Kleines Runbook",
        Language = "de",
        Severities = new([new(1, "Rot", "Rot", "Alles steht"), new(2, "Gelb", "Gelb", "Manches steht")]),
    };

    public static Runbook Find(RunbookKey key) => key == TwoLevelsKey ? TwoLevels : Standard;

    private static EscalationStep Step(string id, string target, EscalationAct act, EscalationTrigger trigger, int afterMinutes, params int[] ranks) =>
        new(id, target, act, trigger, TimeSpan.FromMinutes(afterMinutes), [.. ranks]);
}
