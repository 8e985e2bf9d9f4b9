using System.Collections.Immutable;
using System.Text;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Exact;

namespace IncidentConsole.Tests.Runbooks.Exact;

/// <summary>What is stated exactly wins, by key; what cannot be followed is refused with its line.</summary>
public sealed class ExactnessTests
{
    private static readonly Runbook Read = TestRunbooks.Standard;

    [Fact]
    public void A_value_of_a_level_is_named_by_its_rank_and_the_others_stay()
    {
        var exact = Apply("""
            severities:
              levels:
                - rank: 2
                  response: PT20M
                  label: 1
            """);

        var level = exact.Runbook.Severities[2];
        Assert.Equal(TimeSpan.FromMinutes(20), level.Response.Within);
        Assert.Equal("1", level.Label);
        Assert.Equal("High", level.Name);
        Assert.Equal(4, exact.Runbook.Severities.LastRank);
        var fact = Assert.Single(exact.Facts, fact => fact.Path == "severities/levels/1/response");
        Assert.Equal((FactKind.Override, new SourceLines(6, 6)), (fact.Kind, fact.Lines));
    }

    [Fact]
    public void Entries_are_changed_added_and_taken_out_by_id()
    {
        var exact = Apply("""
            procedures:
              - id: errors
                actions:
                  - id: logs
                    budget: 90
                  - id: restart
                    remove: true
                  - id: drain
                    title: "Drain: the node"
              - id: new-one
                title: New one
            """).Runbook;

        Assert.Equal(["logs", "limit", "drain"], exact.FindProcedure("errors")!.Actions.Select(action => action.Id));
        Assert.Equal(TimeSpan.FromSeconds(90), exact.FindAction("logs")!.Budget);
        Assert.Equal("kubectl logs", exact.FindAction("logs")!.Command!.Text);
        Assert.Equal("New one", exact.Procedures[^1].Title);
    }

    [Fact]
    public void Other_lists_are_replaced_and_null_takes_a_value_out()
    {
        var exact = Apply("""
            communication:
              cadences:
                - ranks: [1]
                  shortest: PT5M
                  longest: 600
            checklist:
              - id: first-five
                to: null
            severities:
              levels:
                - { rank: 4, response: nextBusinessDay, mode: ticket }
                - { rank: 3, response: PT0S }
            """).Runbook;

        Assert.Equal(new Cadence([1], TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)).Longest, Assert.Single(exact.Communication.Cadences).Longest);
        Assert.Null(exact.Checklist[0].To);
        Assert.Equal(TimeSpan.Zero, exact.Severities[3].Response.Within);
        Assert.Equal(ResponseMode.Ticket, exact.Severities[4].Mode);
    }

    [Fact]
    public void An_override_that_names_every_entry_says_their_order()
    {
        var exact = Apply("""
            checklist:
              - id: follow-up
              - id: first-five
              - id: open-ended
            """).Runbook;

        Assert.Equal(["follow-up", "first-five", "open-ended"], exact.Checklist.Select(phase => phase.Id));
    }

    [Theory]
    [InlineData("severities:\n  levels:\n    - rank: 2\n      respnse: PT1M", 6, "severities/levels/2 has no \"respnse\". It knows: rank, label")]
    [InlineData("severities:\n  levels:\n    - rank: 2\n      response: soon", 6, "severities/levels/2/response cannot be \"soon\". Write a time like PT15M")]
    [InlineData("severities:\n  levels:\n    - rank: 2\n      mode: shout", 6, "Write one of pageAtOnce, pageOnCall, notify, ticket")]
    [InlineData("severities:\n  levels:\n    - label: P1", 5, "needs its rank")]
    [InlineData("severities:\n  levels:\n    - rank: 7\n      label: P7", 5, "severities/levels/7 is new and needs its name: text")]
    [InlineData("severities:\n  levels:\n    - { rank: 3, remove: true }", 3, "the ranks of the severity levels are 1, 2, 4")]
    [InlineData("title: null", 3, "title cannot be empty")]
    [InlineData("title: A\ntitle: B", 4, "\"title\" stands here twice")]
    [InlineData("title: &a A\nscope: *a", 3, "anchors (&name)")]
    [InlineData("scope: *a", 3, "aliases (*name)")]
    [InlineData("title: !!str A", 3, "tags (!name)")]
    [InlineData("title: [", 3, "no valid YAML")]
    [InlineData("- one", 3, "begin with a name")]
    [InlineData("procedures: none", 3, "procedures cannot be \"none\". Write a list")]
    [InlineData("documentsWorkaround: maybe", 3, "Write true or false")]
    [InlineData("checklist:\n  - id: open-ended\n    items:\n      - { id: look, text: Twice }", 3, "two checklist items have the id \"look\"")]
    public void What_cannot_be_followed_is_refused_with_its_line(string yaml, int line, string words)
    {
        var exception = Assert.Throws<ExactnessException>(() => Apply(yaml));
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.Equal(line, exception.Line);
    }

    [Fact]
    public void Hostile_yaml_ends_in_words()
    {
        Assert.Throws<ExactnessException>(() => Apply("title: " + new string('[', 100_000)));
        Assert.Throws<ExactnessException>(() => Apply("title: " + new string('x', YamlReader.MaxCharacters)));
        Assert.Throws<ExactnessException>(() => Apply("incidentMetrics: [" + string.Concat(Enumerable.Repeat("a,", 30_000)) + "]"));
    }

    [Fact]
    public void Front_matter_of_other_programs_is_left_alone()
    {
        var source = ExactSource.Take("---\nlayout: page\ntitle: From the front\ntags: [a]\n---\n# Words\n");
        var exact = Exactness.Apply(Read, source.Blocks);

        Assert.Equal("From the front", exact.Runbook.Title);
        Assert.Equal([2, 4], exact.Foreign.Select(text => text.Lines.First));
        Assert.Equal("\n\n\n\n\n# Words\n", source.Words);
    }

    [Fact]
    public void Front_matter_may_hold_the_values_under_their_own_name()
    {
        var exact = Exactness.Apply(Read, ExactSource.Take("---\ntitle: For the site\nincident-console:\n  title: For the console\n---\n").Blocks);
        Assert.Equal("For the console", exact.Runbook.Title);
    }

    [Theory]
    [InlineData("---\nA rule above, then words.\n---\n")]
    [InlineData("````markdown\n```incident-console\ntitle: An example\n```\n````\n")]
    [InlineData("    ```incident-console\n    title: indented code\n")]
    public void What_only_looks_like_exact_values_is_none(string markdown)
    {
        var source = ExactSource.Take(markdown);
        Assert.Empty(source.Blocks);
        Assert.Equal(markdown, source.Words);
    }

    [Fact]
    public void Lines_keep_their_numbers_under_a_block_with_CRLF()
    {
        var source = ExactSource.Take("# A\r\n```incident-console\r\ntitle: B\r\n```\r\n## C\r\n");
        Assert.Equal("# A\r\n\n\n\n## C\r\n", source.Words);
        Assert.Equal("B", Exactness.Apply(Read, source.Blocks).Runbook.Title);
    }

    private static ExactRunbook Apply(string yaml) => Exactness.Apply(Read, ExactSource.Take($"# A runbook\n```incident-console\n{yaml}\n```\n").Blocks);
}
