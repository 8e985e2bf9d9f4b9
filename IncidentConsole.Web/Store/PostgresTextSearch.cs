using System.Data.Common;
using Dapper;

namespace IncidentConsole.Web.Store;

/// <summary>A GIN index over the log's texts themselves: adding, removing and redacting need nothing more.</summary>
internal sealed class PostgresTextSearch : ITextSearch
{
    public Task EnsureAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("CREATE INDEX IF NOT EXISTS event_text_search ON event_text USING GIN (to_tsvector('simple', text))", cancellationToken: cancellationToken));

    public Task AddAsync(WriteScope scope, SearchText text) => Task.CompletedTask;

    public Task RemoveAsync(WriteScope scope, SearchText text) => Task.CompletedTask;

    public Task ClearAsync(WriteScope scope) => Task.CompletedTask;

    public Task ScrubAsync(WriteScope scope) => Task.CompletedTask;

    public string Matches(string parameter) =>
        $"'incident:' || incident.id IN (SELECT e.stream_id FROM event_text t JOIN event e ON e.position = t.position WHERE to_tsvector('simple', t.text) @@ to_tsquery('simple', @{parameter}))";

    /// <summary>Quoted, so that nothing a person types is query syntax.</summary>
    public string Term(string word) => $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}':*";
}
