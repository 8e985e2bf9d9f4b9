namespace IncidentConsole.Domain.Runbooks.Filling;

/// <summary>A runbook's command with its placeholders filled, so that what a person types can never become a second command.</summary>
public static class CommandFill
{
    /// <param name="values">By name without brackets; what is missing or empty is a problem of the answer.</param>
    public static FilledText Fill(RunbookCommand command, IReadOnlyDictionary<string, string> values)
    {
        var names = command.Placeholders.IsDefault ? [] : command.Placeholders;
        switch (command.Language.ToUpperInvariant())
        {
            case "BASH" or "SH" or "SHELL" or "ZSH" or "KSH" or "CONSOLE" or "":
                var shell = new ShellReader();
                return Placeholder.Fill(command.Text, names, values, shell.Pass, shell.Encode);
            case "SQL" or "POSTGRESQL" or "MYSQL" or "PSQL":
                var sql = new SqlReader();
                return Placeholder.Fill(command.Text, names, values, sql.Pass, sql.Encode) with { Warning = names.IsEmpty ? null : SqlReader.Warning };
            default:
                return Placeholder.Fill(command.Text, names, values, _ => { }, (name, value) => Values.PlainOnly(name, value, $"in {command.Language}, which the console cannot quote"));
        }
    }
}
