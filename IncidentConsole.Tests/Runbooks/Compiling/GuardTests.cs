using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>One case a guard of a recogniser: what it loses is listed, what it infers says why, what it lacks says what runs instead. Each was seen to fail with its guard taken out.</summary>
public sealed class GuardTests
{
    private const string Levels = "# R\n## Severity Levels\n- **SEV-1**: all is down\n- **SEV-2**: half is down\n\n";

    [Theory]
    [InlineData("Only a sentence.\n", "Title")]
    [InlineData("# R\n\nOnly a sentence.\n", "Severity levels")]
    [InlineData(Levels, "Update cadence")]
    [InlineData(Levels, "Escalation")]
    [InlineData(Levels + "## Escalation Contacts\n- **Level 1**: On-call Engineer (+1-555)\n- **Level 2**: Manager (+1-556)\n", "Times of the escalation")]
    [InlineData(Levels, "Resolution criteria")]
    [InlineData(Levels, "Postmortem template")]
    [InlineData(Levels, "When the postmortem is due")]
    public void What_is_not_in_the_text_is_said_with_what_runs_instead(string markdown, string part) =>
        Assert.NotEmpty(Assert.Single(Read.Compiled(markdown).Missing, missing => missing.Part == part).Instead);

    [Theory]
    [InlineData("## Communication Channels\n- **PagerDuty**: Escalation policy configured\n", "PagerDuty: Escalation policy configured", "no address, channel or level")]
    [InlineData("## Latency Budgets\n| Name | p95 budget | Why |\n|---|---|---|\n| Index | 400 ms | it is enough |\n", "Why: it is enough", "a column no rule knows")]
    [InlineData("## Escalation\n| Who | When | Note |\n|---|---|---|\n| CTO | 2 hours | call the mobile |\n", "Note: call the mobile", "a column no rule knows")]
    [InlineData("## Procedures\n### Slow\n**Symptoms:**\n- error rate > 5% and p99 > 1s or success rate < 95%\n\n**Actions:**\n- Look at it\n", "error rate > 5% and p99 > 1s or success rate < 95%", "")]
    [InlineData("## Procedures\n### Slow\n**Actions:**\n- Look at it\n\n**Verification:**\n- error rate < 5% and p99 < 1s or success rate > 99%\n", "error rate < 5% and p99 < 1s or success rate > 99%", "")]
    [InlineData("## Resolution Criteria\n- [ ] error rate < 5% and p99 < 1s or success rate > 99%\n", "error rate < 5% and p99 < 1s or success rate > 99%", "which must hold together")]
    public void What_is_lost_of_a_line_is_kept_to_read_with_the_reason(string markdown, string lost, string why)
    {
        var compilation = Read.Compiled(Levels + markdown);
        var text = Assert.Single(compilation.Unread, unread => unread.Markdown.Contains(lost, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(why, text.Reason, StringComparison.Ordinal);
        Assert.Contains(compilation.Runbook.References, reference => reference.Markdown == text.Markdown);
    }

    [Fact]
    public void What_a_level_says_in_words_no_rule_knows_is_kept_to_read() => Assert.Contains(
        Read.Compiled("# R\n## Severity Levels\n| Level | Description | Response Time | Colour |\n|---|---|---|---|\n| SEV1 | down | 5 minutes | red |\n| SEV2 | slow | 1 hour | blue |\n").Unread,
        unread => unread.Markdown.Contains("red", StringComparison.Ordinal) && unread.Lines.First == 5);

    [Theory]
    [InlineData("", "language", "seen from its words")]
    [InlineData("## Overview\nProcedures for incidents of the shop.\n", "scope", "taken from the overview")]
    [InlineData("## Communication\n- Update every 20 minutes\n", "communication/cadences/0", "no level is named")]
    [InlineData("## Communication\n- Use #incidents channel\n", "communication/channels/0", "no level is named")]
    [InlineData("## Checklist\n- Call the manager\n- Look at it\n", "checklist/checklist", "")]
    [InlineData("## Escalation\n1. Page Manager (if >30 min)\n", "escalation/steps/page-manager", "")]
    [InlineData("## Alert Thresholds\n- **SEV-1**: error rate (5-20%)\n", "severities/levels/0/thresholds/0", "")]
    [InlineData("## Post-Incident (24-48 hours)\n- [ ] Schedule post-mortem\n", "postmortem/dueWithin", "taken from the time")]
    [InlineData("## Post-Mortem\n- within 3 business days\n", "postmortem/dueWithin", "business days")]
    [InlineData("## Workarounds\n- Delete the stuck jobs\n- Wait\n", "procedures/workarounds/actions/delete-the-stuck-jobs", "read from its words")]
    [InlineData("## Procedures\n### Slow\n**Symptoms:**\n- error rate (5-20%)\n\n**Actions:**\n- Look at it\n", "procedures/slow/thresholds/0", "")]
    [InlineData("## Procedures\n### Slow\n**Actions:**\n- Look at it\n\n**Verification:**\n- Error rate below 1%\n", "procedures/slow/verifications/", "read from a sentence")]
    [InlineData("## Escalation Contacts\n- **Manager**: +1-XXX-XXX-XXXX\n", "contacts/0", "only a pattern")]
    public void What_is_inferred_says_why(string markdown, string path, string why)
    {
        var fact = Assert.Single(Read.Compiled(Levels + markdown).Facts, fact => Is(fact, path));
        Assert.NotEqual(Certainty.Stated, fact.Certainty);
        Assert.Contains(why, fact.Doubt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## R\n### Severity\n- **SEV-1**: a\n- **SEV-2**: b\n", "title", "none of level 1")]
    [InlineData("# R\n## Severity Levels\n| Level | Description | Response Time | Escalation |\n|---|---|---|---|\n| SEV1 | down | 15 minutes | Immediate page |\n| SEV2 | slow | 1 hour | Ticket |\n", "escalation/steps/", "follows from how the level calls people")]
    [InlineData("# R\n## Severity Levels\n### SEV-1\nAll is down.\n\n### SEV-2\nHalf is down.\n", "severities/levels/0/impact", "taken from the first")]
    [InlineData("# R\n## Severity Levels\n| Level | Description | Response Time |\n|---|---|---|\n| SEV1 | down | 15-30 minutes |\n| SEV2 | slow | 1 hour |\n", "severities/levels/0/response", "longer end counts")]
    [InlineData("# R\n## Severity Levels\n### SEV-1: Low\n**Impact**: small\n\n### SEV-2: Critical\n**Impact**: down\n", "severities/levels/0", "the words decide")]
    [InlineData("# R\n## Severity Levels\n### SEV-1\n**Examples**:\n- all pods down\n\n### SEV-2\n**Examples**:\n- slow\n", "severities/levels/0/impact", "first example")]
    public void What_stands_in_for_something_else_says_so(string markdown, string path, string why) =>
        Assert.Contains(why, Assert.Single(Read.Compiled(markdown).Facts, fact => Is(fact, path)).Doubt, StringComparison.Ordinal);

    // A path that ends with "/" is whatever stands there: its id follows from the words.
    private static bool Is(CompiledFact fact, string path) => path.EndsWith('/') ? fact.Path.StartsWith(path, StringComparison.Ordinal) : fact.Path == path;
}
