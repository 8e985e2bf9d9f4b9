using IncidentConsole.Web.Hosting;

namespace IncidentConsole.Web.Cli;

/// <summary><c>incident …</c>: looks at and works on incidents from a shell, over a running console's API or on the store of a dead one.</summary>
internal static class IncidentCommands
{
    private static readonly string[] Everywhere = ["url", "key", "store", "as", "json", "help"];

    public static Verb Verb { get; } = new("incident", IncidentHelp.Overview, RunAsync) { NeedsStore = false };

    internal static IReadOnlyList<IncidentVerb> Verbs { get; } =
    [
        new("status", [], 0, 1, IncidentLook.StatusAsync),
        new("active", [], 0, 0, IncidentLook.ActiveAsync),
        new("detect", [], 0, 1, IncidentDetect.DetectAsync),
        new("auto-detect", ["declare"], 0, 0, IncidentDetect.AutoDetectAsync),
        new("emergency-ref", [], 0, 1, IncidentReference.ReferenceAsync),
        new("procedures", [], 1, 1, IncidentReference.ProceduresAsync),
        new("execute", ["confirm", "send", "set", "target", "reason", "result"], 2, 2, IncidentExecute.RunAsync),
        new("resolve", ["notes", "reason"], 1, 1, IncidentEnd.ResolveAsync),
        new("export", ["out", "pdf"], 1, 1, IncidentEnd.ExportAsync),
    ];

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken)
    {
        var (words, problem) = IncidentArguments.Read(call.Words);
        if (words is null)
        {
            return await UsageAsync(call, null, problem!);
        }

        var verb = Verbs.FirstOrDefault(known => known.Name == words.Verb);
        if (words.Has("help") || words.Verb is "" or "help")
        {
            var about = words.Verb == "help" && words.About is [var named, ..] ? Verbs.FirstOrDefault(known => known.Name == named) : verb;
            await call.Output.WriteLineAsync(about is null ? IncidentHelp.Overview : IncidentHelp.Of(about.Name));
            return words.Has("help") || words.Verb == "help" ? IncidentExit.Done : IncidentExit.Usage;
        }

        if (verb is null)
        {
            return await UsageAsync(call, null, $"There is no \"incident {words.Verb}\". Known: {string.Join(", ", Verbs.Select(known => known.Name))}.");
        }

        if (words.Options.Keys.Except(Everywhere).Except(verb.Options).FirstOrDefault() is { } stray)
        {
            return await UsageAsync(call, verb, $"incident {verb.Name} has no option --{stray}.");
        }

        if (words.About.Count < verb.Least || words.About.Count > verb.Most)
        {
            return await UsageAsync(call, verb, words.About.Count < verb.Least ? $"incident {verb.Name} needs more words." : $"incident {verb.Name} does not know what to do with \"{words.About[verb.Most]}\".");
        }

        var reach = await ReachAsync(call, words, cancellationToken);
        if (reach.Value is not { } console)
        {
            await call.Errors.WriteLineAsync(reach.Problem);
            return reach.Code;
        }

        await using (console)
        {
            return await verb.RunAsync(new IncidentCall(words, console, call.Output, call.Errors), cancellationToken);
        }
    }

    private static async Task<Reply<IIncidentReach>> ReachAsync(VerbCall call, IncidentArguments words, CancellationToken cancellationToken)
    {
        if (words.Has("store"))
        {
            return words.Has("url") || words.Has("key")
                ? new(null, IncidentExit.Usage, "Either --store, or --url and --key: not both.")
                : await IncidentOnStore.OpenAsync(call.Services, words.Value("as"), cancellationToken);
        }

        if (words.Has("as"))
        {
            return new(null, IncidentExit.Usage, "--as goes with --store. A key acts as a person when it was made with --as: keys create NAME --role ROLE --as EMAIL.");
        }

        var said = words.Value("url") ?? Environment.GetEnvironmentVariable("INCIDENT_CONSOLE_URL") ?? ConsoleHost.DefaultUrl;
        if (!Uri.TryCreate(said.EndsWith('/') ? said : said + "/", UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return new(null, IncidentExit.Usage, $"\"{said}\" is no address. Give one like https://incidents.example.org.");
        }

        return (words.Value("key") ?? Environment.GetEnvironmentVariable("INCIDENT_CONSOLE_KEY")) is { Length: > 0 } key
            ? new(new IncidentOverHttp(url, key.Trim()))
            : Reply<IIncidentReach>.NotReached($"An API key is needed for {url}. Put one into INCIDENT_CONSOLE_KEY; this makes one, on the machine of the console: keys create NAME --role Responder --as EMAIL");
    }

    private static async Task<int> UsageAsync(VerbCall call, IncidentVerb? verb, string problem)
    {
        await call.Errors.WriteLineAsync($"{problem} Help: incident {(verb is null ? "" : verb.Name + " ")}--help");
        return IncidentExit.Usage;
    }
}

/// <param name="Options">Besides those every verb has.</param>
/// <param name="Least">Words it needs after its name.</param>
/// <param name="RunAsync">Returns the exit code.</param>
internal sealed record IncidentVerb(string Name, IReadOnlyList<string> Options, int Least, int Most, Func<IncidentCall, CancellationToken, Task<int>> RunAsync);
