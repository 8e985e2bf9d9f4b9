using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Dapper;
using IncidentConsole.Web.Store;
using Npgsql;

namespace IncidentConsole.Tests.Harness;

/// <summary>
/// PostgreSQL for tests: the server named by INCIDENT_CONSOLE_TEST_POSTGRES (a connection string that may create databases), else a private cluster
/// from the installed binaries, else every test says Skipped with the reason.
/// </summary>
public sealed class PostgresFixture : StoreFixture, IAsyncLifetime
{
    public const string Collection = "PostgreSQL";

    private const string Variable = "INCIDENT_CONSOLE_TEST_POSTGRES";
    private readonly string folder = Path.Combine(Path.GetTempPath(), "incident-console-pg-" + Path.GetRandomFileName());
    private string? binaries;
    private string? server;
    private string? missing;
    private int made;

    public async ValueTask InitializeAsync()
    {
        server = Environment.GetEnvironmentVariable(Variable);
        if (server is not null)
        {
            return;
        }

        binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (binaries is null)
        {
            missing = $"PostgreSQL is not installed and {Variable} is not set";
            return;
        }

        var port = FreePort();
        await ShellAsync($"mkdir -p {folder} && {Owner(folder)} {As}{binaries}/initdb -D {folder}/data -U app --auth=trust --no-sync -E UTF8 --locale=C.UTF-8 && "
            + $"{As}{binaries}/pg_ctl -D {folder}/data -w -l {folder}/log -o '-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}' start");
        server = $"Host=127.0.0.1;Port={port};Username=app;Database=postgres";
    }

    public override async Task<StoreLocation> NewAsync()
    {
        Assert.SkipWhen(server is null, missing ?? "");
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref made)}";
        await using var connection = new NpgsqlConnection(server);
        await connection.ExecuteAsync($"DROP DATABASE IF EXISTS {name}");
        await connection.ExecuteAsync($"CREATE DATABASE {name}");
        return new StoreLocation(Path.GetTempPath(), new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (binaries is not null)
        {
            await ShellAsync($"{As}{binaries}/pg_ctl -D {folder}/data -m immediate stop; rm -rf {folder}");
        }
    }

    // PostgreSQL refuses to run as root, which containers are.
    private static string As => Environment.IsPrivilegedProcess ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "";

    private static string Owner(string path) => Environment.IsPrivilegedProcess ? $"chown postgres:postgres {path} &&" : "";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ShellAsync(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"cd /tmp; {{ {script}; }} >/dev/null 2>&1"]))!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"PostgreSQL did not do: {script}");
    }
}

[CollectionDefinition(PostgresFixture.Collection)]
public sealed class PostgresCollection : ICollectionFixture<PostgresFixture>;
