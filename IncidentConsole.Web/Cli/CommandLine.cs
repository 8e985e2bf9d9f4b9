using IncidentConsole.Web.Store;

namespace IncidentConsole.Web.Cli;

/// <summary>
/// The verbs of the program: <c>dotnet run --project IncidentConsole.Web -- VERB …</c>. They run on the server's own services without starting it.
/// Exit codes: 0 done, 1 refused or failed, 2 no store here, 64 not understood.
/// </summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int NoStore = 2;
    public const int NotUnderstood = 64;

    private static readonly Verb[] Verbs = [IncidentCommands.Verb, KeyCommands.Verb, RunbookCommands.Verb, StoreCommands.Verb];

    public static bool HasVerb(string[] args) => args.Length > 0 && !args[0].StartsWith('-');

    /// <summary>True for what holds the store alone: the server, and <c>incident … --store</c> while there is none.</summary>
    public static bool HoldsStore(string[] args) => !HasVerb(args) || IncidentArguments.StoreOf(args) is not null;

    /// <summary>The arguments that are configuration. The words of <c>incident</c> are not: "--set urls=…" must set nothing here.</summary>
    public static string[] Configuration(string[] args) => IncidentArguments.Of(args) is null ? args
        : IncidentArguments.StoreOf(args) is { Length: > 0 } folder ? [$"--IncidentConsole:DataDirectory={folder}"]
        : [];

    public static async Task<int> RunAsync(IServiceProvider services, string[] args, CancellationToken cancellationToken)
    {
        if (Verbs.FirstOrDefault(verb => verb.Name == args[0]) is not { } verb)
        {
            await Console.Error.WriteLineAsync($"There is no \"{args[0]}\". Known: {string.Join(", ", Verbs.Select(known => known.Name))}. Without a word the server starts.");
            return NotUnderstood;
        }

        var store = services.GetRequiredService<StoreLocation>();
        if (verb.NeedsStore && !store.Exists)
        {
            await Console.Error.WriteLineAsync($"There is no store in {store.DataDirectory}. Start the server once, or name its folder with IncidentConsole__DataDirectory.");
            return NoStore;
        }

        var call = new VerbCall(services, args[1..], Console.Out, Console.Error);
        var code = await verb.RunAsync(call, cancellationToken);
        if (code == NotUnderstood)
        {
            await Console.Error.WriteLineAsync(verb.Usage);
        }

        return code;
    }
}

/// <param name="Usage">Shown when the words were not understood.</param>
/// <param name="RunAsync">Returns the exit code.</param>
internal sealed record Verb(string Name, string Usage, Func<VerbCall, CancellationToken, Task<int>> RunAsync)
{
    /// <summary>False for a verb that works without a store, or finds its own.</summary>
    public bool NeedsStore { get; init; } = true;
}

/// <param name="Words">What stood after the verb.</param>
internal sealed record VerbCall(IServiceProvider Services, IReadOnlyList<string> Words, TextWriter Output, TextWriter Errors)
{
    /// <summary>The word after <c>--name</c>; null when it is not there.</summary>
    public string? Option(string name)
    {
        for (var i = 0; i + 1 < Words.Count; i++)
        {
            if (Words[i] == $"--{name}")
            {
                return Words[i + 1];
            }
        }

        return null;
    }
}
