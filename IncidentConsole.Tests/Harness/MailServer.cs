using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentConsole.Tests.Harness;

/// <summary>A real SMTP server (aiosmtpd) that prints what it takes.</summary>
public sealed partial class MailServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Process process;

    private MailServer(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public static async Task<MailServer> StartAsync(CancellationToken cancellationToken)
    {
        Needs.Program("python3", Python);
        using (var probe = Process.Start(new ProcessStartInfo(Python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true })!)
        {
            await probe.WaitForExitAsync(cancellationToken);
            if (probe.ExitCode != 0)
            {
                Assert.Skip("python3-aiosmtpd is not installed here; .ci/run installs it.");
            }
        }

        var port = ConsoleProcess.FreePort();
        var process = Process.Start(new ProcessStartInfo(Python, ["-u", "-m", "aiosmtpd", "-n", "-d", "-l", $"127.0.0.1:{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line && !line.Contains("Server is listening", StringComparison.Ordinal))
        {
            // it says when it listens
        }

        _ = process.StandardError.ReadToEndAsync(cancellationToken);   // so that it never waits for a reader
        return new MailServer(process, port);
    }

    /// <summary>The next message: its headers, and its text decoded.</summary>
    public async Task<(string Headers, string Text)> NextAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var inside = false;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains("END MESSAGE", StringComparison.Ordinal))
            {
                break;
            }

            if (inside)
            {
                lines.Add(line);
            }

            inside |= line.Contains("MESSAGE FOLLOWS", StringComparison.Ordinal);
        }

        var split = lines.FindIndex(line => line.Length == 0);
        var headers = string.Join('\n', lines[..split]);
        return (headers, Decode(headers, lines[(split + 1)..]));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string Decode(string headers, List<string> body)
    {
        if (headers.Contains("base64", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(body)));
        }

        var soft = string.Join('\n', body).Replace("=\n", "", StringComparison.Ordinal);
        var bytes = QuotedByte().Replace(soft, match => ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString());
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));
    }

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex QuotedByte();
}
