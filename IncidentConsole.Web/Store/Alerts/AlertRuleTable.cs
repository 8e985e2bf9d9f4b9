using System.Text.Json;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Store.Accounts;

namespace IncidentConsole.Web.Store.Alerts;

/// <summary>What alerts may do, by service, and the silences. Whoever sets one stands in the audit.</summary>
internal sealed class AlertRuleTable(Database database, TimeProvider clock) : IAlertRules
{
    private const string SavePolicy = """
        INSERT INTO alert_policy (service, mode, window_seconds) VALUES (@service, @mode, @window)
        ON CONFLICT (service) DO UPDATE SET mode = excluded.mode, window_seconds = excluded.window_seconds
        """;

    private const string Silences = """
        SELECT id AS Id, service AS Service, alert_name AS AlertName, matchers AS Matchers, subject AS Subject, by_kind AS ByKind, by_id AS ById, by_name AS ByName, reason AS Reason, from_at AS FromAt, until_at AS UntilAt, ended_at AS EndedAt
        FROM alert_silence WHERE until_at > @since ORDER BY until_at DESC
        """;

    private const string AddSilence = """
        INSERT INTO alert_silence (id, service, subject, matchers, by_kind, by_id, by_name, reason, from_at, until_at)
        VALUES (@Id, @Service, @Subject, @matchers, @kind, @byId, @byName, @Reason, @from, @until)
        """;

    private static readonly TimeSpan Shown = TimeSpan.FromDays(7);

    public async Task<IReadOnlyDictionary<string, AlertPolicy>> PoliciesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<PolicyRow>(new CommandDefinition("SELECT service AS Service, mode AS Mode, window_seconds AS Seconds FROM alert_policy", cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Service, row => new AlertPolicy(Enum.Parse<AlertMode>(row.Mode), TimeSpan.FromSeconds(row.Seconds)), StringComparer.OrdinalIgnoreCase);
    }

    public Task SavePolicyAsync(string service, AlertPolicy policy, Actor by, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            await scope.Connection.ExecuteAsync(SavePolicy, new { service, mode = policy.Mode.ToString(), window = (long)policy.Window.TotalSeconds });
            var words = policy.Mode switch
            {
                AlertMode.Opens => "let alerts open incidents",
                AlertMode.Joins => "let alerts only join open incidents",
                AlertMode.Notifies => "let alerts only be listed",
            };
            await AuditStore.AddAsync(scope, clock.GetUtcNow(), by, words, $"service {service}");
        },
        cancellationToken);

    public async Task<IReadOnlyList<Silence>> SilencesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<SilenceRow>(new CommandDefinition(Silences, new { since = SqlTypes.Text(clock.GetUtcNow() - Shown) }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToSilence())];
    }

    public Task AddSilenceAsync(Silence silence, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            await scope.Connection.ExecuteAsync(
                AddSilence,
                new
                {
                    silence.Id,
                    silence.Scope.Service,
                    silence.Scope.Subject,
                    silence.Reason,
                    matchers = JsonSerializer.Serialize(silence.Scope.Matchers, AlertJsonContext.Default.IReadOnlyListLabelMatcher),
                    kind = silence.By.Kind.ToString(),
                    byId = silence.By.Id,
                    byName = silence.By.Name,
                    from = SqlTypes.Text(silence.From),
                    until = SqlTypes.Text(silence.Until),
                });
            await AuditStore.AddAsync(scope, clock.GetUtcNow(), silence.By, $"silenced {silence.Scope.What} until {silence.Until:yyyy-MM-dd HH:mm} UTC", $"service {silence.Scope.Service}");
        },
        cancellationToken);

    public Task<bool> MoveEndAsync(string id, DateTimeOffset until, Actor by, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            const string Move = "UPDATE alert_silence SET until_at = @until WHERE id = @id AND ended_at IS NULL AND until_at > @now RETURNING service";
            if (await scope.Connection.ExecuteScalarAsync<string?>(Move, new { id, until = SqlTypes.Text(until), now = SqlTypes.Text(clock.GetUtcNow()) }) is not { } service)
            {
                return false;
            }

            // What it holds back is looked at when it ends now, which may be earlier than before.
            await scope.Connection.ExecuteAsync("UPDATE alert SET due_at = @until WHERE silence_id = @id AND ended_at IS NULL AND due_at > @until", new { id, until = SqlTypes.Text(until) });
            await AuditStore.AddAsync(scope, clock.GetUtcNow(), by, $"moved the end of a silence to {until:yyyy-MM-dd HH:mm} UTC", $"service {service}");
            return true;
        },
        cancellationToken);

    public Task<bool> EndSilenceAsync(string id, Actor by, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            var now = SqlTypes.Text(clock.GetUtcNow());
            if (await scope.Connection.ExecuteScalarAsync<string?>("UPDATE alert_silence SET ended_at = @now WHERE id = @id AND ended_at IS NULL AND until_at > @now RETURNING service", new { id, now }) is not { } service)
            {
                return false;
            }

            // What it held back is looked at now.
            await scope.Connection.ExecuteAsync("UPDATE alert SET due_at = @now WHERE silence_id = @id AND ended_at IS NULL", new { id, now });
            await AuditStore.AddAsync(scope, clock.GetUtcNow(), by, "ended a silence", $"service {service}");
            return true;
        },
        cancellationToken);

    private sealed class PolicyRow
    {
        public string Service { get; init; } = "";

        public string Mode { get; init; } = "";

        public long Seconds { get; init; }
    }

    private sealed class SilenceRow
    {
        public string Id { get; init; } = "";

        public string Service { get; init; } = "";

        /// <summary>Of rows from before there were matchers.</summary>
        public string? AlertName { get; init; }

        public string? Matchers { get; init; }

        public string? Subject { get; init; }

        public string ByKind { get; init; } = "";

        public string ById { get; init; } = "";

        public string ByName { get; init; } = "";

        public string Reason { get; init; } = "";

        public DateTimeOffset FromAt { get; init; }

        public DateTimeOffset UntilAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public Silence ToSilence() => new(Id, new SilenceScope(Service, Subject, Read()), new Actor(Enum.Parse<ActorKind>(ByKind), ById, ByName), Reason, FromAt, UntilAt, EndedAt);

        private IReadOnlyList<LabelMatcher> Read() =>
            Matchers is not null ? JsonSerializer.Deserialize(Matchers, AlertJsonContext.Default.IReadOnlyListLabelMatcher)!
            : AlertName is not null ? SilenceScope.Named(Service, AlertName).Matchers
            : [];
    }
}
