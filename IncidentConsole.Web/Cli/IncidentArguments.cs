namespace IncidentConsole.Web.Cli;

/// <summary>The words after <c>incident</c>, read: the verb, what it is about, and its options. Says in words what is wrong with them.</summary>
internal sealed record IncidentArguments(string Verb, IReadOnlyList<string> About, IReadOnlyDictionary<string, IReadOnlyList<string>> Options)
{
    private const string Store = "store";

    /// <summary>Options that stand alone.</summary>
    private static readonly HashSet<string> Flags = ["json", "confirm", "send", "declare", "help"];

    /// <summary>Options with a value after them.</summary>
    private static readonly HashSet<string> Valued = ["url", "key", "as", "notes", "reason", "result", "set", "out", "pdf", "target"];

    /// <summary>May be given more than once.</summary>
    private const string Repeated = "set";

    public bool Has(string option) => Options.ContainsKey(option);

    public string? Value(string option) => Options.TryGetValue(option, out var values) ? values[^1] : null;

    /// <summary>The words of <c>incident …</c> from the program's arguments; null for another verb.</summary>
    public static IReadOnlyList<string>? Of(IReadOnlyList<string> arguments) => arguments is ["incident", ..] ? [.. arguments.Skip(1)] : null;

    /// <summary>The data directory of <c>--store DIRECTORY</c>, absolute; empty for <c>--store</c> alone, null where the store is not asked for.</summary>
    public static string? StoreOf(IReadOnlyList<string> arguments) =>
        Of(arguments) is { } words && Read(words).Words is { } read && !read.Has("help") && read.Value(Store) is { } folder ? folder.Length == 0 ? "" : Path.GetFullPath(folder) : null;

    public static (IncidentArguments? Words, string? Problem) Read(IReadOnlyList<string> words)
    {
        List<string> about = [];
        Dictionary<string, List<string>> options = new(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "-h")
            {
                options.TryAdd("help", [""]);
                continue;
            }

            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                about.Add(words[i]);
                continue;
            }

            var (name, value) = words[i][2..].Split('=', 2) is [var before, var after] ? (before, after) : (words[i][2..], null);
            if (Flags.Contains(name))
            {
                if (value is not null)
                {
                    return (null, $"--{name} takes no value.");
                }
            }
            else if (name == Store)
            {
                value ??= i + 1 < words.Count && IsFolder(words[i + 1]) ? words[++i] : "";
            }
            else if (Valued.Contains(name))
            {
                value ??= i + 1 < words.Count ? words[++i] : null;
                if (value is null)
                {
                    return (null, $"--{name} needs a value.");
                }
            }
            else
            {
                return (null, $"There is no option --{name} here.");
            }

            if (!options.TryAdd(name, [value ?? ""]))
            {
                if (name != Repeated)
                {
                    return (null, $"--{name} is there twice.");
                }

                options[name].Add(value ?? "");
            }
        }

        var verb = about.Count > 0 ? about[0] : "";
        return (new(verb, about.Count > 0 ? about[1..] : [], options.ToDictionary(option => option.Key, IReadOnlyList<string> (option) => option.Value, StringComparer.Ordinal)), null);
    }

    /// <summary>After a bare <c>--store</c>: "INC-7" is about an incident, "/srv/incidents" and what is a folder here is where the store lies.</summary>
    private static bool IsFolder(string word) => !word.StartsWith('-') && (word.Contains(Path.DirectorySeparatorChar) || word.StartsWith('.') || Directory.Exists(word));
}
