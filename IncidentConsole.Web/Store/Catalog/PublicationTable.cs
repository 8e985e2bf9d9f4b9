using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Store.Accounts;

namespace IncidentConsole.Web.Store.Catalog;

/// <summary>The rows behind a publication: the version once, the publication, which one is in use, and the audit, in one transaction.</summary>
internal static class PublicationTable
{
    private const string InsertVersion = "INSERT INTO runbook_version (key, slug, body, published_at) VALUES (@key, @slug, @body, @now) ON CONFLICT (key) DO NOTHING";
    private const string CurrentRevision = "SELECT current_revision FROM runbook WHERE slug = @slug";
    private const string LastRevision = "SELECT COALESCE(MAX(revision), 0) FROM runbook_publication WHERE slug = @slug";

    private const string CurrentKind = """
        SELECT published.actor_kind FROM runbook JOIN runbook_publication published ON published.slug = runbook.slug AND published.revision = runbook.current_revision
        WHERE runbook.slug = @slug
        """;

    private const string Insert = """
        INSERT INTO runbook_publication (slug, revision, key, source, at, actor_kind, actor_id, actor_name, reason)
        VALUES (@slug, @revision, @key, @source, @at, @kind, @actorId, @actorName, @reason)
        """;

    private const string Point = """
        INSERT INTO runbook (slug, current_key, current_revision) VALUES (@slug, @key, @revision)
        ON CONFLICT (slug) DO UPDATE SET current_key = excluded.current_key, current_revision = excluded.current_revision
        """;

    /// <returns>False where the store has this version already.</returns>
    public static async Task<bool> InsertVersionAsync(WriteScope scope, string slug, RunbookKey key, string body, DateTimeOffset now) =>
        await scope.Connection.ExecuteAsync(InsertVersion, new { key = key.Value, slug, body, now }) > 0;

    /// <summary>0 where there is no such runbook.</summary>
    public static async Task<int> CurrentRevisionAsync(WriteScope scope, string slug) => await scope.Connection.ExecuteScalarAsync<int?>(CurrentRevision, new { slug }) ?? 0;

    /// <summary>True where the version in use was published by somebody, not by the program itself.</summary>
    public static async Task<bool> IsOfPeopleAsync(WriteScope scope, string slug) =>
        await scope.Connection.ExecuteScalarAsync<string?>(CurrentKind, new { slug }) is { } kind && kind != nameof(ActorKind.System);

    /// <param name="isTaken">False only lists it: what is in use stays.</param>
    public static async Task<RunbookPublication> AddAsync(WriteScope scope, RunbookEdition edition, RunbookKey key, DateTimeOffset now, Actor by, bool isTaken)
    {
        var slug = edition.Runbook.Slug;
        var revision = 1 + await scope.Connection.ExecuteScalarAsync<int>(LastRevision, new { slug });
        await scope.Connection.ExecuteAsync(
            Insert,
            new { slug, revision, key = key.Value, source = edition.Source, at = now, kind = by.Kind.ToString(), actorId = by.Id, actorName = by.Name, reason = edition.Reason });
        if (isTaken)
        {
            await scope.Connection.ExecuteAsync(Point, new { slug, key = key.Value, revision });
        }

        await AuditStore.AddAsync(scope, now, by, $"{(isTaken ? "published" : "offered")} revision {revision} ({key.Value[..8]}): {edition.Reason}", $"runbook {slug}");
        return new RunbookPublication(slug, revision, key, now, by, edition.Reason, isTaken);
    }
}
