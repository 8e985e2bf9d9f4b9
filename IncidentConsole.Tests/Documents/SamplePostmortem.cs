using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Tests.Documents;

/// <summary>The incident of the design: login loops after a key change, in Berlin, 14:08 to 15:06.</summary>
internal static class SamplePostmortem
{
    public static readonly DateTimeOffset Detected = new(2026, 11, 19, 13, 8, 0, TimeSpan.Zero);

    public static PostmortemDocument Full { get; } = new()
    {
        Number = "INC-2044",
        Title = "Login loops after key change",
        Service = "InferaDB",
        Severity = new("SEV-2", "High", 2),
        Status = "Resolved",
        Commander = "M. Okafor",
        TimeZoneId = "Europe/Berlin",
        MadeAt = Detected.AddDays(2),
        PublishedAt = Detected.AddDays(2),
        Revision = 3,
        DetectedByAlert = true,
        Milestones = new(Detected.AddMinutes(-6), Detected, Detected, Detected.AddMinutes(1), Detected.AddMinutes(23), Detected.AddMinutes(58)),
        Durations = new(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(23), TimeSpan.FromMinutes(58)),
        AffectedUsers = "about 10 000",
        Summary = "For 58 minutes, people in eu-central could not stay signed in. A signing key changed, but one region kept the old key, because its refresh job had stopped a week before. We restarted the job; sign-in came back at once.",
        Impact = """
            | Who | What they noticed | How many | For |
            |---|---|--:|--:|
            | Console users, eu-central | Sent back to sign-in after each page | about 10 000 | 58 min |
            | API clients, eu-central | 401 on 7 % of calls | 212 tenants | 52 min |
            | Other regions | Nothing | 0 | none |
            """,
        Metrics =
        [
            Strip("Sign-in failures", "%", minute => minute is > 0 and < 26 ? 7.1 - ((minute - 12) * (minute - 12) * 0.004) : 0.2, new MetricThreshold(5, "SEV-2", 2)),
            Strip("Sign-ins", "per second", minute => minute is > 0 and < 26 ? 120 + (minute % 5) : 40 + (minute % 7)),
            Strip("Signing key age", "h", minute => minute < 21 ? 171 : minute is > 40 and < 50 ? null : 0),
        ],
        Sections =
        [
            new("Root cause", "The signing key changed at **14:02**. The auth service in `eu-central` kept the old key, because its refresh job had stopped on 12 November. Three gaps let this pass:\n\n1. The job reports success even when it reads nothing.\n2. The age of the key has no alert.\n3. The change checklist asks for one region only.\n"),
            new("What went well", "- The alert fired before the first support call.\n- Command was clear within one minute.\n- Updates went out on time, all three."),
            new("What went wrong", "- The refresh job failed in silence for seven days.\n- It took 13 min to compare key ages between regions.\n- The runbook had no step for one region only."),
            new("Where we were lucky", "The change happened in working hours. At night the same fault would have met half the staff."),
            new("Lessons", ""),
        ],
        Timeline =
        [
            Row(-6, "Deploy", "deploy bot", "Signing key changed in all regions."),
            Row(0, "Alert", "Alertmanager", "AuthLoginFailures fired at 7 %, limit 5 %."),
            Row(1, "Acknowledged", "Maya Okafor", "On-call engineer took command."),
            Row(5, "Severity", "Maya Okafor", "Set to SEV-2: one region, many users."),
            Row(13, "Note", "Jonas Weber", "Stale key found in eu-central.", "https://example.com/graph/7"),
            Row(18, "Decision", "Maya Okafor", "Restart the refresh job instead of undoing the key change: faster, and other regions keep working."),
            Row(58, "Status", "Maya Okafor", "Resolved. Failures at 0.02 % for 30 min."),
        ],
        ActionItems =
        [
            new(1, "Alert when a signing key is older than 24 h", "Detect", "Jonas Weber", new(2026, 11, 27), ActionItemState.Doing, "OPS-812"),
            new(2, "Fail the refresh job when it reads no key", "Prevent", "Tomasz Lis", new(2026, 12, 4), ActionItemState.Open, "https://example.com/browse/OPS-813"),
            new(3, "Check every region after a key change", "Runbook", null, null, ActionItemState.Open, null),
            new(4, "Practise a key change with two teams", "Train", "Aisha Rahman", new(2026, 11, 19), ActionItemState.Open, "OPS-815"),
            new(5, "Write the key's age on the dashboard", "Detect", "Li Wen", new(2026, 11, 20), ActionItemState.Done, "OPS-816"),
        ],
        Updates =
        [
            new(Detected.AddMinutes(7), "Investigating", "Some people in eu-central are sent back to sign-in. We are looking into it.", "Page, e-mail"),
            new(Detected.AddMinutes(25), "Monitoring", "We fixed the cause: one region used an old key. Sign-in works again; we keep watching.", "Page, e-mail"),
            new(Detected.AddMinutes(59), "Resolved", "Sign-in has worked for 30 minutes. A report follows within 48 hours.", "Page, e-mail"),
        ],
        Roles =
        [
            new("Incident Commander", "Maya Okafor", Detected.AddMinutes(1), Detected.AddMinutes(58)),
            new("Communications Lead", "Priya Nair", Detected.AddMinutes(6), Detected.AddMinutes(58)),
        ],
        Overrides = [new(Detected.AddMinutes(21), "Skipped “drain the region”", "Maya Okafor", "One region serves all sign-ins there; draining it would have made things worse.")],
    };

    /// <summary>The size of a long night: 200 entries, six charts of 3,600 points.</summary>
    public static PostmortemDocument Long { get; } = Full with
    {
        Timeline = [.. Enumerable.Range(0, 200).Select(i => Row(i, "Note", "Jonas Weber", $"Entry {i}: compared the key's age in region {i % 7} with the one the issuer publishes; no difference."))],
        Metrics = [.. Enumerable.Range(0, 6).Select(i => new MetricStrip($"Metric {i}", "ms",
            [.. Enumerable.Range(0, 3600).Select(second => new MetricPoint(Detected.AddSeconds(second), 100 + (50 * Math.Sin(second / (40.0 + i)))))], [new(140, "SEV-2", 2)]))],
    };

    private static DocumentTimelineRow Row(int minute, string kind, string who, string text, string? link = null) =>
        new(Detected.AddMinutes(minute), TimeSpan.FromMinutes(minute), kind, who, text, link);

    private static MetricStrip Strip(string title, string unit, Func<int, double?> value, params MetricThreshold[] thresholds) =>
        new(title, unit, [.. Enumerable.Range(-12, 84).Select(minute => new MetricPoint(Detected.AddMinutes(minute), value(minute)))], thresholds);
}
