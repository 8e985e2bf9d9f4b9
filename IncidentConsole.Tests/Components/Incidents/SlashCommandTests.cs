using IncidentConsole.Web.Components.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

public sealed class SlashCommandTests
{
    [Theory]
    [InlineData("/decision Roll back", "Roll back")]
    [InlineData("/page", "")]
    [InlineData("/etc/hosts is full", null)]
    [InlineData("a /note inside", null)]
    public void Only_known_words_are_commands(string line, string? rest) => Assert.Equal(rest, SlashCommand.Parse(line)?.Text);
}
