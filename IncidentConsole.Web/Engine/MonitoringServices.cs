using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Drills;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Web.Live;
using IncidentConsole.Web.Signals.Senders;

namespace IncidentConsole.Web.Engine;

/// <summary>Watching signals, drawing them, and taking alerts. Needs the store, the desk, the hub and <c>AddSignals</c>.</summary>
internal static class MonitoringServices
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddSingleton<LiveSignals>();
        services.AddSingleton<ISampleFeed, HubSampleFeed>();
        services.AddSingleton<SignalHistoryFill>();
        services.AddSingleton<SignalWatch>();
        services.AddSingleton<SampleKeeper>();
        services.AddSingleton<SeverityDetector>();
        services.AddSingleton<SeverityAdvisor>();
        services.AddSingleton<AutoDetector>();
        services.AddSingleton<IncidentCharts>();
        services.AddSingleton<ServiceGlances>();
        services.AddDrills();
        services.AddAlerts();
        services.AddHostedService<AlertEngine>();
        services.AddHostedService<SignalPoller>();
        return services;
    }

    /// <summary>Playing drills, and starting one.</summary>
    public static IServiceCollection AddDrills(this IServiceCollection services)
    {
        services.AddSingleton<DrillDirector>();
        services.AddSingleton<DrillDesk>();
        services.AddSingleton<DrillReports>();
        services.AddHostedService<DrillEngine>();
        return services;
    }

    /// <summary>Taking in alerts and changes, without the loop that drives it.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<AlertBell>();
        services.AddSingleton<ListedAlerts>();
        services.AddSingleton<AlertWork>();
        services.AddSingleton<AlertRouter>();
        services.AddSingleton<AlertReader>();
        services.AddSingleton<AlertIntake>();
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<SilenceDesk>();
        services.AddSingleton<UnattendedAlerts>();
        services.AddSingleton<HeartbeatWatch>();
        services.AddSingleton<SenderTraces>();
        services.AddSingleton<AlertReceiver>();
        services.AddSingleton<ChangeReceiver>();
        services.AddSingleton<IntegrationTest>();
        return services;
    }
}
