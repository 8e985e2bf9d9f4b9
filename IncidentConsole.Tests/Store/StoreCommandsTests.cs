using Dapper;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Cli;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Store;

/// <summary>The verbs beside a running server: what they print and their exit codes.</summary>
public sealed class StoreCommandsTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task Without_a_store_they_end_with_2_and_make_none()
    {
        var services = Services();
        Assert.Equal(CommandLine.NoStore, await CommandLine.RunAsync(services, ["store", "verify"], Cancel));
        Assert.False(File.Exists(folder.Location.File));
    }

    [Fact]
    public async Task Verify_rebuild_and_backup_work_while_the_server_runs()
    {
        await using var server = await StoreFixture.OpenAsync(folder.Location);
        var world = new StoreWorld(new EventLog(server, TimeProvider.System));
        await world.AppendAsync("a", StoreWorld.Declared(1));
        await PublishAsync(server);

        Assert.Equal(CommandLine.Done, await RunAsync("verify"));
        Assert.Matches("Head: position 1, hash [0-9a-f]{64}", output.ToString());

        await server.WriteAsync(scope => scope.Connection.ExecuteAsync("UPDATE incident SET title = 'all is well'"), Cancel);
        Assert.Equal(CommandLine.Failed, await RunAsync("verify"));
        Assert.Contains("INC-1: its list entries differ", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(CommandLine.Done, await RunAsync("rebuild"));
        Assert.Equal(CommandLine.Done, await RunAsync("verify"));

        var copy = Path.Combine(folder.Path, "copy.db");
        Assert.Equal(CommandLine.Done, await RunAsync("backup", copy));
        Assert.True(File.Exists(copy));
        Assert.Equal(CommandLine.Failed, await RunAsync("backup", copy));
        Assert.Equal(CommandLine.NotUnderstood, await RunAsync("polish"));
    }

    private async Task<int> RunAsync(params string[] words)
    {
        await using var services = Services();
        return await StoreCommands.Verb.RunAsync(new VerbCall(services, words, output, errors), Cancel);
    }

    private ServiceProvider Services()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["IncidentConsole:DataDirectory"] = folder.Path;
        builder.Services.AddSingleton(TimeProvider.System).AddStore(builder.Configuration, builder.Environment, isServer: false).AddCatalog();
        return builder.Services.BuildServiceProvider();
    }

    /// <summary>The runbook versions that the incidents of <see cref="StoreWorld"/> name.</summary>
    private static Task PublishAsync(Database database) => new RunbookShelf(database, TimeProvider.System).AllCurrentAsync(Cancel);
}
