using System.Text;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Exact;

namespace IncidentConsole.Tests.Runbooks.Exact;

/// <summary>The override from one runbook to another, written as YAML and read again, gives the other to the byte.</summary>
public sealed class ExactDifferenceTests
{
    [Fact]
    public void The_same_runbook_differs_in_nothing() => Assert.Null(ExactDifference.Between(ExactTypes.Tree(TestRunbooks.Standard), ExactTypes.Tree(TestRunbooks.Standard)));

    [Fact]
    public void Only_what_differs_is_stated()
    {
        var changed = TestRunbooks.Standard with { Title = "Yes", Checklist = [.. TestRunbooks.Standard.Checklist.RemoveAt(1)] };

        var yaml = YamlWriter.Write(ExactDifference.Between(ExactTypes.Tree(TestRunbooks.Standard), ExactTypes.Tree(changed))!);

        Assert.Equal("title: \"Yes\"\nchecklist:\n  - id: open-ended\n    remove: true\n", yaml);
    }

    [Theory]
    [InlineData("test", "two-levels")]
    [InlineData("two-levels", "test")]
    [InlineData("standard", "inferadb")]
    [InlineData("inferadb", "standard")]
    [InlineData("two-levels", "inferadb")]
    public void Any_runbook_becomes_any_other(string from, string to) => AssertBecomes(Find(from), Find(to));

    [Fact]
    public void Random_runbooks_become_each_other()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            AssertBecomes(RandomRunbook.Of(seed), RandomRunbook.Of(seed % 3 == 0 ? seed + 1000 : seed, edited: seed));
        }
    }

    private static Runbook Find(string slug) => slug switch
    {
        "test" => TestRunbooks.Standard,
        "two-levels" => TestRunbooks.TwoLevels,
        _ => RunbookLibrary.All.Single(version => version.Runbook.Slug == slug).Runbook,
    };

    private static void AssertBecomes(Runbook from, Runbook to)
    {
        if (ExactDifference.Between(ExactTypes.Tree(from), ExactTypes.Tree(to)) is not { } difference)
        {
            Assert.Equal(RunbookJson.KeyOf(from), RunbookJson.KeyOf(to));
            return;
        }

        var markdown = ExactOverride.Append("# Words", difference);
        var exact = Exactness.Apply(from, ExactSource.Take(markdown).Blocks);

        Assert.Equal(Encoding.UTF8.GetString(RunbookJson.Write(to)), Encoding.UTF8.GetString(RunbookJson.Write(exact.Runbook)));
    }
}
