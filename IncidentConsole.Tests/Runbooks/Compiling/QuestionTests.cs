using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>A question is closed by an answer to that very question: the other one about the same level stays open, whichever way the answer is written.</summary>
public sealed class QuestionTests
{
    private const string Success = "severities/levels/3/thresholds/0/value";
    private const string Latency = "severities/levels/3/thresholds/1/metric";

    // As the team of wp-chat wrote it: its mildest level against its key metrics.
    private const string WpChat =
        "# wp-chat\n## Severity Levels\n- **Critical**: all\n- **High**: much\n- **Medium**: some\n- **Low**: little\n\n"
        + "## Key Metrics to Monitor\n- **Latency**: p95 < 800ms, p99 < 2000ms\n- **Success Rate**: > 99.5%\n\n"
        + "## Alert Thresholds\n- **Critical**: Success rate < 95%, Latency > 5000ms\n- **High**: Success rate < 99%, Latency > 2000ms\n"
        + "- **Medium**: Success rate < 99.5%, Latency > 1000ms\n- **Low**: Success rate < 99.8%, Latency > 800ms\n";

    [Theory]
    [InlineData(Success, "99.5", Latency)]
    [InlineData(Success, "99.8", Latency)]
    [InlineData(Latency, "\"p95 latency\"", Success)]
    [InlineData(Latency, "\"Latency\"", Success)]
    public void An_answer_in_the_import_screen_closes_its_own_question_alone(string asked, string value, string stays)
    {
        Assert.Equal([Success, Latency], Paths(WpChat).Order());
        var answered = new RunbookCompiler().WithOverride(WpChat, asked, value);
        Assert.Equal([stays], Paths(answered));
        Assert.Empty(Paths(new RunbookCompiler().WithOverride(answered, stays, stays == Success ? "99.8" : "\"Latency\"")));
    }

    [Fact]
    public void An_answer_in_yaml_by_place_closes_its_own_question_alone()
    {
        var answered = WpChat + Block("severities:\n  levels:\n    - rank: 4\n      thresholds:\n        1:\n          metric: p95 latency\n");
        Assert.Equal([Success], Paths(answered));
        var low = Read.Runbook(answered).Severities[4].Thresholds;
        Assert.Equal([("Success rate", 99.8), ("p95 latency", 800.0)], low.Select(rule => (rule.Metric, rule.Value!.Value)));
    }

    [Fact]
    public void A_list_that_is_stated_as_a_whole_answers_every_question_in_it() => Assert.Empty(Paths(WpChat + Block(
        "severities:\n  levels:\n    - rank: 4\n      thresholds:\n        - metric: Success rate\n          comparison: below\n          value: 99.8\n          unit: '%'\n")));

    [Fact]
    public void An_answer_about_another_level_closes_nothing() =>
        Assert.Equal(2, Paths(new RunbookCompiler().WithOverride(WpChat, "severities/levels/2/thresholds/1/metric", "\"p95 latency\"")).Count);

    [Fact]
    public void A_place_that_is_not_there_is_refused_with_its_line()
    {
        var refused = Read.Refused(WpChat + Block("severities:\n  levels:\n    - rank: 4\n      thresholds:\n        7:\n          metric: p95 latency\n"));
        Assert.Contains("there is no 7", refused.Problem, StringComparison.Ordinal);
        Assert.NotNull(refused.Line);
    }

    private static string Block(string yaml) => $"\n\n```incident-console\n{yaml}```\n";

    private static List<string> Paths(string markdown) => [.. Read.Compiled(markdown).Questions.Select((CompilationQuestion question) => question.Path)];
}
