using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.StatusPages;
using IncidentConsole.Web.StatusPage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Tests.StatusPage;

/// <summary>The public page in front of a pipeline that would set a cookie, over a projection the test writes.</summary>
internal sealed class StatusPageHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private StatusPageHost(WebApplication app, Projection projection)
    {
        this.app = app;
        Status = projection;
        Client = app.GetTestClient();
    }

    public Projection Status { get; }

    public HttpClient Client { get; }

    public StatusPages Pages => app.Services.GetRequiredService<StatusPages>();

    public StatusStream Stream => app.Services.GetRequiredService<StatusStream>();

    public static async Task<StatusPageHost> StartAsync(bool refresh = true)
    {
        var projection = new Projection();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IPublicStatus>(projection);
        builder.Services.AddSingleton<ICatalog>(projection);
        builder.Services.AddStatusPage();
        foreach (var loop in builder.Services.Where(service => service.ServiceType == typeof(IHostedService)).ToList())
        {
            builder.Services.Remove(loop);   // a test says itself when the pages are made
        }

        var app = builder.Build();
        app.Run(http =>
        {
            http.Response.Cookies.Append("touched", "yes");
            return Task.CompletedTask;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var host = new StatusPageHost(app, projection);
        if (refresh)
        {
            await host.Pages.RefreshAsync(TestContext.Current.CancellationToken);
        }

        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    internal sealed class Projection : IPublicStatus, ICatalog
    {
        public List<PublicIncident> Incidents { get; } = [];

        public Task<IReadOnlyList<PublicIncident>> IncidentsAsync(DateTimeOffset resolvedSince, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PublicIncident>>([.. Incidents]);

        public Task<IReadOnlyList<Component>> ComponentsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Component>>([new("writes", "Writes", null, 2), new("checks", "Permission checks", null, 1)]);

        public Task<Service?> FindServiceAsync(string slug, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Service>> ServicesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RunbookVersion?> CurrentRunbookAsync(string slug, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RunbookVersion> DefaultRunbookAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<RunbookVersion>> CurrentRunbooksAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Runbook Runbook(RunbookKey key) => throw new NotSupportedException();
    }
}
