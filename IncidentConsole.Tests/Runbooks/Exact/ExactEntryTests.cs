using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Runbooks.Compiling;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Tests.Runbooks.Exact;

/// <summary>
/// An exact value hits what it was written for or nothing: lines inserted above move it along, what is gone or there twice is said with its line,
/// and what goes by a number alone is said to be uncertain.
/// </summary>
public sealed class ExactEntryTests
{
    private const string Alerts = "## Alert Thresholds\n";
    private const string Source = "# Shop\n## Severity Levels\n| Level | Description | Response Time |\n|---|---|---|\n| SEV1 | all down | 15 minutes |\n| SEV2 | much down | 30 minutes |\n\n"
        + Alerts + "- **SEV2**: error rate > 5%, p95 latency > 800ms\n\n## Communication\n**SEV1**:\n- Update every 15 minutes\n\n**SEV2**:\n- Update every 30 minutes\n";

    private static readonly RunbookCompiler Compiler = new();

    [Fact]
    public void A_corrected_limit_stays_the_same_limit_when_another_is_inserted_above_it()
    {
        var corrected = Compiler.WithOverride(Source, "severities/levels/1/thresholds/1/value", "900");
        Assert.Equal([("Error rate", 5.0), ("p95 latency", 900.0)], Limits(corrected, "SEV2"));
        Assert.DoesNotContain(Read.Compiled(corrected).Facts, fact => fact.Certainty == Certainty.Unsure);

        var longer = corrected.Replace(Alerts, Alerts + "- **SEV2**: CPU usage > 90%\n", StringComparison.Ordinal);
        Assert.Equal([("CPU usage", 90.0), ("Error rate", 5.0), ("p95 latency", 900.0)], Limits(longer, "SEV2"));
    }

    [Theory]
    [InlineData("800ms", "700ms", 700, "nowhere")]
    [InlineData("p95 latency > 800ms", "p99 latency > 800ms", 800, "nowhere")]
    public void A_limit_whose_words_changed_is_not_hit_and_the_value_is_asked_about_with_its_line(string old, string now, double stays, string why)
    {
        var corrected = Compiler.WithOverride(Source, "severities/levels/1/thresholds/1/value", "900").Replace(old, now, StringComparison.Ordinal);
        Assert.Equal([5.0, stays], Limits(corrected, "SEV2").Select(limit => limit.Value));
        AssertNotUsed(corrected, "p95 latency", why, "        - was:");
    }

    [Fact]
    public void A_value_that_fits_two_entries_hits_neither()
    {
        var twice = Source + Block("severities:\n  levels:\n    - rank: 2\n      was:\n        label: SEV2\n      thresholds:\n        change:\n          - was:\n              comparison: above\n            now:\n              value: 1\n");
        Assert.Equal([5.0, 800.0], Limits(twice, "SEV2").Select(limit => limit.Value));
        AssertNotUsed(twice, "above", "2 entries say that", "          - was:");
    }

    [Fact]
    public void A_place_alone_is_read_and_said_to_be_uncertain()
    {
        var placed = Read.Compiled(Source + Block("severities:\n  levels:\n    - rank: 2\n      was: { label: SEV2 }\n      thresholds:\n        1: { value: 900 }\n"));
        Assert.Equal(900, placed.Runbook.Severities[2].Thresholds[1].Value);
        var fact = Assert.Single(placed.Facts, fact => fact.Certainty == Certainty.Unsure);
        Assert.Contains("by place alone", fact.Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_screen_never_mixes_what_is_sure_with_bare_places()
    {
        var placed = Source + Block("severities:\n  levels:\n    - rank: 2\n      thresholds:\n        1: { value: 900 }\n");
        var refused = Assert.Throws<ArgumentException>(() => Compiler.WithOverride(placed, "severities/levels/1/thresholds/0/value", "6"));
        Assert.Contains("by their place alone", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_inserted_above_moves_what_is_stated_of_the_others()
    {
        var corrected = Compiler.WithOverride(Source, "severities/levels/1/response", "\"PT20M\"");
        corrected = Compiler.WithOverride(corrected, "communication/cadences/1/longest", "\"PT25M\"");
        var longer = Read.Compiled(corrected.Replace("| SEV1 |", "| SEV0 | data lost | 5 minutes |\n| SEV1 |", StringComparison.Ordinal));

        Assert.Equal([5, 15, 20], longer.Runbook.Severities.Levels.Select(level => level.Response.Within!.Value.TotalMinutes));
        Assert.Equal(25, longer.Runbook.Communication.CadenceAt(3)!.Longest.TotalMinutes);
        Assert.Equal(15, longer.Runbook.Communication.CadenceAt(2)!.Longest.TotalMinutes);
        Assert.DoesNotContain(longer.Facts, fact => fact.Certainty == Certainty.Unsure);
    }

    [Fact]
    public void A_rank_alone_is_uncertain_and_a_level_that_is_gone_is_said()
    {
        var bare = Read.Compiled(Source + Block("severities:\n  levels:\n    - rank: 2\n      response: PT20M\ncommunication:\n  cadences:\n    - ranks: [1]\n      shortest: PT5M\n      longest: PT5M\n"));
        Assert.Equal(["by rank alone", "levels by rank"], bare.Facts.Where(fact => fact.Certainty == Certainty.Unsure).Select(fact => fact.Doubt!.Contains("by rank alone", StringComparison.Ordinal) ? "by rank alone" : fact.Doubt[9..23]));

        var labelled = Read.Compiled(Source + Block("severities:\n  levels:\n    - rank: 2\n      label: SEV2\n      response: PT20M\ncommunication:\n  cadences:\n    - ranks: [SEV2, SEV1]\n      shortest: PT5M\n      longest: PT5M\n"));
        Assert.DoesNotContain(labelled.Facts, fact => fact.Certainty == Certainty.Unsure);
        Assert.Equal([2, 1], Assert.Single(labelled.Runbook.Communication.Cadences).Ranks);

        AssertNotUsed(Compiler.WithOverride(Source, "severities/levels/1/response", "\"PT20M\"").Replace("SEV2", "P2", StringComparison.Ordinal).Replace("label: P2", "label: SEV2", StringComparison.Ordinal), "SEV2", "nowhere", "    - rank: 2");
        Assert.Contains("\"SEV9\" is no level", Read.Refused(Source + Block("communication:\n  cadences:\n    - ranks: [SEV9]\n      shortest: PT5M\n      longest: PT5M\n")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_canonical_form_names_levels_by_what_they_are_called()
    {
        var odd = Read.Runbook(Source + Block("severities:\n  levels:\n    - { rank: 2, was: { label: SEV2 }, canReopen: false }\n".Replace(", canReopen: false", ", examples: [\"the till: \\\"does not open\\\"\"]", StringComparison.Ordinal)));
        var markdown = Compiler.ToMarkdown(odd with { Communication = odd.Communication with { Cadences = [new([2], TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(77))] } });
        Assert.DoesNotContain("ranks: [", markdown, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(Read.Runbook(markdown).Communication.Cadences).Ranks[0]);
    }

    [Fact]
    public void An_answer_is_kept_with_the_words_it_answers()
    {
        const string Mixed = "error rate > 5% and p99 > 1s or success rate < 95%";
        var source = Source.Replace("error rate > 5%, p95 latency > 800ms", Mixed, StringComparison.Ordinal);
        var question = Assert.Single(Read.Compiled(source).Questions);
        var answered = Compiler.WithOverride(source, question.Path, question.Choices[1].Value);
        Assert.Empty(Read.Compiled(answered).Questions);
        Assert.Equal(2, Read.Runbook(answered).Severities[2].Thresholds.Length);

        var longer = answered.Replace(Alerts, Alerts + "- **SEV2**: CPU usage > 90%\n", StringComparison.Ordinal);
        Assert.Empty(Read.Compiled(longer).Questions);
        Assert.Equal(3, Read.Runbook(longer).Severities[2].Thresholds.Length);

        var other = answered.Replace(Mixed, "error rate > 5% and p99 > 2s or success rate < 95%", StringComparison.Ordinal);
        Assert.Empty(Read.Runbook(other).Severities[2].Thresholds);
        Assert.Single(Read.Compiled(other).Questions);
        AssertNotUsed(other, "SEV2", "no longer asks", "        - asked:");
    }

    [Fact]
    public void Two_mixtures_of_one_level_are_asked_and_answered_apart()
    {
        var source = Source.Replace("error rate > 5%, p95 latency > 800ms", "error rate > 5% and p99 > 1s or success rate < 95%\n- **SEV2**: CPU usage > 90% or memory usage > 90% and p95 latency > 3s", StringComparison.Ordinal);
        var questions = Read.Compiled(source).Questions;
        Assert.Equal(2, questions.Select(question => question.Path).Distinct().Count());
        var answered = Compiler.WithOverride(source, questions[1].Path, questions[1].Choices[2].Value);
        Assert.Equal(questions[0].About, Assert.Single(Read.Compiled(answered).Questions).About);
        Assert.Contains("CPU usage", Read.Runbook(answered).Severities[2].Thresholds[0].Conditions().Select(rule => rule.Metric));
    }

    [Fact]
    public void What_is_taken_out_by_its_words_leaves_the_facts_of_the_others_where_they_stand()
    {
        var without = Read.Compiled(Source + Block("severities:\n  levels:\n    - rank: 2\n      was: { label: SEV2 }\n      thresholds:\n        change:\n          - was: { metric: Error rate }\n            now:\n          - now: { metric: Queue, comparison: above, value: 10, unit: \"\" }\n"));
        Assert.Equal(["p95 latency", "Queue"], without.Runbook.Severities[2].Thresholds.Select(rule => rule.Metric));
        var fact = Assert.Single(without.Facts, fact => fact.Kind == FactKind.Threshold);
        Assert.Equal(("severities/levels/1/thresholds/0", true), (fact.Path, fact.Text.Contains("p95", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("thresholds: { change: [{ metric: CPU }] }", "has no \"metric\". It knows: was")]
    [InlineData("thresholds: { change: [{ was: { metric: CPU } }] }", "needs its now")]
    [InlineData("was: SEV2", "names with what the entry said")]
    public void A_change_that_is_written_wrongly_is_refused(string yaml, string words) =>
        Assert.Contains(words, Read.Refused(Source + Block($"severities:\n  levels:\n    - rank: 2\n      {yaml}\n")).Problem, StringComparison.Ordinal);

    private static void AssertNotUsed(string markdown, string meant, string why, string line)
    {
        var fact = Assert.Single(Read.Compiled(markdown).Facts, fact => fact.Certainty == Certainty.Unsure);
        Assert.StartsWith("Not used: ", fact.Text, StringComparison.Ordinal);
        Assert.Contains(meant, fact.Text, StringComparison.Ordinal);
        Assert.Contains(why, fact.Doubt, StringComparison.Ordinal);
        Assert.StartsWith(line.Trim(), markdown.Split('\n')[fact.Lines.First - 1].Trim(), StringComparison.Ordinal);
    }

    private static List<(string Metric, double Value)> Limits(string markdown, string label) =>
        [.. Read.Runbook(markdown).Severities.Levels.Single(level => level.Label == label).Thresholds.Select(rule => (rule.Metric, rule.Value!.Value))];

    private static string Block(string yaml) => $"\n\n```incident-console\n{yaml}```\n";
}
