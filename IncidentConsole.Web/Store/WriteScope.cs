using System.Data.Common;

namespace IncidentConsole.Web.Store;

/// <summary>
/// What one unit of work writes through, inside its transaction. Dapper on <see cref="Connection"/> is right for most; the log's own statements
/// go through <see cref="Command"/>, which keeps each one prepared on SQLite's write connection (Npgsql prepares by itself).
/// </summary>
public sealed class WriteScope
{
    private readonly Dictionary<string, DbCommand>? kept;

    internal WriteScope(DbConnection connection, bool keepsCommands)
    {
        Connection = connection;
        kept = keepsCommands ? [] : null;
    }

    public DbConnection Connection { get; }

    /// <summary>Runs a statement and returns the number of rows it touched.</summary>
    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteNonQueryAsync();

    /// <summary>The one value a statement returns; null when it returns no row.</summary>
    public Task<object?> ScalarAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteScalarAsync();

    /// <summary>A command with its parameters set. Pass the same names in the same order for the same SQL, and let go of its reader before the next use.</summary>
    internal DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (kept is not null && kept.TryGetValue(sql, out var command))
        {
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
            }

            return command;
        }

        command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        kept?.Add(sql, command);
        return command;
    }
}
