using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Store.Alerts;

namespace IncidentConsole.Web.Store;

/// <summary>
/// Deletes the texts of redacted entries: the log's texts with their salts, their words in the full text, its images, and the stored replies
/// and alert deliveries of the incident, which may quote them. Read models hold no text of their own except what the same append writes anew.
/// </summary>
internal static class RedactionTable
{
    private const string Texts = """
        SELECT t.position, t.ordinal, t.text FROM event e JOIN event_text t ON t.position = e.position
        WHERE e.stream_id = @stream AND e.version = @version
        """;

    private const string DeleteTexts = "DELETE FROM event_text WHERE position IN (SELECT position FROM event WHERE stream_id = @stream AND version = @version)";

    private const string EmptyReplies = "UPDATE idempotency SET body = '' WHERE stream_id = @stream";

    public static async Task ApplyAsync(WriteScope scope, ITextSearch search, Append append)
    {
        if (append.RedactedVersions.Count == 0)
        {
            return;
        }

        foreach (var version in append.RedactedVersions)
        {
            if (append.ReadModels is { } models)
            {
                foreach (var (position, ordinal, text) in await TextsAsync(scope, append.Stream.Value, version))
                {
                    await search.RemoveAsync(scope, new SearchText(models.Incident.Number, position, ordinal, text));
                }
            }

            await scope.ExecuteAsync(DeleteTexts, ("@stream", append.Stream.Value), ("@version", version));
        }

        await search.ScrubAsync(scope);
        await scope.ExecuteAsync(EmptyReplies, ("@stream", append.Stream.Value));
        await ImageTable.DeleteAsync(scope, append);
        await AlertTable.ForgetAsync(scope, append.Stream.Value);
    }

    private static async Task<List<(long Position, int Ordinal, string Text)>> TextsAsync(WriteScope scope, string stream, int version)
    {
        var texts = new List<(long, int, string)>();
        await using var reader = await scope.Command(Texts, ("@stream", stream), ("@version", version)).ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            texts.Add((reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2)));
        }

        return texts;
    }
}
