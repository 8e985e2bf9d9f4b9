using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Cli;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Cli;

/// <summary>What a team's CI sees: lines with numbers, and exit codes it can trust.</summary>
public sealed class RunbookCommandsTests : IDisposable
{
    private const string Markdown = """
        # Search incidents

        Owner: Search team

        ```incident-console
        severities:
          levels:
            - rank: 1
              response: PT3M
        ```

        A sentence that no rule knows.
        """;

    private readonly StoreFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task A_runbook_is_checked_without_a_store()
    {
        var file = await WriteAsync(Markdown);

        Assert.Equal(0, await RunAsync("check", file));

        var said = output.ToString();
        Assert.Contains("Search incidents (search-incidents, en)", said, StringComparison.Ordinal);
        Assert.Contains("SEV1 Critical 3 min", said, StringComparison.Ordinal);
        Assert.Contains($"{file}:12: unread: no rule knows what this is about: A sentence that no rule knows.", said, StringComparison.Ordinal);
        Assert.Contains($"{file}:9: unsure: severities/levels/1/response is PT3M (It goes by rank alone, which is SEV1 today", said, StringComparison.Ordinal);
        Assert.Matches(@"It compiles, with .*1 unread part", said);
        Assert.Empty(errors.ToString());
        Assert.False(File.Exists(folder.Location.File));
    }

    [Fact]
    public async Task Json_is_the_runbook_alone()
    {
        Assert.Equal(0, await RunAsync("check", await WriteAsync(Markdown), "--json", "--slug", "search"));

        var runbook = RunbookJson.Read(System.Text.Encoding.UTF8.GetBytes(output.ToString()));
        Assert.Equal(("search", TimeSpan.FromMinutes(3)), (runbook.Slug, runbook.Severities[1].Response.Within!.Value));
        Assert.Contains(":12: unread:", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_compile_ends_with_1_and_its_line()
    {
        var file = await WriteAsync(Markdown.Replace("PT3M", "soon", StringComparison.Ordinal));

        Assert.Equal(1, await RunAsync("check", file));

        Assert.StartsWith($"{file}:9: error: severities/levels/1/response cannot be \"soon\". Write a time like PT15M", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("check", Path.Combine(folder.Path, "missing.md")));
        Assert.Equal(1, await RunAsync("check", await WriteAsync("  ")));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("check", "a.md", "b.md")]
    [InlineData("check", "a.md", "--colour")]
    [InlineData("check", "a.md", "--slug", "Not A Slug")]
    [InlineData("export")]
    [InlineData("polish", "a.md")]
    public async Task Wrong_words_end_with_2_and_the_usage(params string[] words)
    {
        Assert.Equal(2, await RunAsync(words));
        Assert.Contains("runbook check FILE", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_teaches()
    {
        Assert.Equal(0, await RunAsync("check", "--help"));
        Assert.Contains("Exit code: 0 it compiles", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_runbook_in_use_is_written_as_markdown_that_compiles_to_it()
    {
        Assert.Equal(CommandLine.NoStore, await RunAsync("export", "standard"));
        await using var server = await StoreFixture.OpenAsync(folder.Location);

        Assert.Equal(0, await RunAsync("export", "standard"));
        var file = await WriteAsync(output.ToString());
        output.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync("check", file, "--json"));
        Assert.Equal(RunbookLibrary.Standard.Key, RunbookJson.KeyOf(RunbookJson.Read(System.Text.Encoding.UTF8.GetBytes(output.ToString()))));

        Assert.Equal(1, await RunAsync("export", "nothing"));
        Assert.Contains("There is no runbook \"nothing\". There are: ", errors.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string markdown)
    {
        var file = Path.Combine(folder.Path, $"{Path.GetRandomFileName()}.md");
        await File.WriteAllTextAsync(file, markdown, Cancel);
        return file;
    }

    private async Task<int> RunAsync(params string[] words)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["IncidentConsole:DataDirectory"] = folder.Path;
        builder.Services.AddSingleton(TimeProvider.System).AddStore(builder.Configuration, builder.Environment, isServer: false).AddCatalog().AddRunbooks();
        await using var services = builder.Services.BuildServiceProvider();
        return await RunbookCommands.Verb.RunAsync(new VerbCall(services, words, output, errors), Cancel);
    }
}
