using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Tests.Harness;

/// <summary>The ladders of two teams' runbooks, as data: one that runs by elapsed time and by attribute, one that calls owners of modules.</summary>
internal static class LadderRunbooks
{
    /// <summary>P0 to P3; on-call at once, manager after 30 min, VP after 1 h, CTO after 2 h or at once for a data breach. Open questions judge the level.</summary>
    public static Runbook Kaizen { get; } = new()
    {
        Slug = "kaizen-test",
        Title = "Kaizen runbook",
        Severities = new(
        [
            new(1, "P0", "Critical", "Service completely down, data breach or security incident") { Response = ResponseTarget.Elapsed(TimeSpan.FromMinutes(15)), Mode = ResponseMode.PageAtOnce, Examples = ["Service completely down", "Data breach or security incident"] },
            new(2, "P1", "High", "Major functionality degraded") { Response = ResponseTarget.Elapsed(TimeSpan.FromHours(1)), Mode = ResponseMode.PageOnCall },
            new(3, "P2", "Medium", "Partial functionality affected") { Response = ResponseTarget.Elapsed(TimeSpan.FromHours(4)), Mode = ResponseMode.Notify },
            new(4, "P3", "Low", "Minor issues") { Response = ResponseTarget.Elapsed(TimeSpan.FromHours(24)), Mode = ResponseMode.Ticket },
        ]),
        SeverityQuestions = ["Impact: How many users affected?", "Scope: Which services affected?", "Trend: Getting better or worse?", "Workarounds: Any temporary fixes available?"],
        Escalation = new(
        [
            Step("on-call", "On-call engineer", EscalationTrigger.AtOnce, 0),
            Step("manager", "Engineering manager", EscalationTrigger.Elapsed, 30),
            Step("vp", "VP Engineering", EscalationTrigger.Elapsed, 60),
            Step("cto", "CTO", EscalationTrigger.Elapsed, 120) with { Attribute = "data-breach" },
        ]),
        Communication = new()
        {
            Cadences = [new([1, 2, 3, 4], TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15))],
            Channels = [new("E-mail to stakeholders", [1, 2]), new("Status page", [1, 2, 3, 4])],
        },
        Checklist =
        [
            new("detection", "Detection", ChecklistAnchor.Declared, TimeSpan.Zero, TimeSpan.FromMinutes(5), [new("verify", "Verify the incident is real"), new("assess", "Assess the severity")]),
            new("triage", "Triage", ChecklistAnchor.Declared, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), [new("logs", "Check the logs")]),
            new("after", "Postmortem", ChecklistAnchor.Resolved, TimeSpan.Zero, TimeSpan.FromHours(48), [new("lessons", "Write down the lessons")]),
        ],
    };

    /// <summary>SEV1 and SEV2; the owner of the module that breaks is called at once, and two modules have one.</summary>
    public static Runbook Hauski { get; } = new()
    {
        Slug = "hauski-test",
        Title = "hausKI-Runbook",
        Language = "de",
        Severities = new(
        [
            new(1, "SEV1", "SEV1", "Vollständiger Ausfall"),
            new(2, "SEV2", "SEV2", "Teil-Ausfall"),
            new(3, "SEV3", "SEV3", "Leichte Degradation") { Response = ResponseTarget.NextBusinessDay },
        ]),
        ModuleOwners = [new("indexd", "Search/Index Team"), new("policy", "Governance Team")],
        Escalation = new(
        [
            Step("sre", "Platform/SRE", EscalationTrigger.AtOnce, 0) with { Ranks = [1] },
            Step("owner", "Modul-Owner", EscalationTrigger.AtOnce, 0),
        ]),
    };

    private static EscalationStep Step(string id, string target, EscalationTrigger trigger, int afterMinutes) =>
        new(id, target, EscalationAct.Page, trigger, TimeSpan.FromMinutes(afterMinutes), [1, 2]);
}
