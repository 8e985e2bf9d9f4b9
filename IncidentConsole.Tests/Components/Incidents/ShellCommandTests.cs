using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Components.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

public sealed class ShellCommandTests
{
    private static readonly RunbookCommand Label = new("kubectl label pod <pod-name> -n inferadb app-") { Placeholders = ["pod-name"] };

    [Theory]
    [InlineData("inferadb-7c9f4", "kubectl label pod inferadb-7c9f4 -n inferadb app-")]
    [InlineData("a; rm -rf /", "kubectl label pod 'a; rm -rf /' -n inferadb app-")]
    [InlineData("it's", "kubectl label pod 'it'\\''s' -n inferadb app-")]
    [InlineData("$(reboot)", "kubectl label pod '$(reboot)' -n inferadb app-")]
    [InlineData("-o yaml", "kubectl label pod '-o yaml' -n inferadb app-")]
    [InlineData("", "kubectl label pod <pod-name> -n inferadb app-")]
    public void What_is_typed_can_never_become_a_second_command(string typed, string expected) =>
        Assert.Equal(expected, ShellCommand.Fill(Label, new Dictionary<string, string> { ["pod-name"] = typed }));

    [Fact]
    public void A_value_is_never_filled_again()
    {
        var command = new RunbookCommand("cp <a> <b>") { Placeholders = ["<a>", "<b>"] };
        Assert.Equal("cp '<b>' x", ShellCommand.Fill(command, new Dictionary<string, string> { ["<a>"] = "<b>", ["<b>"] = "x" }));
    }

    [Theory]
    [InlineData("/decision Roll back", "Roll back")]
    [InlineData("/page", "")]
    [InlineData("/etc/hosts is full", null)]
    [InlineData("a /note inside", null)]
    public void Only_known_words_are_commands(string line, string? rest) => Assert.Equal(rest, SlashCommand.Parse(line)?.Text);
}
