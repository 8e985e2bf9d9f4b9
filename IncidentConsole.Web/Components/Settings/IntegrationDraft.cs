using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Web.Components.Settings;

/// <summary>An integration as it is typed.</summary>
public sealed class IntegrationDraft
{
    public string Id { get; init; } = "";

    public IntegrationKind Kind { get; set; }

    public string Name { get; set; } = "";

    public string Service { get; set; } = "";

    public string ServicePath { get; set; } = IntegrationKind.Alertmanager.UsualServicePath() ?? "";

    public double? TimeToLiveMinutes { get; set; }

    public int PerSecond { get; set; } = Integration.DefaultPerSecond;

    public double EveryMinutes { get; set; } = 60;

    public double GraceMinutes { get; set; } = 5;

    public string TimestampHeader { get; set; } = "";

    public string SigningSecret { get; set; } = "";

    public bool IsSigned { get; init; }

    public bool DropsSigning { get; set; }

    /// <summary>Null leaves what is kept, empty takes it away.</summary>
    public string? Signing => DropsSigning ? "" : SigningSecret.Length > 0 ? SigningSecret : null;

    public static IntegrationDraft Of(Integration integration) => new()
    {
        Id = integration.Id,
        Kind = integration.Kind,
        Name = integration.Name,
        Service = integration.Service ?? "",
        ServicePath = integration.ServicePath ?? "",
        TimeToLiveMinutes = integration.TimeToLive?.TotalMinutes,
        PerSecond = integration.PerSecond,
        EveryMinutes = integration.Every?.TotalMinutes ?? 60,
        GraceMinutes = integration.Grace.TotalMinutes,
        TimestampHeader = integration.TimestampHeader ?? "",
        IsSigned = integration.IsSigned,
    };

    public void UsualPath() => ServicePath = Kind.UsualServicePath() ?? "";

    public Integration ToIntegration() => new()
    {
        Id = Id,
        Kind = Kind,
        Name = Name,
        Service = Service.Length == 0 ? null : Service,
        ServicePath = ServicePath,
        TimeToLive = TimeToLiveMinutes is { } minutes && Kind != IntegrationKind.Heartbeat ? TimeSpan.FromMinutes(minutes) : null,
        PerSecond = PerSecond,
        Every = Kind == IntegrationKind.Heartbeat ? TimeSpan.FromMinutes(EveryMinutes) : null,
        Grace = Kind == IntegrationKind.Heartbeat ? TimeSpan.FromMinutes(GraceMinutes) : TimeSpan.Zero,
        TimestampHeader = TimestampHeader,
    };
}
