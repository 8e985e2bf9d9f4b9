using IncidentConsole.Web.Cli;

namespace IncidentConsole.Tests.Cli;

/// <summary>How the words after <c>incident</c> are read.</summary>
public sealed class IncidentArgumentsTests
{
    [Fact]
    public void Options_may_stand_anywhere_and_a_placeholder_more_than_once()
    {
        var words = Read("execute", "INC-7", "--set", "a=b=c", "--confirm", "block-ips", "--set=ip=203.0.113.7", "--reason", "--odd");
        Assert.Equal(("execute", "--odd"), (words.Verb, words.Value("reason")));
        Assert.Equal(["INC-7", "block-ips"], words.About);
        Assert.Equal(["a=b=c", "ip=203.0.113.7"], words.Options["set"]);
        Assert.True(words.Has("confirm"));
    }

    [Theory]
    [InlineData("status", "--loud")]
    [InlineData("resolve", "7", "--notes")]
    [InlineData("status", "--json=yes")]
    [InlineData("resolve", "7", "--notes", "a", "--notes", "b")]
    public void What_is_not_understood_is_said(params string[] words) => Assert.NotNull(IncidentArguments.Read(words).Problem);

    [Fact]
    public void The_store_takes_a_folder_and_leaves_an_incident_alone()
    {
        var folder = Path.GetTempPath();
        Assert.Equal("", IncidentArguments.StoreOf(["incident", "status", "--store"]));
        Assert.Equal("", IncidentArguments.StoreOf(["incident", "procedures", "--store", "INC-7"]));
        Assert.Equal(["INC-7"], Read("procedures", "--store", "INC-7").About);
        Assert.Equal(Path.GetFullPath(folder), IncidentArguments.StoreOf(["incident", "procedures", "--store", folder, "INC-7"]));
        Assert.Equal(Path.GetFullPath("here"), IncidentArguments.StoreOf(["incident", "status", "--store=here"]));
        Assert.Null(IncidentArguments.StoreOf(["incident", "status"]));
        Assert.Null(IncidentArguments.StoreOf(["incident", "status", "--store", "--help"]));
        Assert.Null(IncidentArguments.StoreOf(["store", "verify"]));
    }

    [Fact]
    public void No_word_of_an_incident_becomes_a_setting_of_the_program()
    {
        Assert.Equal([], CommandLine.Configuration(["incident", "execute", "7", "x", "--set", "urls=http://0.0.0.0:80"]));
        Assert.Equal([$"--IncidentConsole:DataDirectory={Path.GetFullPath("here")}"], CommandLine.Configuration(["incident", "status", "--store=here"]));
        Assert.Equal(["--urls=http://127.0.0.1:1"], CommandLine.Configuration(["--urls=http://127.0.0.1:1"]));
        Assert.True(CommandLine.HoldsStore(["--urls=http://127.0.0.1:1"]));
        Assert.True(CommandLine.HoldsStore(["incident", "status", "--store"]));
        Assert.False(CommandLine.HoldsStore(["incident", "status"]));
        Assert.False(CommandLine.HoldsStore(["store", "verify"]));
    }

    [Fact]
    public void Each_verb_has_help_with_an_example_of_itself()
    {
        foreach (var verb in IncidentCommands.Verbs)
        {
            Assert.Contains($"  incident {verb.Name}", IncidentHelp.Of(verb.Name), StringComparison.Ordinal);
            Assert.Contains($"  {verb.Name} ", IncidentHelp.Overview, StringComparison.Ordinal);
            Assert.All(verb.Options, option => Assert.Contains($"--{option}", IncidentHelp.Of(verb.Name), StringComparison.Ordinal));
        }
    }

    private static IncidentArguments Read(params string[] words)
    {
        var (read, problem) = IncidentArguments.Read(words);
        Assert.Null(problem);
        return read!;
    }
}
