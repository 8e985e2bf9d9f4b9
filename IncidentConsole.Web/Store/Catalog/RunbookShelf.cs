using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Web.Store.Catalog;

/// <summary>
/// The published runbooks. Versions are immutable, so each is read from the store once and kept. Before the first read the runbooks that
/// ship with the program are published where their key is new: a changed file becomes a new version, running incidents keep theirs, and
/// where people published their own the new one is offered in the list of revisions, not taken.
/// </summary>
internal sealed class RunbookShelf(Database database, TimeProvider clock)
{
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

    /// <inheritdoc cref="ICatalogEditor.PublishRunbookAsync"/>
    public async Task<RunbookPublication?> PublishAsync(RunbookEdition edition, Actor by, CancellationToken cancellationToken)
    {
        await StockAsync(cancellationToken);
        var (key, body) = Stored(edition.Runbook);
        var published = await database.WriteAsync(
            async scope =>
            {
                var revision = await PublicationTable.CurrentRevisionAsync(scope, edition.Runbook.Slug);
                if (edition.OnRevision is { } seen && seen != revision)
                {
                    return null;
                }

                await PublicationTable.InsertVersionAsync(scope, edition.Runbook.Slug, key, body, clock.GetUtcNow());
                return await PublicationTable.AddAsync(scope, edition, key, clock.GetUtcNow(), by, isTaken: true);
            },
            cancellationToken);
        versions[key] = edition.Runbook;
        return published;
    }

    /// <summary>Publishes what ships with the program before anything else is read.</summary>
    public async Task StockAsync(CancellationToken cancellationToken)
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
                await StockAsync(RunbookLibrary.All, cancellationToken);
                Volatile.Write(ref isStocked, true);
            }
        }
        finally
        {
            first.Release();
        }
    }

    // One transaction: a start waits for it.
    private async Task StockAsync(ImmutableArray<RunbookVersion> shipped, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async scope =>
            {
                foreach (var (key, runbook) in shipped)
                {
                    var now = clock.GetUtcNow();
                    if (await PublicationTable.InsertVersionAsync(scope, runbook.Slug, key, Stored(runbook).Body, now))
                    {
                        var edition = new RunbookEdition(runbook, RunbookLibrary.Source(runbook.Slug), "Ships with the program");
                        await PublicationTable.AddAsync(scope, edition, key, now, Actor.System, isTaken: !await PublicationTable.IsOfPeopleAsync(scope, runbook.Slug));
                    }
                }
            },
            cancellationToken);
        foreach (var (key, runbook) in shipped)
        {
            versions[key] = runbook;
        }
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

    private static (RunbookKey Key, string Body) Stored(Runbook runbook)
    {
        var body = RunbookJson.Write(runbook);
        return (RunbookJson.KeyOf(body), System.Text.Encoding.UTF8.GetString(body));
    }
}
