using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Web.Store.Alerts;

internal sealed class IntegrationRow
{
    public const string Columns = """
        i.id AS Id, i.kind AS Kind, i.name AS Name, i.service AS Service, i.service_path AS ServicePath, i.ttl_seconds AS Ttl, i.per_second AS PerSecond,
        CASE WHEN i.signing IS NULL THEN 0 ELSE 1 END AS IsSigned, i.timestamp_header AS TimestampHeader, i.every_seconds AS Every, i.grace_seconds AS Grace, i.created_at AS CreatedAt, i.revoked_at AS RevokedAt
        """;

    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Service { get; init; }

    public string? ServicePath { get; init; }

    public long? Ttl { get; init; }

    public int PerSecond { get; init; }

    public int IsSigned { get; init; }

    public string? TimestampHeader { get; init; }

    public long? Every { get; init; }

    public long Grace { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public Integration ToIntegration() => new()
    {
        Id = Id,
        Kind = Enum.Parse<IntegrationKind>(Kind),
        Name = Name,
        Service = Service,
        ServicePath = ServicePath,
        TimeToLive = Ttl is { } ttl ? TimeSpan.FromSeconds(ttl) : null,
        PerSecond = PerSecond,
        IsSigned = IsSigned == 1,
        TimestampHeader = TimestampHeader,
        Every = Every is { } every ? TimeSpan.FromSeconds(every) : null,
        Grace = TimeSpan.FromSeconds(Grace),
        CreatedAt = CreatedAt,
        RevokedAt = RevokedAt,
    };
}
