using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Library;

/// <summary>
/// What each shipped runbook compiles to is pinned by an approved file, so that a change of the compiler or of a text shows in review.
/// Run once with INCIDENT_CONSOLE_APPROVE=1 to write it anew, and read the difference.
/// </summary>
public sealed class LibrarySnapshotTests
{
    private static readonly JsonSerializerOptions Indented = new(RunbookJson.Options) { WriteIndented = true };

    public static TheoryData<string> Slugs => [.. RunbookLibrary.Slugs];

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task It_compiles_to_the_approved_runbook(string slug)
    {
        var compiled = Written(RunbookLibrary.Compile(slug));
        var path = Path.Combine(Folder(), slug + ".txt");
        if (Environment.GetEnvironmentVariable("INCIDENT_CONSOLE_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, compiled, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path), $"{slug} has no approved compilation. Run the tests once with INCIDENT_CONSOLE_APPROVE=1 and look at the new file.");
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), compiled);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Nothing_in_it_contradicts_itself(string slug) => Assert.Empty(RunbookLibrary.Compile(slug).Questions);

    /// <summary>The runbook as stored, and what was not turned into anything.</summary>
    private static string Written(RunbookCompilation compilation)
    {
        var text = new StringBuilder();
        text.Append(JsonSerializer.Serialize(compilation.Runbook, Indented).ReplaceLineEndings("\n")).Append('\n');
        foreach (var missing in compilation.Missing)
        {
            text.Append("missing: ").Append(missing.Part).Append(": ").Append(missing.Instead).Append('\n');
        }

        foreach (var unread in compilation.Unread)
        {
            text.Append("unread: ").Append(unread.Lines).Append(", ").Append(unread.Heading).Append(": ").Append(unread.Reason).Append('\n');
        }

        return text.ToString();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Snapshots", "Runbooks");
}
