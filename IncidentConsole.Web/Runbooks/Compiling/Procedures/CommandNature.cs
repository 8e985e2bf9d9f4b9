namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

internal enum CommandEffect
{
    /// <summary>Nothing is known of it: neither harmless nor marked.</summary>
    Unknown,

    /// <summary>It only looks.</summary>
    Looks,

    /// <summary>It changes or deletes in production.</summary>
    Changes,
}

/// <summary>What a command does to production.</summary>
/// <param name="Target">What it touches, as a person types it to confirm: "deployment/kaizen", "&lt;ATTACKER_IP&gt;"; null where that is not known.</param>
internal sealed record CommandNature(CommandEffect Effect, string? Target = null)
{
    public static CommandNature Unknown { get; } = new(CommandEffect.Unknown);

    public static CommandNature Looks { get; } = new(CommandEffect.Looks);

    /// <summary>Part of a script that does nothing of itself ("done").</summary>
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal) { "done", "fi", "esac", "}", "{", "true", "exit", "cd", "set", "export" };

    private static readonly HashSet<string> Before = new(StringComparer.Ordinal) { "do", "then", "else", "if", "elif", "while", "until", "!", "time", "nohup", "exec", "command", "watch", "env", "xargs", "sudo" };

    private static readonly HashSet<string> Shells = new(StringComparer.OrdinalIgnoreCase) { "", "bash", "sh", "shell", "zsh", "console", "fish", "terminal", "powershell" };

    public static bool IsShell(string language) => Shells.Contains(language);

    public static CommandNature Of(string text, string language)
    {
        if (language.Equals("sql", StringComparison.OrdinalIgnoreCase) || language.EndsWith("sql", StringComparison.OrdinalIgnoreCase))
        {
            return SqlNature.Of(text);
        }

        return IsShell(language) ? All(ShellWords.Read(text)) : Unknown;
    }

    private static CommandNature All(IReadOnlyList<ShellCommand> commands)
    {
        var looks = false;
        var unknown = false;
        CommandNature? changes = null;
        foreach (var command in commands)
        {
            if (Naked(command.Words) is not { Count: > 0 } words || Empty.Contains(words[0]) || words[0] == "for")
            {
                continue;
            }

            var nature = ToolNature.Of(words);
            looks |= nature.Effect == CommandEffect.Looks;
            unknown |= nature.Effect == CommandEffect.Unknown || (command.WritesFile && nature.Effect == CommandEffect.Looks);
            if (nature.Effect == CommandEffect.Changes && changes?.Target is null)
            {
                changes = nature;
            }
        }

        return changes ?? (looks && !unknown ? Looks : Unknown);
    }

    // Without "sudo", "then", "FOO=1" and the like before the command itself.
    private static List<string> Naked(IReadOnlyList<string> words)
    {
        var from = 0;
        while (from < words.Count)
        {
            if (Before.Contains(words[from]))
            {
                from++;
                while (from < words.Count && words[from].StartsWith('-'))
                {
                    from += words[from] is "-u" or "-n" or "-I" or "-P" ? 2 : 1;
                }
            }
            else if (words[from].Contains('=', StringComparison.Ordinal) && char.IsLetter(words[from][0]) && !words[from].Contains('/', StringComparison.Ordinal) && words[from].IndexOf('=', StringComparison.Ordinal) > 0)
            {
                from++;
            }
            else
            {
                break;
            }
        }

        return [.. words.Skip(from)];
    }
}
