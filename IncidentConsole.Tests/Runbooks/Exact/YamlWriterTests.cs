using System.Text.Json.Nodes;
using IncidentConsole.Web.Runbooks.Compiling.Exact;

namespace IncidentConsole.Tests.Runbooks.Exact;

/// <summary>Whatever is written is read back as it was.</summary>
public sealed class YamlWriterTests
{
    [Theory]
    [InlineData("plain words")]
    [InlineData("kubectl get pods\n\techo tab\n  indented\n\nlast")]
    [InlineData("\tfirst is a tab\nsecond")]
    [InlineData("  first is indented\nsecond\n")]
    [InlineData("blank line of spaces\n   \nend\n\n\n")]
    [InlineData("\u2028\u0085\ufeff\u0007 odd \\ \"quotes\" '")]
    [InlineData("🚨 a siren, and \\uD83D\\uDEA8 spelt out")]
    [InlineData("0x1F")]
    [InlineData("1e3")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("=")]
    [InlineData("<<")]
    [InlineData("a: b # c")]
    [InlineData("2026-11-21")]
    public void A_text_comes_back(string text)
    {
        Assert.Equal(text, Back(text));
        var twice = string.Concat(Enumerable.Repeat(text + "\n " + text, 40));
        Assert.Equal(twice, Back(twice));
    }

    [Fact]
    public void A_long_text_that_must_be_quoted_is_broken_into_lines() =>
        Assert.All(Yaml(string.Concat(Enumerable.Repeat(" words\n   \n", 2_000))).Split('\n'), line => Assert.True(line.Length < 100, line));

    [Fact]
    public void A_script_stays_readable() => Assert.Equal("scope: |-\n  for pod in a b; do\n    echo $pod\n  done\n", Yaml("for pod in a b; do\n  echo $pod\ndone"));

    [Fact]
    public void An_emoji_stays_one() => Assert.Equal("scope: \"🚨 siren\"\n", Yaml("🚨 siren"));

    private static string Yaml(string text) => YamlWriter.Write(new JsonObject { ["scope"] = text });

    private static string Back(string text) => ((YamlScalar)((YamlMap)YamlReader.Read(Yaml(text), 0)!).Members[0].Value).Text;
}
