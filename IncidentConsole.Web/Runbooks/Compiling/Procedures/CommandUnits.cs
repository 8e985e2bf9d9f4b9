using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>One step of a code block: the comments above it, and its lines.</summary>
/// <param name="Comments">Without their mark.</param>
/// <param name="Text">The command without those comments; empty where only comments stand.</param>
/// <param name="Lines">Comments included.</param>
internal sealed record CommandUnit(ImmutableArray<string> Comments, string Text, SourceLines Lines)
{
    /// <summary>The first comment.</summary>
    public string? Title => Comments.IsEmpty ? null : Comments[0];
}

/// <summary>
/// A code block as its steps. A comment at the start of a line begins a new step; a script without such comments is one step of several lines,
/// for what belongs together is not for a reader to guess.
/// </summary>
internal static partial class CommandUnits
{
    private static readonly HashSet<string> Sql = new(StringComparer.Ordinal) { "sql", "pgsql", "psql", "plsql", "mysql", "tsql" };
    private static readonly HashSet<string> Scripts = new(StringComparer.Ordinal) { "bash", "sh", "shell", "zsh", "console", "powershell", "ps1", "fish", "python", "py", "http", "redis" };

    /// <summary>True for a block that holds commands: by its language, or without one by its first word.</summary>
    public static bool HoldsCommands(Fence fence)
    {
        var said = fence.Content.Where(line => !string.IsNullOrWhiteSpace(line.Text) && !IsComment(line.Text, fence.Language)).ToList();
        // Lists written into a code block are lists ("1. Page on-call manager", "- PagerDuty", "[ ] Check").
        if (said.Count == 0 || said.Count(line => Item().IsMatch(line.Text)) * 2 > said.Count)
        {
            return false;
        }

        return Sql.Contains(fence.Language) || Scripts.Contains(fence.Language) || (fence.Language.Length == 0 && (KnownTool().IsMatch(said[0].Text) || Options().IsMatch(said[0].Text)));
    }

    public static bool IsKnownTool(string command) => KnownTool().IsMatch(command);

    /// <summary>What a command is stored under: "bash" and "sql" for all their relatives.</summary>
    public static string Language(Fence fence) => Sql.Contains(fence.Language) ? "sql" : fence.Language is "" or "sh" or "shell" or "zsh" or "console" ? "bash" : fence.Language;

    public static IReadOnlyList<CommandUnit> Of(Fence fence)
    {
        var units = new List<CommandUnit>();
        var comments = new List<TextLine>();
        var lines = new List<TextLine>();
        void Close()
        {
            while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[^1].Text))
            {
                lines.RemoveAt(lines.Count - 1);
            }

            if (comments.Count + lines.Count > 0)
            {
                var numbers = comments.Concat(lines).Select(line => line.Number).ToList();
                units.Add(new CommandUnit([.. comments.Select(line => Words(line.Text))], string.Join('\n', lines.Select(line => line.Text)), new SourceLines(numbers.Min(), numbers.Max())));
            }

            comments.Clear();
            lines.Clear();
        }

        foreach (var line in fence.Content)
        {
            if (IsComment(line.Text, fence.Language))
            {
                if (lines.Count > 0)
                {
                    Close();
                }

                comments.Add(line);
            }
            else if (lines.Count > 0 || !string.IsNullOrWhiteSpace(line.Text))
            {
                lines.Add(line);
            }
            else if (comments.Count > 0)
            {
                // A comment with nothing but a blank line under it stands for itself.
                Close();
            }
        }

        Close();
        return units;
    }

    private static bool IsComment(string line, string language) =>
        (line.StartsWith('#') && !line.StartsWith("#!", StringComparison.Ordinal)) || (Sql.Contains(language) && line.StartsWith("--", StringComparison.Ordinal)) || line.StartsWith("// ", StringComparison.Ordinal);

    private static string Words(string comment) => comment.TrimStart('#', '-', '/', ' ').TrimEnd().TrimEnd(':');

    [GeneratedRegex(@"^\s*(?:[-*•]\s+[A-Z]|\d{1,2}[.)]\s|\[[ xX]?\]\s)", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    // A team's own tool: a name and at least one option ("search-ctl drain --region <region>").
    [GeneratedRegex(@"^\s{0,8}(?:\$\s)?[a-z][\w./-]{1,40}(?:\s{1,3}[^\s,;!?]{1,60}){0,12}?\s--?[a-z][\w-]{0,30}(?:[=\s]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Options();

    [GeneratedRegex(@"^\s*(?:\$\s)?(?:sudo\s)?(?:kubectl|oc|helm|docker|podman|curl|wget|ssh|systemctl|service|journalctl|psql|mysql|redis-cli|aws|gcloud|az|terraform|ansible|git|make|npm|python3?|tail|head|cat|grep|ls|ps|df|free|top|rm|cp|mv|kill|pkill|iptables|rpk|kafka-[a-z-]+|fdbcli|\./[\w.-]+)(?:\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex KnownTool();
}
