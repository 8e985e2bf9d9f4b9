using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Runbooks.Compiling.Exact;

namespace IncidentConsole.Tests.Runbooks.Exact;

/// <summary>One value changed in place: the block is made where there is none, and nothing else of the source moves.</summary>
public sealed class ExactOverrideTests
{
    private static readonly Runbook Read = TestRunbooks.Standard;

    [Fact]
    public void The_first_value_adds_the_block_at_the_end()
    {
        var source = ExactOverride.Set("# Words\n\nText\n", Read, "severities/levels/1/response", "\"PT20M\"");

        Assert.StartsWith("# Words\n\nText\n\n```incident-console\n", source, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(20), Apply(source).Severities[2].Response.Within);
    }

    [Fact]
    public void A_second_value_joins_the_first_and_a_changed_one_replaces_it()
    {
        var source = ExactOverride.Set("# Words\r\n", Read, "severities/levels/1/response", "\"PT20M\"");
        source = ExactOverride.Set(source + "\r\n## After\r\n", Read, "severities/levels/1/mode", "\"ticket\"");
        source = ExactOverride.Set(source, Read, "severities/levels/1/response", "1500");

        Assert.Single(ExactSource.Take(source).Blocks);
        Assert.EndsWith("```\r\n\r\n## After\r\n", source, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", source.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var level = Apply(source).Severities[2];
        Assert.Equal((TimeSpan.FromMinutes(25), "Ticket"), (level.Response.Within, level.Mode.ToString()));
    }

    [Theory]
    [InlineData("procedures/errors/actions/0/budget", "\"PT1M\"")]
    [InlineData("procedures/0/actions/logs/budget", "60")]
    public void Entries_are_found_by_id_and_by_place(string path, string value) =>
        Assert.Equal(TimeSpan.FromMinutes(1), Apply(ExactOverride.Set("", Read, path, value)).FindAction("logs")!.Budget);

    [Fact]
    public void A_place_in_a_list_of_plain_values_keeps_the_others()
    {
        var source = ExactOverride.Set("", Read, "communication/cadences/0/longest", "\"PT20M\"");
        source = ExactOverride.Set(source, Read, "communication/cadences/1/longest", "\"PT3H\"");

        Assert.Equal([TimeSpan.FromMinutes(20), TimeSpan.FromHours(3)], Apply(source).Communication.Cadences.Select(cadence => cadence.Longest));
    }

    [Theory]
    [InlineData("severities/levels/9/response", "1")]
    [InlineData("severities/colour", "1")]
    [InlineData("", "1")]
    [InlineData("title/words", "1")]
    [InlineData("severities/levels/0/mode", "\"shout\"")]
    [InlineData("title", "no json")]
    public void What_does_not_fit_is_refused(string path, string value) => Assert.Throws<ExactnessException>(() => ExactOverride.Set("# A\n", Read, path, value));

    [Fact]
    public void A_value_with_a_fence_in_it_does_not_end_the_block() =>
        Assert.Equal("```\ntitle: no\n```", Apply(ExactOverride.Set("# A\n", Read, "scope", "\"```\\ntitle: no\\n```\"")).Scope);

    private static Runbook Apply(string source) => Exactness.Apply(Read, ExactSource.Take(source).Blocks).Runbook;
}
