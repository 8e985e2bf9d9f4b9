using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>Whether SQL only reads; what it changes otherwise.</summary>
internal static partial class SqlNature
{
    public static CommandNature Of(string sql)
    {
        var bare = Text().Replace(Comment().Replace(sql, " "), "''");
        if (Changing().Match(bare) is { Success: true } change)
        {
            return ToolNature.Changes(change.Groups["what"].Success ? change.Groups["what"].Value : change.Groups["call"].Value);
        }

        var statements = bare.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return statements.Length > 0 && statements.All(statement => Reading().IsMatch(statement)) ? CommandNature.Looks : CommandNature.Unknown;
    }

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex("'[^']*'", RegexOptions.CultureInvariant)]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(?:(?:DROP|ALTER)\s+(?:TABLE|INDEX|DATABASE|VIEW|SCHEMA|USER|ROLE|SYSTEM)(?:\s+IF\s+EXISTS)?\s+(?<what>[\w.""<>-]+)|TRUNCATE(?:\s+TABLE)?\s+(?<what>[\w.""<>-]+)|DELETE\s+FROM\s+(?<what>[\w.""<>-]+)|UPDATE\s+(?<what>[\w.""<>-]+)\s+SET|INSERT\s+INTO\s+(?<what>[\w.""<>-]+)|REINDEX\s+\w+\s+(?<what>[\w.""<>-]+)|(?<call>pg_terminate_backend|pg_cancel_backend|KILL|VACUUM\s+FULL|SHUTDOWN)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Changing();

    [GeneratedRegex(@"^\s*(?:SELECT|SHOW|EXPLAIN(?!\s+ANALYZE)|DESCRIBE|\\d|\\l)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reading();
}
