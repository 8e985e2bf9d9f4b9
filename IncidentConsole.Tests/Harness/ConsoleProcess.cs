using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IncidentConsole.Tests.Harness;

/// <summary>
/// The built console as a process of its own on a free port with its own data folder, so that it can be killed with -9 and started again.
/// </summary>
public sealed class ConsoleProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> settings;
    private readonly StringBuilder output = new();
    private Process? process;

    private ConsoleProcess(string dataDirectory, int port, Dictionary<string, string> settings)
    {
        DataDirectory = dataDirectory;
        Address = new Uri($"http://127.0.0.1:{port}");
        this.settings = settings;
    }

    public string DataDirectory { get; }

    public Uri Address { get; }

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <param name="settings">Environment, e.g. <c>ASPNETCORE_ENVIRONMENT</c>; Production when not given.</param>
    public static async Task<ConsoleProcess> StartAsync(Dictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var console = Stopped(settings);
        await console.StartAgainAsync(cancellationToken);
        return console;
    }

    /// <summary>Not started yet: its address and folder are known, so that both can be prepared. <see cref="StartAgainAsync"/> starts it.</summary>
    public static ConsoleProcess Stopped(Dictionary<string, string> settings) =>
        new(Directory.CreateTempSubdirectory("incident-console-").FullName, FreePort(), settings);

    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        process = Run([$"--urls={Address}"]);
        using var http = new HttpClient { BaseAddress = Address };
        var began = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // not listening yet
            }

            if (process.HasExited || began.Elapsed > StartLimit)
            {
                throw new InvalidOperationException($"The console did not become ready:\n{Output}");
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>kill -9: nothing is flushed, nothing is said.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Runs a verb of the command line on the same data folder.</summary>
    public async Task<(int Code, string Output)> VerbAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var verb = Create(arguments);
        verb.Start();
        var text = await verb.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await verb.StandardError.ReadToEndAsync(cancellationToken);
        await verb.WaitForExitAsync(cancellationToken);
        return (verb.ExitCode, text.Length > 0 ? text : errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        Directory.Delete(DataDirectory, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Run(string[] arguments)
    {
        var started = Create(arguments);
        started.OutputDataReceived += (_, line) => Keep(line.Data);
        started.ErrorDataReceived += (_, line) => Keep(line.Data);
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private Process Create(string[] arguments)
    {
        var project = Path.Combine(Sources.Root, "IncidentConsole.Web");
        var program = typeof(Program).Assembly.Location.Replace("IncidentConsole.Tests", "IncidentConsole.Web", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = project,   // the content root, as under dotnet run
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["IncidentConsole__DataDirectory"] = DataDirectory;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new Process { StartInfo = start };
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
