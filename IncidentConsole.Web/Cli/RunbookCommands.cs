using System.Text;
using System.Text.Json;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Web.Cli;

/// <summary>
/// Runbooks from the command line: checking a Markdown file, so that a team's CI can do it (no store, no server), and writing out what runs.
/// Exit codes of check: 0 it compiles, 1 it does not, 2 wrong words.
/// </summary>
internal static class RunbookCommands
{
    public const int WrongWords = 2;

    private const string Usage = """
        runbook check FILE [--slug NAME] [--json] [--facts]
            Compiles a Markdown runbook and says what was understood, what was not, and what is missing, with line numbers.
            FILE is "-" for standard input. Needs no server and no store.
              --slug NAME   the runbook's short name, instead of one made from its title
              --facts       also lists every fact with its line and how sure it is
              --json        prints the compiled runbook as JSON; everything else goes to standard error
            Exit code: 0 it compiles (warnings are listed), 1 it does not, 2 the words were not understood.

        runbook export NAME
            Prints the runbook in use as Markdown that compiles to the same runbook again. Needs the store.

        A value that was read wrongly is stated in the Markdown itself, in a block like this; it wins over the words:
            ```incident-console
            severities:
              levels:
                - rank: 2
                  was: { label: SEV2 }
                  response: PT15M
                  thresholds:
                    change:
                      - was: { metric: Error rate }
                        now: { value: 3 }
            ```
        "was" says which entry is meant, wherever it stands; without it one is added, with an empty "now" one is taken out.
        Where the text no longer says what "was" says, the value is not used, and check lists it with its line.
        """;

    private static readonly JsonSerializerOptions Indented = new(RunbookJson.Options) { WriteIndented = true };

    public static Verb Verb { get; } = new("runbook", Usage, RunAsync) { NeedsStore = false };

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken)
    {
        if (call.Words.Contains("--help") || call.Words is [] or ["help"])
        {
            await call.Output.WriteLineAsync(Usage);
            return CommandLine.Done;
        }

        return call.Words.ToArray() switch
        {
            ["check", .. var rest] when CheckCall.Read(rest) is { } check => await CheckAsync(call, check, cancellationToken),
            ["export", var slug] when !slug.StartsWith('-') => await ExportAsync(call, slug, cancellationToken),
            _ => await MisunderstoodAsync(call),
        };
    }

    private static async Task<int> CheckAsync(VerbCall call, CheckCall check, CancellationToken cancellationToken)
    {
        string markdown;
        try
        {
            markdown = check.File == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(check.File, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            await call.Errors.WriteLineAsync($"{check.Name}: error: it cannot be read: {exception.Message}");
            return CommandLine.Failed;
        }

        var reading = call.Services.GetRequiredService<IRunbookCompiler>().Compile(markdown, check.Named);
        if (reading.Compilation is not { } compilation)
        {
            await call.Errors.WriteLineAsync($"{check.Name}:{reading.Unreadable!.Line ?? 1}: error: {reading.Unreadable.Problem}");
            return CommandLine.Failed;
        }

        var report = new RunbookReport(check.Name, compilation);
        if (check.Json)
        {
            await call.Output.WriteLineAsync(JsonSerializer.Serialize(compilation.Runbook, Indented));
            await call.Errors.WriteAsync(report.Findings(check.Facts));
        }
        else
        {
            await call.Output.WriteAsync(report.Summary() + report.Findings(check.Facts) + report.Verdict());
        }

        return CommandLine.Done;
    }

    private static async Task<int> ExportAsync(VerbCall call, string slug, CancellationToken cancellationToken)
    {
        var location = call.Services.GetRequiredService<StoreLocation>();
        if (!location.Exists)
        {
            await call.Errors.WriteLineAsync($"There is no store in {location.DataDirectory}. Start the server once, or name its folder with IncidentConsole__DataDirectory.");
            return CommandLine.NoStore;
        }

        await call.Services.GetRequiredService<Database>().OpenAsync(cancellationToken);
        var catalog = call.Services.GetRequiredService<ICatalog>();
        if (await catalog.CurrentRunbookAsync(slug, cancellationToken) is { } version)
        {
            await call.Output.WriteAsync(call.Services.GetRequiredService<IRunbookCompiler>().ToMarkdown(version.Runbook));
            return CommandLine.Done;
        }

        var known = (await catalog.CurrentRunbooksAsync(cancellationToken)).Select(current => current.Runbook.Slug);
        await call.Errors.WriteLineAsync($"There is no runbook \"{slug}\". There are: {string.Join(", ", known)}.");
        return CommandLine.Failed;
    }

    private static async Task<int> MisunderstoodAsync(VerbCall call)
    {
        await call.Errors.WriteLineAsync($"\"runbook {string.Join(' ', call.Words)}\" was not understood.");
        await call.Errors.WriteLineAsync(Usage);
        return WrongWords;
    }

    /// <param name="File">A path, or <c>-</c> for standard input.</param>
    private sealed record CheckCall(string File, string? Named, bool Json, bool Facts)
    {
        public string Name => File == "-" ? "stdin" : File;

        /// <returns>Null for words that do not make a call.</returns>
        public static CheckCall? Read(IReadOnlyList<string> words)
        {
            var call = new CheckCall("", null, false, false);
            for (var i = 0; i < words.Count; i++)
            {
                switch (words[i])
                {
                    case "--json":
                        call = call with { Json = true };
                        break;
                    case "--facts":
                        call = call with { Facts = true };
                        break;
                    case "--slug" when i + 1 < words.Count && Slug.IsValid(words[i + 1]):
                        call = call with { Named = words[++i] };
                        break;
                    case var file when call.File.Length == 0 && (file == "-" || !file.StartsWith('-')):
                        call = call with { File = file };
                        break;
                    default:
                        return null;
                }
            }

            return call.File.Length == 0 ? null : call;
        }
    }
}
