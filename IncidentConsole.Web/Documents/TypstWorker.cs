using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Documents;

/// <summary>
/// One resident Node process that renders one request at a time (worker.mjs tells the protocol). It inherits no environment
/// but the search path, and ends with the console, because its input then closes.
/// </summary>
internal sealed class TypstWorker : IDisposable
{
    private const int LongestErrorText = 4000;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly Process process;
    private readonly StringBuilder complaints = new();

    private TypstWorker(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
    }

    public int ProcessId => process.Id;

    public bool IsAlive => !process.HasExited;

    /// <param name="home">The folder of worker.mjs.</param>
    /// <exception cref="DocumentRenderException">Node is not on the path.</exception>
    public static TypstWorker Start(string home)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(home, "worker.mjs")])
        {
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var name in start.Environment.Keys.Where(name => !IsNeeded(name)).ToList())
        {
            start.Environment.Remove(name);   // keys and passwords of the console are none of the renderer's business
        }
        try
        {
            return new TypstWorker(Process.Start(start)!);
        }
        catch (Win32Exception missing)
        {
            throw new DocumentRenderException("PDF export needs Node.js 20, and the program node was not found. Install it or add it to the path.", missing);
        }
    }

    /// <summary>Renders one request.</summary>
    /// <param name="request">One line of JSON.</param>
    /// <param name="cancellationToken">Leaves the worker in the middle of an answer: kill it then.</param>
    /// <exception cref="TypstWorkerLostException">The process ended instead of answering; another one may do better.</exception>
    /// <exception cref="DocumentRenderException">The template failed; the message is Typst's.</exception>
    public async Task<(TypstAnswer Answer, byte[] Pdf)> RenderAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            var input = process.StandardInput.BaseStream;
            await input.WriteAsync(request, cancellationToken);
            await input.WriteAsync("\n"u8.ToArray(), cancellationToken);
            await input.FlushAsync(cancellationToken);

            var output = process.StandardOutput.BaseStream;
            var answer = JsonSerializer.Deserialize<TypstAnswer>(await ReadLineAsync(output, cancellationToken), Web)
                ?? throw new InvalidDataException("The renderer answered with nothing.");
            if (!answer.Ok)
            {
                throw new DocumentRenderException($"The PDF template failed: {answer.Error}");
            }
            var pdf = new byte[answer.Length];
            await output.ReadExactlyAsync(pdf, cancellationToken);
            return (answer, pdf);
        }
        catch (Exception lost) when (lost is IOException or InvalidDataException or JsonException)
        {
            throw new TypstWorkerLostException(Complaints(), lost);
        }
    }

    /// <summary>Ends the process and whatever it started, at once.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    private static bool IsNeeded(string name) => name.ToUpperInvariant() is "PATH" or "SYSTEMROOT" or "TEMP" or "TMP" or "TMPDIR";

    private static async Task<byte[]> ReadLineAsync(Stream output, CancellationToken cancellationToken)
    {
        // Byte by byte, because what follows the line is not text; a line has some 60 bytes.
        var line = new List<byte>(128);
        var one = new byte[1];
        while (true)
        {
            await output.ReadExactlyAsync(one, cancellationToken);
            if (one[0] == (byte)'\n')
            {
                return [.. line];
            }
            line.Add(one[0]);
        }
    }

    private void Remember(string? line)
    {
        lock (complaints)
        {
            if (line is not null && complaints.Length < LongestErrorText)
            {
                complaints.AppendLine(line);
            }
        }
    }

    private string Complaints()
    {
        lock (complaints)
        {
            return complaints.Length == 0 ? "no message" : complaints.ToString().Trim();
        }
    }
}

/// <param name="Dropped">Why the standard was dropped, in Typst's words.</param>
internal sealed record TypstAnswer(bool Ok, int Length, string? Standard, string? Dropped, string? Error);

/// <summary>The process died or spoke nonsense; its last words are the message.</summary>
internal sealed class TypstWorkerLostException(string message, Exception innerException) : Exception(message, innerException);
