using IncidentConsole.Domain.Communications;

namespace IncidentConsole.Tests.Application.Drafts;

public sealed class TemplateFillTests
{
    private static readonly Dictionary<string, string> Values = new() { ["service"] = "InferaDB", ["impact"] = "1 in 15 checks fails.", ["blank"] = " " };

    [Theory]
    [InlineData("{{service}} is slow", "InferaDB is slow")]
    [InlineData("{{ service }} and {{service}}", "InferaDB and InferaDB")]
    [InlineData("{{impact}}. We work on it.", "1 in 15 checks fails. We work on it.")]
    [InlineData("{service} {{}} {{a b}}", "{service} {{}} {{a b}}")]
    public void Fills(string template, string text) => Assert.Equal(text, TemplateFill.Fill(template, Values).Text);

    [Fact]
    public void A_missing_value_stays_visible_and_is_listed_once()
    {
        var filled = TemplateFill.Fill("{{service}}: {{cause}}, {{blank}}, {{ cause }}", Values);
        Assert.Equal("InferaDB: {{cause}}, {{blank}}, {{cause}}", filled.Text);
        Assert.Equal(["cause", "blank"], filled.Missing);
        Assert.False(filled.IsComplete);
    }

    [Fact]
    public void A_value_is_never_filled_again()
    {
        var filled = TemplateFill.Fill("{{title}}", new Dictionary<string, string> { ["title"] = "{{service}} down", ["service"] = "leak" });
        Assert.Equal("{{service}} down", filled.Text);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void The_plain_templates_use_known_placeholders_only(string language) => Assert.All(
        Enum.GetValues<TemplateKind>().SelectMany(kind => TemplateFill.NamesIn(PlainTemplates.Of(kind, language).Body + PlainTemplates.Of(kind, language).Subject)),
        name => Assert.NotNull(Placeholders.Find(name)));
}
