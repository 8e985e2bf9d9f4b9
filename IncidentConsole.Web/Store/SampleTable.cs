using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Store;

/// <summary>What was read from the signals, one row a reading and line.</summary>
public sealed class SampleTable(Database database) : ISampleStore
{
    /// <summary>Rows deleted in one transaction: the writer is held for some milliseconds, not for the whole clean-up.</summary>
    private const int DeletedAtOnce = 5_000;

    /// <summary>Rows among which the newest of each line is looked for: a dozen lines, five readings each.</summary>
    private const int NewestLookedAt = 60;

    public Task AddAsync(IReadOnlyList<SignalSample> samples, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            foreach (var (service, signal, series, sample) in samples)
            {
                await scope.ExecuteAsync(
                    "INSERT INTO sample (service, signal_id, at_ms, series, value) VALUES (@service, @signal, @at, @series, @value) ON CONFLICT DO NOTHING",
                    ("@service", service), ("@signal", signal), ("@at", sample.At.ToUnixTimeMilliseconds()), ("@series", series), ("@value", sample.Value));
            }
        },
        cancellationToken);

    public async Task<IReadOnlyList<SampleSeries>> ReadAsync(string service, string signalId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "SELECT at_ms AS AtMs, series AS Series, value AS Value FROM sample WHERE service = @service AND signal_id = @signalId AND at_ms BETWEEN @from AND @to ORDER BY at_ms",
            new { service, signalId, from = from.ToUnixTimeMilliseconds(), to = to.ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken));
        return [.. rows
            .GroupBy(row => row.Series, StringComparer.Ordinal)
            .OrderBy(line => line.Key, StringComparer.Ordinal)
            .Select(line => new SampleSeries(line.Key, [.. line.Select(row => new Sample(DateTimeOffset.FromUnixTimeMilliseconds(row.AtMs), row.Value))]))];
    }

    public async Task<IReadOnlyList<SampleSeries>> ReadThinAsync(string service, string signalId, DateTimeOffset from, DateTimeOffset to, TimeSpan slot, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Slot>(new CommandDefinition(
            """
            SELECT series AS Series, MIN(at_ms) AS FirstMs, MAX(at_ms) AS LastMs, MIN(value) AS Low, MAX(value) AS High
            FROM sample WHERE service = @service AND signal_id = @signalId AND at_ms BETWEEN @from AND @to
            GROUP BY series, at_ms / @slot ORDER BY series, FirstMs
            """,
            new { service, signalId, from = from.ToUnixTimeMilliseconds(), to = to.ToUnixTimeMilliseconds(), slot = Math.Max(1, (long)slot.TotalMilliseconds) },
            cancellationToken: cancellationToken));
        return [.. rows.GroupBy(row => row.Series, StringComparer.Ordinal).Select(line => new SampleSeries(line.Key, [.. line.SelectMany(row => row.Samples())]))];
    }

    public async Task<IReadOnlyList<LabelledSample>> LatestAsync(string service, string signalId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "SELECT at_ms AS AtMs, series AS Series, value AS Value FROM sample WHERE service = @service AND signal_id = @signalId AND value IS NOT NULL ORDER BY at_ms DESC LIMIT @most",
            new { service, signalId, most = NewestLookedAt },
            cancellationToken: cancellationToken));
        return [.. rows
            .DistinctBy(row => row.Series, StringComparer.Ordinal)
            .OrderBy(row => row.Series, StringComparer.Ordinal)
            .Select(row => new LabelledSample(row.Series, new Sample(DateTimeOffset.FromUnixTimeMilliseconds(row.AtMs), row.Value)))];
    }

    public async Task<int> DeleteAsync(string service, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> ranges, CancellationToken cancellationToken)
    {
        var total = 0;
        foreach (var (from, to) in ranges)
        {
            for (var deleted = DeletedAtOnce; deleted == DeletedAtOnce; total += deleted)
            {
                deleted = await database.WriteAsync(scope => DeleteSomeAsync(scope, service, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()), cancellationToken);
            }
        }

        return total;
    }

    public async Task<IReadOnlyList<string>> ServicesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition("SELECT service FROM signal GROUP BY service ORDER BY service", cancellationToken: cancellationToken))];
    }

    private static Task<int> DeleteSomeAsync(WriteScope scope, string service, long from, long to) => scope.Connection.ExecuteAsync(
        """
        DELETE FROM sample WHERE service = @service AND (signal_id, at_ms, series) IN (
            SELECT s.signal_id, s.at_ms, s.series FROM signal g JOIN sample s ON s.service = g.service AND s.signal_id = g.id AND s.at_ms >= @from AND s.at_ms < @to
            WHERE g.service = @service LIMIT @limit)
        """,
        new { service, from, to, limit = DeletedAtOnce });

    private sealed class Row
    {
        public long AtMs { get; init; }

        public string Series { get; init; } = "";

        public double? Value { get; init; }
    }

    private sealed class Slot
    {
        public string Series { get; init; } = "";

        public long FirstMs { get; init; }

        public long LastMs { get; init; }

        public double? Low { get; init; }

        public double? High { get; init; }

        public IEnumerable<Sample> Samples()
        {
            yield return new Sample(DateTimeOffset.FromUnixTimeMilliseconds(FirstMs), Low);
            if (LastMs > FirstMs)
            {
                yield return new Sample(DateTimeOffset.FromUnixTimeMilliseconds(LastMs), High);
            }
        }
    }
}
