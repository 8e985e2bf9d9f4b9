using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Signals;

/// <summary>Installed programs that tests run beside the console.</summary>
internal static class Programs
{
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A program with a folder of its own, listening on a loopback port; both are gone with the test.</summary>
internal sealed class RealProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private RealProgram(Process process, DirectoryInfo folder, Uri address)
    {
        this.process = process;
        this.folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<RealProgram> PrometheusAsync(string program, Uri target, CancellationToken ct, Uri? alertmanager = null, string rules = "groups: []", string moreJobs = "")
    {
        var folder = Directory.CreateTempSubdirectory("incident-console-prometheus-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "rules.yml"), rules, ct);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "prometheus.yml"), $$"""
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [rules.yml]
            alerting: {alertmanagers: [{static_configs: [{targets: [{{alertmanager?.Authority}}]}]}]}
            scrape_configs:
              - {job_name: service, static_configs: [{targets: ["{{target.Authority}}"]}]}
            {{moreJobs}}
            """, ct);
        return await StartAsync(program, folder, ct, "-/ready", $"--config.file={folder.FullName}/prometheus.yml", $"--storage.tsdb.path={folder.FullName}/tsdb");
    }

    public static Task<RealProgram> NodeExporterAsync(string program, CancellationToken ct) =>
        StartAsync(program, Directory.CreateTempSubdirectory("incident-console-node-"), ct, "");

    public static async Task<RealProgram> BlackboxAsync(string program, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("incident-console-blackbox-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "blackbox.yml"), "modules: {http_2xx: {prober: http, timeout: 5s, http: {preferred_ip_protocol: ip4}}}\n", ct);
        return await StartAsync(program, folder, ct, "-/healthy", $"--config.file={folder.FullName}/blackbox.yml");
    }

    public static async Task<RealProgram> AlertmanagerAsync(string program, Uri webhook, string bearer, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("incident-console-alertmanager-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "alertmanager.yml"), $$"""
            global: {resolve_timeout: 5s}
            route: {receiver: console, group_by: [service], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
            receivers:
              - name: console
                webhook_configs:
                  - {url: "{{webhook}}", send_resolved: true, http_config: {authorization: {credentials: "{{bearer}}"} } }
            """, ct);
        return await StartAsync(program, folder, ct, "-/ready", $"--config.file={folder.FullName}/alertmanager.yml", $"--storage.path={folder.FullName}/data", "--cluster.listen-address=");
    }

    /// <param name="receiver">What stands below the receiver's name, four blanks in.</param>
    /// <param name="cluster">Arguments about the cluster; none keeps it alone.</param>
    public static async Task<RealProgram> AlertmanagerAsync(string program, string receiver, CancellationToken ct, params string[] cluster)
    {
        var folder = Directory.CreateTempSubdirectory("incident-console-alertmanager-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "alertmanager.yml"), $$"""
            global: {resolve_timeout: 5s}
            route: {receiver: console, group_by: [service], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
            receivers:
              - name: console
            {{receiver}}
            """, ct);
        string[] alone = ["--cluster.listen-address="];
        return await StartAsync(program, folder, ct, "-/ready", [$"--config.file={folder.FullName}/alertmanager.yml", $"--storage.path={folder.FullName}/data", .. cluster.Length == 0 ? alone : cluster]);
    }

    /// <summary>Another process works at its own pace: asked four times a second until it has an answer, at most a minute.</summary>
    public async Task<T> UntilAsync<T>(Func<Task<T?>> ask, CancellationToken ct) where T : struct
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var i = 0; i < 240; i++)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            Assert.False(process.HasExited, $"{process.StartInfo.FileName} ended");
            await timer.WaitForNextTickAsync(ct);
        }

        throw new TimeoutException("There is no answer after a minute.");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<RealProgram> StartAsync(string program, DirectoryInfo folder, CancellationToken ct, string ready, params string[] arguments)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Programs.FreePort()}");
        var process = Process.Start(new ProcessStartInfo(program, [.. arguments, $"--web.listen-address={address}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.ErrorDataReceived += (_, _) => { };   // an unread pipe would fill up and stop it
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var real = new RealProgram(process, folder, new Uri($"http://{address}/"));
        var reader = SignalTestKit.Reader();
        await real.UntilAsync(async () => await reader.ReadAsync(new ProbeSource(new Uri(real.Address, ready.Length == 0 ? "metrics" : ready))) is SignalRead { Values: [{ Sample.Value: 1 }] } ? 1 : (int?)null, ct);
        return real;
    }
}
