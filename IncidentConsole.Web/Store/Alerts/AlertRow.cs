using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Store.Alerts;

/// <summary>An alert as its columns hold it.</summary>
internal sealed class AlertRow
{
    public const string Columns = """
        a.id AS Id, a.number AS Number, a.subject AS Subject, a.sender_key AS SenderKey, a.actor_id AS SenderId, a.actor_name AS SenderName, a.service AS Service, a.name AS Name,
        a.severity AS Severity, COALESCE(a.group_key, a.copy_key) AS GroupKey, a.incident_id AS IncidentId, a.started_at AS StartedAt, a.ended_at AS EndedAt, a.ended_by AS EndedBy,
        a.last_seen_at AS LastSeenAt, a.deliveries AS Occurrences, a.flaps AS Flaps, a.is_counted AS IsCounted, a.acknowledged_at AS AcknowledgedAt, a.silence_id AS SilenceId, a.due_at AS DueAt, a.body AS Body
        """;

    public const string Upsert = """
        INSERT INTO alert (id, number, subject, sender_key, actor_id, actor_name, service, name, severity, group_key, copy_key, incident_id, started_at, ended_at, ended_by,
            first_seen_at, last_seen_at, deliveries, flaps, is_counted, acknowledged_at, silence_id, due_at, body)
        VALUES (@id, @number, @subject, @key, @actor, @actorName, @service, @name, @severity, @group, @copy, @incident, @started, @ended, @endedBy,
            @seen, @seen, @occurrences, @flaps, @counted, @acknowledged, @silence, @due, @body)
        ON CONFLICT (id) DO UPDATE SET
            service = excluded.service, name = excluded.name, severity = excluded.severity, incident_id = excluded.incident_id, ended_at = excluded.ended_at, ended_by = excluded.ended_by,
            last_seen_at = excluded.last_seen_at, deliveries = excluded.deliveries, flaps = excluded.flaps, is_counted = excluded.is_counted,
            acknowledged_at = excluded.acknowledged_at, silence_id = excluded.silence_id, due_at = excluded.due_at, body = excluded.body
        """;

    public string Id { get; init; } = "";

    public long Number { get; init; }

    public string Subject { get; init; } = "";

    public string SenderKey { get; init; } = "";

    public string SenderId { get; init; } = "";

    public string SenderName { get; init; } = "";

    public string Service { get; init; } = "";

    public string Name { get; init; } = "";

    public int? Severity { get; init; }

    public string? GroupKey { get; init; }

    public string? IncidentId { get; init; }

    /// <summary>Only where it was asked for with its incident.</summary>
    public long? IncidentNumber { get; init; }

    /// <summary>See <see cref="IncidentNumber"/>.</summary>
    public string? IncidentStatus { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? EndedBy { get; init; }

    public DateTimeOffset LastSeenAt { get; init; }

    public int Occurrences { get; init; }

    public int Flaps { get; init; }

    public bool IsCounted { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? SilenceId { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public string? Body { get; init; }

    public Alert ToAlert() => new()
    {
        Id = Id,
        Number = Number,
        Subject = Subject,
        SenderKey = SenderKey,
        SenderId = SenderId,
        SenderName = SenderName,
        Service = Service,
        Name = Name,
        Severity = Severity,
        Group = GroupKey,
        Incident = IncidentId is { } id ? new IncidentId(id) : null,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        EndedBy = EndedBy is { } by ? Enum.Parse<AlertEnd>(by) : null,
        LastSeenAt = LastSeenAt,
        Occurrences = Occurrences,
        Flaps = Flaps,
        IsCounted = IsCounted,
        AcknowledgedAt = AcknowledgedAt,
        SilenceId = SilenceId,
        DueAt = DueAt,
        Facts = Body is null ? new AlertFacts() : JsonSerializer.Deserialize(Body, AlertJsonContext.Default.AlertFacts)!,
    };

    /// <param name="number">Where it has none yet.</param>
    public static Task WriteAsync(WriteScope scope, Alert alert, long number) => scope.ExecuteAsync(
        Upsert,
        ("@id", alert.Id), ("@number", number), ("@subject", alert.Subject), ("@key", alert.SenderKey), ("@actor", alert.SenderId), ("@actorName", alert.SenderName),
        ("@service", alert.Service), ("@name", alert.Name), ("@severity", alert.Severity),
        ("@group", alert.IsKeyed ? null : alert.Group), ("@copy", alert.IsKeyed ? alert.Group : null), ("@incident", alert.Incident?.Value),
        ("@started", SqlTypes.Text(alert.StartedAt)), ("@ended", SqlTypes.Text(alert.EndedAt)), ("@endedBy", alert.EndedBy?.ToString()), ("@seen", SqlTypes.Text(alert.LastSeenAt)),
        ("@occurrences", alert.Occurrences), ("@flaps", alert.Flaps), ("@counted", alert.IsCounted), ("@acknowledged", SqlTypes.Text(alert.AcknowledgedAt)), ("@silence", alert.SilenceId),
        ("@due", SqlTypes.Text(alert.DueAt)), ("@body", JsonSerializer.Serialize(alert.Facts, AlertJsonContext.Default.AlertFacts)));
}

/// <param name="Service">Of alerts that name none, where an API key brought them.</param>
internal sealed record AlertWork(AlertDelivery Delivery, string? Service);

[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(AlertFacts))]
[JsonSerializable(typeof(AlertWork))]
[JsonSerializable(typeof(IReadOnlyList<LabelMatcher>))]
internal sealed partial class AlertJsonContext : JsonSerializerContext;
