using System.Collections.Concurrent;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Web.Store.Catalog;

/// <summary>
/// The published runbooks. Versions are immutable, so each is read from the store once and kept. Before the first read the runbooks that
/// ship with the program are published where their key is new: a changed file becomes a new version, running incidents keep theirs.
/// </summary>
internal sealed class RunbookShelf(Database database, TimeProvider clock)
{
    private const string Insert = "INSERT INTO runbook_version (key, slug, body, published_at) VALUES (@key, @slug, @body, @now) ON CONFLICT (key) DO NOTHING";
    private const string Point = "INSERT INTO runbook (slug, current_key) VALUES (@slug, @key) ON CONFLICT (slug) DO UPDATE SET current_key = excluded.current_key WHERE runbook.current_key <> excluded.current_key";
    private const string Body = "SELECT body FROM runbook_version WHERE key = @key";
    private const string Current = "SELECT current_key FROM runbook WHERE slug = @slug";
    private const string AllCurrent = "SELECT current_key FROM runbook ORDER BY slug";

    private readonly ConcurrentDictionary<RunbookKey, Runbook> versions = new();
    private readonly SemaphoreSlim first = new(1, 1);
    private bool isStocked;

    public async Task<RunbookVersion?> CurrentAsync(string slug, CancellationToken cancellationToken)
    {
        await StockAsync(cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var key = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Current, new { slug }, cancellationToken: cancellationToken));
        return key is null ? null : await VersionAsync(new RunbookKey(key), cancellationToken);
    }

    public async Task<IReadOnlyList<RunbookVersion>> AllCurrentAsync(CancellationToken cancellationToken)
    {
        await StockAsync(cancellationToken);
        List<string> keys;
        await using (var connection = await database.OpenReadAsync(cancellationToken))
        {
            keys = [.. await connection.QueryAsync<string>(new CommandDefinition(AllCurrent, cancellationToken: cancellationToken))];
        }

        List<RunbookVersion> current = [];
        foreach (var key in keys)
        {
            current.Add(await VersionAsync(new RunbookKey(key), cancellationToken));
        }

        return current;
    }

    /// <summary>Any version ever published, from memory; only the first look at a version reads the store, and then waits for it.</summary>
    /// <exception cref="KeyNotFoundException">No such version was ever published.</exception>
    public Runbook Get(RunbookKey key) => versions.TryGetValue(key, out var runbook) ? runbook : VersionAsync(key, CancellationToken.None).GetAwaiter().GetResult().Runbook;

    public async Task<RunbookVersion> PublishAsync(Runbook runbook, Actor by, CancellationToken cancellationToken)
    {
        await StockAsync(cancellationToken);
        return await PutAsync(runbook, by, cancellationToken);
    }

    private async Task<RunbookVersion> PutAsync(Runbook runbook, Actor by, CancellationToken cancellationToken)
    {
        var body = RunbookJson.Write(runbook);
        var key = RunbookJson.KeyOf(body);
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async scope =>
            {
                await scope.Connection.ExecuteAsync(Insert, new { key = key.Value, slug = runbook.Slug, body = System.Text.Encoding.UTF8.GetString(body), now });
                if (await scope.Connection.ExecuteAsync(Point, new { slug = runbook.Slug, key = key.Value }) > 0)
                {
                    await Accounts.AuditStore.AddAsync(scope, now, by, $"published version {key.Value[..8]}", $"runbook {runbook.Slug}");
                }
            },
            cancellationToken);
        versions[key] = runbook;
        return new RunbookVersion(key, runbook);
    }

    private async Task<RunbookVersion> VersionAsync(RunbookKey key, CancellationToken cancellationToken)
    {
        if (!versions.TryGetValue(key, out var runbook))
        {
            await using var connection = await database.OpenReadAsync(cancellationToken).ConfigureAwait(false);
            var body = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Body, new { key = key.Value }, cancellationToken: cancellationToken)).ConfigureAwait(false)
                ?? throw new KeyNotFoundException($"Runbook version {key} was never published in this store.");
            runbook = versions.GetOrAdd(key, RunbookJson.Read(System.Text.Encoding.UTF8.GetBytes(body)));
        }

        return new RunbookVersion(key, runbook);
    }

    private async Task StockAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref isStocked))
        {
            return;
        }

        await first.WaitAsync(cancellationToken);
        try
        {
            if (!isStocked)
            {
                foreach (var shipped in RunbookLibrary.All)
                {
                    await PutAsync(shipped.Runbook, Actor.System, cancellationToken);
                }

                Volatile.Write(ref isStocked, true);
            }
        }
        finally
        {
            first.Release();
        }
    }
}
