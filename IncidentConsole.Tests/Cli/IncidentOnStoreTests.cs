using System.Text.Json;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Cli;

namespace IncidentConsole.Tests.Cli;

/// <summary>The built program: over the API while the console runs, and on its store when its process was killed.</summary>
public sealed class IncidentOnStoreTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dead_console_is_worked_on_through_its_store_and_the_next_start_knows()
    {
        await using var console = await ConsoleProcess.StartAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["IncidentConsole__DemoPort"] = "0" }, End);
        var key = (await console.VerbAsync(End, "keys", "create", "night", "--role", "Commander")).Output.Trim().Split('\n')[^1];
        string[] running = ["--url", console.Address.ToString(), "--key", key];

        var (open, status) = await RunAsync([.. running, "status"]);
        Assert.True(open is IncidentExit.Found or IncidentExit.Pressing, status);
        Assert.Contains("INC-2", status, StringComparison.Ordinal);
        var (held, whose) = await RunAsync("status", "--store");
        Assert.Equal(IncidentExit.NotReached, held);
        Assert.Contains("A server (process", whose, StringComparison.Ordinal);

        await console.KillAsync(End);
        Assert.Equal(IncidentExit.NotReached, (await RunAsync([.. running, "status"])).Code);
        Assert.Contains("INC-2", (await RunAsync("active", "--store")).Output, StringComparison.Ordinal);
        var (blind, limits) = await RunAsync("detect", "inferadb", "--store=" + console.DataDirectory);
        Assert.Equal(IncidentExit.Pressing, blind);
        Assert.Contains("not known", limits, StringComparison.Ordinal);
        Assert.Equal(IncidentExit.Done, (await RunAsync("execute", "INC-2", "assess-pods", "--store", "--confirm", "--result", "Eight pods are ready")).Code);

        // The same rules: a responder may not resolve, whoever sits at the machine may.
        Assert.Equal(IncidentExit.NotReached, (await RunAsync("resolve", "2", "--store", "--as", "jonas@inferadb.example", "--notes", "Rolled back")).Code);
        Assert.Equal(IncidentExit.Done, (await RunAsync("resolve", "2", "--store", "--notes", "Rolled back")).Code);

        await console.StartAgainAsync(End);
        var (quiet, words) = await RunAsync([.. running, "status"]);
        Assert.Equal(IncidentExit.Done, quiet);
        Assert.StartsWith("No open incident", words, StringComparison.Ordinal);
        var export = JsonDocument.Parse((await RunAsync([.. running, "export", "2"])).Output).RootElement;
        var entries = export.GetProperty("timeline").EnumerateArray().Where(entry => entry.GetProperty("actor").GetString()!.EndsWith("(command line)", StringComparison.Ordinal)).ToList();
        Assert.Contains(entries, entry => entry.GetProperty("text").GetString() == "Eight pods are ready");
        Assert.Equal("Rolled back", export.GetProperty("resolutionNotes").GetString());

        Task<(int Code, string Output)> RunAsync(params string[] words) => console.VerbAsync(End, ["incident", .. words]);
    }

    [Fact]
    public async Task Where_no_store_is_it_says_so_and_makes_none()
    {
        await using var console = ConsoleProcess.Stopped([]);
        var (code, words) = await console.VerbAsync(End, "incident", "status", "--store");
        Assert.Equal(IncidentExit.Usage, code);
        Assert.Contains(console.DataDirectory, words, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(console.DataDirectory));
        Assert.Equal(IncidentExit.Done, (await console.VerbAsync(End, "incident", "--help")).Code);
    }
}
