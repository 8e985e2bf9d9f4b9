using System.Text;
using System.Text.Json;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks;

/// <summary>The stored form: nothing is lost, the same runbook gives the same bytes.</summary>
public sealed class RunbookJsonTests
{
    // Shapes from all five teams' runbooks: a stand-in metric and budgets, a business day, a step by hand, a step by attribute, German.
    private static readonly Runbook Odd = new()
    {
        Slug = "odd",
        Title = "Störungen & Ausfälle",
        Language = "de",
        Severities = new(
        [
            new(1, "SEV1", "Kritisch", "Vollständiger Ausfall")
            {
                Response = ResponseTarget.NextBusinessDay,
                Mode = ResponseMode.Ticket,
                Thresholds =
                [
                    new("/ready 503", Comparison.Above, 0, "", For: TimeSpan.FromMinutes(5), FallbackMetric: "/health"),
                    new("p95", Comparison.Above, null, "ms", "Index p95 (ms)", 1.2),
                ],
            },
            new(2, "Low", "Low", "Gering"),
        ]),
        Escalation = new(
        [
            new("cto", "CTO", EscalationAct.Page, EscalationTrigger.Attribute, TimeSpan.Zero, [1]) { Attribute = "data-breach", AnswerWithin = TimeSpan.Zero },
            new("l2", "Senior Engineer", EscalationAct.Page, EscalationTrigger.ByHand, TimeSpan.Zero, [1, 2]),
        ]),
        Checklist = [new("triage", "Triage", IncidentConsole.Domain.Checklists.ChecklistAnchor.Declared, null, null, [new("a", "Prüfen", IsRequired: false)])],
        Procedures = [new("p", "P") { Actions = [new("block", "Sperren") { Command = new("iptables -A INPUT -s <ATTACKER_IP> -j DROP") { Placeholders = ["<ATTACKER_IP>"] }, Budget = TimeSpan.FromSeconds(120) }] }],
        ResolveCriteria = [new("green", "Metriken grün", null, TimeSpan.FromMinutes(30))],
        Communication = new() { ChannelPattern = "#incident-YYYYMMDD-description" },
        ModuleOwners = [new("indexd", "Search/Index Team")],
        Budgets = ["Index p95 (ms)"],
        DocumentsWorkaround = true,
    };

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var written = RunbookJson.Write(Odd);
        var read = RunbookJson.Read(written);

        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(RunbookJson.Write(read)));
        Assert.True(read.Severities[1].Response.IsNextBusinessDay);
        Assert.Equal(ResponseTarget.None, read.Severities[2].Response);
        Assert.Equal(Odd.Severities[1].Thresholds, read.Severities[1].Thresholds);
        Assert.Equal(TimeSpan.Zero, read.Escalation.Steps[0].AnswerWithin);
        Assert.Equal(TimeSpan.FromMinutes(5), read.Escalation.Steps[1].AnswerWithin);
        Assert.False(read.Checklist[0].Items[0].IsRequired);
        Assert.Equal("iptables -A INPUT -s <ATTACKER_IP> -j DROP", read.Procedures[0].Actions[0].Command!.Text);
    }

    [Fact]
    public void The_key_is_the_hash_of_the_stored_bytes_and_changes_with_any_word()
    {
        var key = RunbookJson.KeyOf(Odd);
        Assert.Matches("^[0-9a-f]{64}$", key.Value);
        Assert.Equal(key, RunbookJson.KeyOf(RunbookJson.Read(RunbookJson.Write(Odd))));
        Assert.NotEqual(key, RunbookJson.KeyOf(Odd with { Title = "Störungen und Ausfälle" }));
    }

    [Fact]
    public void Computed_members_are_no_part_of_it()
    {
        var json = Encoding.UTF8.GetString(RunbookJson.Write(Odd));
        Assert.DoesNotContain("lastRank", json, StringComparison.Ordinal);
        Assert.DoesNotContain("callsPeople", json, StringComparison.Ordinal);
        Assert.Contains("\"budget\":\"PT2M\"", json, StringComparison.Ordinal);
        Assert.Contains("\"trigger\":\"byHand\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_number_is_a_duration_in_seconds()
    {
        var rule = JsonSerializer.Deserialize<ResolveCriterion>("""{"id":"a","text":"b","stableFor":90}""", RunbookJson.Options)!;
        Assert.Equal(TimeSpan.FromSeconds(90), rule.StableFor);
    }

    [Theory]
    [InlineData("""{"title":"no slug","severities":{"levels":[]}}""", "slug")]
    [InlineData("""{"slug":"a","title":"b","severities":{}}""", "levels")]
    [InlineData("""{"slug":"a","title":"b","severities":{"levels":[]},"postmortem":{"sections":[],"dueWithin":"two days"}}""", "two days")]
    [InlineData("null", "null")]
    public void What_is_no_runbook_is_refused_by_name(string json, string names)
    {
        var refused = Assert.Throws<JsonException>(() => RunbookJson.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(names, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cadence_survives() => Assert.Equal(
        TimeSpan.FromMinutes(20),
        RunbookJson.Read(RunbookJson.Write(Odd with { Communication = new() { Cadences = [new Cadence([1], TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30))] } })).Communication.CadenceAt(1)!.Shortest);
}
