using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Domain;

/// <summary>What labels must say, with the four signs of Prometheus and Alertmanager, and what of a service that covers.</summary>
public sealed class LabelMatcherTests
{
    [Theory]
    [InlineData("=", "eu", "eu", true)]
    [InlineData("=", "eu", "EU", false)]
    [InlineData("=", "", "", true)]   // an absent label says nothing
    [InlineData("!=", "prod", "", true)]
    [InlineData("!=", "prod", "prod", false)]
    [InlineData("=~", "eu|us", "us", true)]
    [InlineData("=~", "eu|us", "us-1", false)]   // the whole text
    [InlineData("=~", "eu", "eu\n", false)]
    [InlineData("=~", "(?i)web-.*", "WEB-7", true)]
    [InlineData("=~", ".*", "", true)]
    [InlineData("!~", "web-[0-9]+", "web-x", true)]
    [InlineData("!~", "web-[0-9]+", "web-12", false)]
    public void A_label_is_judged_as_Alertmanager_judges_it(string sign, string value, string said, bool fits)
    {
        var matcher = LabelMatcher.Of("label", sign, value);
        Assert.Null(matcher.Problem());
        Assert.Equal((fits, sign), (matcher.Fits(said), matcher.Sign));
        Assert.Equal(fits, matcher.Fits(said, matcher.Pattern));
    }

    [Theory]
    [InlineData("(eu|us", "at character 6: a bracket ( is never closed.")]
    [InlineData("eu)", "at character 3: a bracket ) closes none.")]
    [InlineData("*", "at character 1: there is nothing to repeat before it.")]
    [InlineData("web-[", "at character 5: a bracket [ is never closed.")]
    [InlineData("a**", "at character 3: two repeats follow each other.")]
    [InlineData("[z-a]", "a range runs backwards.")]
    [InlineData("eu\\", "nothing follows the \\.")]
    [InlineData("(?P<x>a)", "this is no regular expression.")]
    [InlineData("(?x)eu#", "cannot be read")]   // would hide the end of the whole
    [InlineData("(?=a)b", "looks ahead or back")]
    [InlineData("(a)\\1", "looks ahead or back")]
    [InlineData("((a{1,1000}){1,1000}){1,1000}", "repeats too much")]
    public void A_pattern_that_cannot_be_used_is_refused_with_its_place(string pattern, string words)
    {
        var problem = new LabelMatcher("region", LabelMatch.Like, pattern).Problem();
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.Contains($"The pattern for region, {pattern},", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_needs_a_name_and_a_text_of_a_length_one_reads()
    {
        Assert.Contains("Say which label", LabelMatcher.Of(" ", "=", "eu").Problem(), StringComparison.Ordinal);
        Assert.Contains("at most 500", LabelMatcher.Of("env", "=", new string('x', 501)).Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_pattern_takes_more_than_a_moment()
    {
        // Each of these takes an engine that tries every way longer than the world is old.
        var text = new string('a', 2_000) + "!";
        Assert.All((string[])["(a+)+", "(a|aa)+", "(.*a){20}b", "(a?){50}a{50}"], pattern => Assert.False(new LabelMatcher("x", LabelMatch.Like, pattern).Fits(text)));
    }

    [Fact]
    public void A_silence_covers_its_service_by_labels_by_name_or_one_alert_only()
    {
        var labels = new Dictionary<string, string> { ["alertname"] = "Disk", ["env"] = "dev" };
        bool Covers(SilenceScope scope, string service = "index", string subject = "s/1") => scope.Covers(service, subject, label => labels.GetValueOrDefault(label, ""));

        Assert.True(Covers(SilenceScope.Of("index"), "Index"));
        Assert.False(Covers(SilenceScope.Of("index"), "search"));
        Assert.True(Covers(SilenceScope.Named("index", "Disk")));
        Assert.False(Covers(SilenceScope.Named("index", "Network")));
        Assert.True(Covers(SilenceScope.Named("index", "Disk as it was called then", "s/1")));
        Assert.False(Covers(SilenceScope.Named("index", "Disk", "s/2")));
        Assert.False(Covers(new SilenceScope("index", null, [LabelMatcher.Of("env", "=", "dev"), LabelMatcher.Of("env", "!~", "d.*")])));
        Assert.Equal(
            ["every alert", "Disk", "Disk, only this one", "env =~ dev|test, rack = \"\""],
            [SilenceScope.Of("i").What, SilenceScope.Named("i", "Disk").What, SilenceScope.Named("i", "Disk", "s").What, new SilenceScope("i", null, [LabelMatcher.Of("env", "=~", "dev|test"), LabelMatcher.Of("rack", "=", "")]).What]);
    }
}
