using System.Text;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Runbooks.Compiling;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Tests.Runbooks.Exact;

/// <summary>A compiled runbook, written as Markdown and compiled again, is the same runbook to the byte.</summary>
public sealed class CanonicalMarkdownTests
{
    private static readonly RunbookCompiler Compiler = new();

    /// <summary>Folder and file name.</summary>
    public static TheoryData<string> Runbooks => [.. Files().Select(NameOf)];

    [Theory]
    [MemberData(nameof(Runbooks))]
    public void Every_runbook_comes_back(string file) => AssertComesBack(Compiler.Compile(File.ReadAllText(Files().First(path => NameOf(path) == file))).Compilation!.Runbook);

    [Fact]
    public void Runbooks_of_the_tests_come_back()
    {
        AssertComesBack(TestRunbooks.Standard);
        AssertComesBack(TestRunbooks.TwoLevels);
    }

    [Fact]
    public void Random_runbooks_come_back()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            AssertComesBack(RandomRunbook.Of(seed));
        }
    }

    private static string NameOf(string path) => $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}";

    private static void AssertComesBack(Runbook runbook)
    {
        var markdown = Compiler.ToMarkdown(runbook);
        var reading = Compiler.Compile(markdown);

        Assert.True(reading.Unreadable is null, $"{reading.Unreadable?.Problem}\n{markdown}");
        Assert.Equal(Encoding.UTF8.GetString(RunbookJson.Write(runbook)), Encoding.UTF8.GetString(RunbookJson.Write(reading.Compilation!.Runbook)));
        Assert.Equal(markdown, Compiler.ToMarkdown(reading.Compilation!.Runbook));
    }

    /// <summary>What ships, and the originals where they lie beside the checkout.</summary>
    private static IEnumerable<string> Files()
    {
        IEnumerable<string> folders = [Path.Combine(Sources.Root, "IncidentConsole.Web", "Runbooks", "Library"), .. new[] { Originals.Folder }.OfType<string>()];
        return folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.md"));
    }
}
