using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Drills;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Engine;
using IncidentConsole.Web.Notifiers;
using IncidentConsole.Web.Signals;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.Accounts;
using IncidentConsole.Web.Store.Catalog;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>One life of the console: wired as the program wires it, without starting its loops, because the story says when time passes.</summary>
internal sealed class ScenarioHost : IAsyncDisposable
{
    private readonly IHost host;

    public ScenarioHost(string folder, TimeProvider clock, INotifier inbox)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("IncidentConsole:DataDirectory", folder)]);
        builder.Services.AddLogging();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(clock);
        builder.Services.AddStore(builder.Configuration, builder.Environment, isServer: true);
        builder.Services.AddAccounts();
        builder.Services.AddCatalog();
        builder.Services.AddSignals();
        builder.Services.AddEngine();
        builder.Services.AddNotifiers(builder.Configuration);
        builder.Services.RemoveAll<INotifier>();
        builder.Services.AddSingleton(inbox);
        builder.Services.AddSingleton<NotificationDispatcher>();
        builder.Services.AddSingleton<ITailNudge, NobodyWatches>();
        builder.Services.AddSingleton<ServiceTimeline>();
        builder.Services.AddSingleton<ReplayReader>();
        builder.Services.AddSingleton<PastSignals>();
        builder.Services.AddSingleton<AlertBell>();
        builder.Services.AddSingleton<ListedAlerts>();
        builder.Services.AddSingleton<AlertRouter>();
        builder.Services.AddSingleton<AlertReader>();
        builder.Services.AddSingleton<AlertWork>();
        builder.Services.AddSingleton<AlertIntake>();
        builder.Services.AddSingleton<AlertDesk>();
        builder.Services.AddSingleton<PostmortemReader>();
        builder.Services.AddSingleton<SeverityDetector>();
        builder.Services.AddSingleton<SeverityAdvisor>();
        builder.Services.AddSingleton<AutoDetector>();
        builder.Services.AddSingleton<ISampleFeed, NobodyDraws>();
        builder.Services.AddSingleton<DrillDirector>();
        builder.Services.AddSingleton<DrillDesk>();
        builder.Services.AddSingleton<DrillReports>();
        host = builder.Build();
    }

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public Task OpenAsync(CancellationToken cancellationToken) => Get<Database>().OpenAsync(cancellationToken);

    public ValueTask DisposeAsync() => ((IAsyncDisposable)host).DisposeAsync();

    private sealed class NobodyWatches : ITailNudge
    {
        public void Nudge(IReadOnlyList<RecordedEvent> appended)
        {
            // No page is open, and so nobody is told.
        }
    }

    private sealed class NobodyDraws : ISampleFeed
    {
        public Task PublishAsync(IReadOnlyList<SignalSample> samples, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
