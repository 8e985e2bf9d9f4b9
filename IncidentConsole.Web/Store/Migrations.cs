using System.Data.Common;
using System.Reflection;
using Dapper;

namespace IncidentConsole.Web.Store;

/// <summary>Forward-only migrations: the embedded files <c>Migrations/NNNN-name.sql</c>, one SQL for both engines, applied in order, each in a transaction; in a new store all in one.</summary>
internal static class Migrations
{
    private const string Prefix = "migrations/";

    /// <summary>In order.</summary>
    public static IReadOnlyList<Migration> Known { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => new Migration(Path.GetFileNameWithoutExtension(name[Prefix.Length..]), Read(name)))];

    /// <param name="backUp">Makes a copy before an existing store is changed; gets the name of the first migration.</param>
    /// <exception cref="StoreException">The store has a migration this program does not know: it was written by a newer one.</exception>
    public static async Task ApplyAsync(DbConnection connection, string store, IReadOnlyList<Migration> known, TimeProvider clock, Func<string, Task> backUp, CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(connection, store, known);
        var missing = known.Where(migration => !applied.Contains(migration.Name)).ToList();
        if (missing.Count > 0 && applied.Count > 0)
        {
            await backUp(missing[0].Name);
        }

        // A new store gets all of them at once: half of one is no store, and the disk is waited for once.
        foreach (var step in applied.Count == 0 ? [missing] : missing.Select(migration => (List<Migration>)[migration]))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            foreach (var (name, sql) in step)
            {
                await connection.ExecuteAsync(sql, transaction: transaction);
                await connection.ExecuteAsync("INSERT INTO migration (name, applied_at) VALUES (@name, @at)", new { name, at = clock.GetUtcNow() }, transaction);
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <returns>The names of what was applied.</returns>
    /// <exception cref="StoreException">There is one this program does not know.</exception>
    public static async Task<IReadOnlySet<string>> AppliedAsync(DbConnection connection, string store, IReadOnlyList<Migration> known)
    {
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)");
        var applied = (await connection.QueryAsync<string>("SELECT name FROM migration")).ToHashSet();
        return applied.Except(known.Select(migration => migration.Name)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? throw new StoreException($"The store {store} was written by a newer Incident Console (it has \"{unknown}\", which this program does not know). Start the newer program, or restore a backup made before.")
            : applied;
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <param name="Name">Unique for ever, e.g. <c>0001-log</c>; recorded in the store.</param>
internal sealed record Migration(string Name, string Sql);
