using System.Data.Common;
using Dapper;

namespace IncidentConsole.Web.Store;

/// <summary>
/// FTS5 without content of its own: the words stand in the index, the texts only in the log's texts. The row id says whose text it is
/// (position, field, incident number), so that a search touches no other table; the position leads, because FTS5 starts a new segment
/// for every row id that is lower than the one before.
/// </summary>
internal sealed class SqliteTextSearch : ITextSearch
{
    private const int FieldBits = 4;
    private const int NumberBits = 23;   // leaves 36 bits for positions

    public Task EnsureAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("CREATE VIRTUAL TABLE IF NOT EXISTS text_search USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')", cancellationToken: cancellationToken));

    public Task AddAsync(WriteScope scope, SearchText text) =>
        scope.ExecuteAsync("INSERT INTO text_search (rowid, text) VALUES (@id, @text)", ("@id", Id(text)), ("@text", text.Text));

    public Task RemoveAsync(WriteScope scope, SearchText text) =>
        scope.ExecuteAsync("INSERT INTO text_search (text_search, rowid, text) VALUES ('delete', @id, @text)", ("@id", Id(text)), ("@text", text.Text));

    public Task ClearAsync(WriteScope scope) => scope.ExecuteAsync("INSERT INTO text_search (text_search) VALUES ('delete-all')");

    /// <summary>FTS5 keeps deleted words in older segments until it merges them.</summary>
    public Task ScrubAsync(WriteScope scope) => scope.ExecuteAsync("INSERT INTO text_search (text_search) VALUES ('optimize')");

    public string Matches(string parameter) => $"incident.number IN (SELECT rowid & {(1 << NumberBits) - 1} FROM text_search WHERE text_search MATCH @{parameter})";

    /// <summary>Always a quoted string with a prefix star: nothing a person types is query syntax.</summary>
    public string Term(string word) => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"*";

    private static long Id(SearchText text) => (((text.Position << FieldBits) | (uint)text.Field) << NumberBits) | (uint)text.Number;
}
