using System.Text;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Tests.Store;

/// <summary>A redacted text is in no file of the store, neither as a row nor as a word of the full-text index nor in the write-ahead log.</summary>
public sealed class RedactionOnDiskTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task No_file_holds_a_redacted_text()
    {
        await using var database = await StoreFixture.OpenAsync(folder.Location);
        var world = new StoreWorld(new EventLog(database, TimeProvider.System));
        await world.AppendAsync("a", StoreWorld.Declared(1, "xylophone outage"));
        for (var i = 0; i < 20; i++)
        {
            await world.AppendAsync("a", new NoteAdded(NoteKind.Note, new Prose($"zebrafish {i}")));
        }

        await world.AppendAsync("a", new PostmortemSectionSaved("impact", 1, new Prose("quagmire")));
        Assert.Equal(["quagmire", "xylophone", "zebrafish"], await FoundAsync("quagmire", "xylophone", "zebrafish"));

        await world.AppendAsync("a", [1, .. Enumerable.Range(2, 20), 22], null, [.. Enumerable.Range(1, 22).Select(version => new EntryRedacted(version))]);
        Assert.Empty(await FoundAsync("quagmire", "xylophone", "zebrafish"));
    }

    private async Task<IReadOnlyList<string>> FoundAsync(params string[] words)
    {
        var found = new List<string>();
        foreach (var file in Directory.GetFiles(folder.Path, "console.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            var text = Encoding.Latin1.GetString(bytes.ToArray());
            found.AddRange(words.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
        }

        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }
}
