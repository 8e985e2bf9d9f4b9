using System.Data.Common;

namespace IncidentConsole.Web.Store;

/// <summary>Full-text search over everything people wrote in incidents: the one feature with an implementation per engine.</summary>
internal interface ITextSearch
{
    /// <summary>Creates what the engine needs beside the migrations.</summary>
    Task EnsureAsync(DbConnection connection, CancellationToken cancellationToken);

    Task AddAsync(WriteScope scope, SearchText text);

    /// <summary>Takes a text out; called while it still stands in the log's texts.</summary>
    Task RemoveAsync(WriteScope scope, SearchText text);

    Task ClearAsync(WriteScope scope);

    /// <summary>Makes removed words unreadable in the index itself.</summary>
    Task ScrubAsync(WriteScope scope);

    /// <summary>A condition on <c>incident.number</c> that holds where some text of the incident has a word beginning with the parameter's word.</summary>
    string Matches(string parameter);

    /// <summary>A word as the engine's query language wants it in that parameter.</summary>
    string Term(string word);
}

/// <param name="Number">Of the incident.</param>
/// <param name="Field">0-based place of the text within its event, at most 15.</param>
internal sealed record SearchText(int Number, long Position, int Field, string Text);
