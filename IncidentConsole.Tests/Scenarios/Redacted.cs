using System.Text;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>A text that must go goes from every file, and the log still proves that nothing else changed.</summary>
public sealed class Redacted
{
    [Fact]
    public async Task A_redaction_leaves_no_text_anywhere_and_the_store_still_verifies()
    {
        await using var story = await Scenario.StartAsync();
        await story.DeclareAsync(new DeclareIncident("quokka outage", "inferadb", "SEV-2") { Summary = "the quokka is out", TakeCommand = true }, story.Maya);
        await story.DoAsync(story.Jonas, new AddNote(NoteKind.Note, "password axolotl"));
        await story.DoAsync(story.Jonas, new CorrectEntry((await story.ReadAsync()).Version, "still axolotl"));
        await story.DoAsync(story.Maya, new ChangeSeverity("SEV-1") { Reason = "the narwhal called" });
        await story.DoAsync(story.Maya, new PostUpdate(PublicStatus.Investigating, "pangolin checks fail", "pangolin") { GoesOutAtOnce = true });
        await story.DoAsync(story.Maya, new SaveSection("impact", 0, "capybara impact"));
        await story.DoAsync(story.Maya, new AddActionItem("one", "feed the wombat", ActionItemKind.Prevent));
        string[] words = ["axolotl", "capybara", "narwhal", "pangolin", "quokka", "wombat"];
        Assert.Equal(words, await FoundAsync(story, words));
        Assert.Equal(1, (await ListAsync(story, "axolotl")).Total);

        var texts = (await story.EventsAsync()).Where(recorded => recorded.Event is IncidentDeclared or NoteAdded or SeverityChanged or UpdatePosted or PostmortemSectionSaved or ActionItemAdded).ToList();
        Assert.Equal(6, texts.Count);
        Assert.IsType<Outcome.Refused>(await story.SendAsync(story.Maya, new RedactEntry(texts[1].Version) { Reason = "A password" }));   // administrators only
        foreach (var entry in texts)
        {
            await story.DoAsync(story.Aisha, new RedactEntry(entry.Version) { Reason = "Must go" });
        }

        Assert.Empty(await FoundAsync(story, words));
        Assert.Equal(0, (await ListAsync(story, "axolotl")).Total);
        await story.RestartAsync();
        Assert.Empty(await FoundAsync(story, words));
        Assert.Empty((await story.VerifyAsync()).Findings);
        var timeline = await story.TimelineAsync();
        Assert.All(texts, entry => Assert.Equal("Must go", timeline.Find(entry.Version)!.Redaction?.Reason));
    }

    private static Task<Page<IncidentRow>> ListAsync(Scenario story, string text) => story.Get<IIncidentQueries>().ListAsync(new IncidentFilter(Text: text), Viewer.System, Scenario.End);

    private static async Task<IReadOnlyList<string>> FoundAsync(Scenario story, string[] words)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(story.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Scenario.End);
            var text = Encoding.Latin1.GetString(bytes.ToArray());
            found.UnionWith(words.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
        }

        return [.. found];
    }
}
