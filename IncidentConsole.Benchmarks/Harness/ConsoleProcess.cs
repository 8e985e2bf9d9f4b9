using System.Diagnostics;
using System.Net;
using System.Text;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>The built console as a process of its own over a data folder, in Production.</summary>
internal sealed class ConsoleProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly StringBuilder output = new();
    private readonly Process process;

    private ConsoleProcess(string dataFolder)
    {
        Address = new Uri($"http://127.0.0.1:{Tool.FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Sources.Console, $"--urls={Address}"])
        {
            WorkingDirectory = Path.Combine(Sources.Root, "IncidentConsole.Web"),   // the content root, as under dotnet run
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["IncidentConsole__DataDirectory"] = dataFolder;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public Uri Address { get; }

    public int ProcessId => process.Id;

    /// <summary>From before the process was made to the first 200 of /health/ready, which asks the store.</summary>
    public TimeSpan StartedIn { get; private set; }

    public static async Task<ConsoleProcess> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var console = new ConsoleProcess(dataFolder);
        try
        {
            await console.BeginAsync(cancellationToken);
            return console;
        }
        catch
        {
            await console.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Address };
        var began = Stopwatch.StartNew();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await IsReadyAsync(http, cancellationToken))
        {
            if (process.HasExited || began.Elapsed > StartLimit)
            {
                lock (output)
                {
                    throw new InvalidOperationException($"The console did not become ready:\n{output}");
                }
            }

            await Task.Delay(Look, cancellationToken);
        }

        StartedIn = began.Elapsed;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;   // not listening yet
        }
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
