using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Signals;
using IncidentConsole.Web.Cli;
using Microsoft.AspNetCore.Http;

namespace IncidentConsole.Tests.Cli;

/// <summary>A console that listens, a service whose error rate a test sets, and the command line beside them.</summary>
public sealed class CliWorld : IAsyncLifetime
{
    private readonly ConsoleApp app = new("Production", ("IncidentConsole:Signals:RetentionDays", "14"));
    private StubServer? metrics;
    private string address = "";

    /// <summary>What the service's page says, percent; null: the page is broken.</summary>
    public double? ErrorRate { get; set; }

    internal ConsoleApp App => app;

    public async ValueTask InitializeAsync()
    {
        metrics = await StubServer.StartAsync(http => http.Response.WriteAsync(ErrorRate is { } rate ? $"error_rate {rate.ToString(System.Globalization.CultureInfo.InvariantCulture)}\n" : "<html>"));
        app.UseKestrel(0);
        app.StartServer();
        address = app.ClientOptions.BaseAddress.ToString();
        await app.Get<ICatalogEditor>().SaveServiceAsync(
            new Service("inferadb", "InferaDB", "inferadb", "Platform", ImmutableDictionary<string, ImmutableArray<string>>.Empty), [Signal(metrics.Address)], isNew: true, Actor.System, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (metrics is not null)
        {
            await metrics.DisposeAsync();
        }
    }

    internal static Signal Signal(Uri page) => new(
        "error-rate", "inferadb", "Error rate", "%", new ScrapeSource(page, new MetricSelector("error_rate"), new GaugeMeasure()), GoodDirection.Low, 1, [], null,
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    /// <summary>A key of this role; of its own, not of a person.</summary>
    public async Task<string> KeyAsync(AccessRole role) =>
        (await app.Get<IApiKeys>().CreateAsync($"cli {role}", role, null, null, Actor.System, TestContext.Current.CancellationToken)).Secret;

    /// <summary>Runs <c>incident …</c> against the console.</summary>
    public async Task<Said> RunAsync(string key, params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await IncidentCommands.Verb.RunAsync(new VerbCall(app.Services, [.. words, "--url", address, "--key", key], output, errors), TestContext.Current.CancellationToken);
        return new Said(code, output.ToString().ReplaceLineEndings("\n"), errors.ToString().ReplaceLineEndings("\n"));
    }
}

public sealed record Said(int Code, string Output, string Errors);
