using System.Data.Common;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals;

namespace IncidentConsole.Web.Store;

/// <summary>The configured signals. A signal taken away keeps its row, because its samples may belong to an incident.</summary>
public sealed class SignalTable(Database database) : ISignalCatalog
{
    public Task<IReadOnlyList<Signal>> AllAsync(CancellationToken cancellationToken) =>
        ReadAsync("SELECT body FROM signal WHERE is_removed = FALSE ORDER BY service, place", null, cancellationToken);

    public Task<IReadOnlyList<Signal>> OfServiceAsync(string service, bool removedToo, CancellationToken cancellationToken) =>
        ReadAsync("SELECT body FROM signal WHERE service = @service AND (is_removed = FALSE OR @removedToo) ORDER BY is_removed, place", new { service, removedToo }, cancellationToken);

    /// <summary>Makes these the signals of a service, in this order; called inside the transaction that saves the service.</summary>
    public static async Task ReplaceAsync(WriteScope scope, string service, IReadOnlyList<Signal> signals)
    {
        await scope.Connection.ExecuteAsync("UPDATE signal SET is_removed = TRUE WHERE service = @service", new { service });
        foreach (var (place, signal) in signals.Index())
        {
            await scope.Connection.ExecuteAsync(
                """
                INSERT INTO signal (service, id, place, body, is_removed) VALUES (@service, @Id, @place, @body, FALSE)
                ON CONFLICT (service, id) DO UPDATE SET place = excluded.place, body = excluded.body, is_removed = FALSE
                """,
                new { service, signal.Id, place, body = SignalJson.Write(signal with { Service = service }) });
        }
    }

    private async Task<IReadOnlyList<Signal>> ReadAsync(string sql, object? values, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await database.OpenReadAsync(cancellationToken);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition(sql, values, cancellationToken: cancellationToken))).Select(SignalJson.Read)];
    }
}
