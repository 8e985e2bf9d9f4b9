using System.ComponentModel;
using System.Diagnostics;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Documents;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentConsole.Tests.Documents;

/// <summary>The real renderer of the clone, and the programs that judge its files.</summary>
internal static class PdfTools
{
    /// <summary>wwwroot-assets/typst, found from the test program upwards.</summary>
    public static string Home()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, "IncidentConsole.Web");
            if (Directory.Exists(project))
            {
                return TypstHome.Find(AppContext.BaseDirectory, project);
            }
        }
        throw new InvalidOperationException("The tests run outside of a clone.");
    }

    public static TypstWorkerPool Pool(TimeProvider? clock = null, string? home = null) =>
        new(() => home ?? Home(), clock ?? TimeProvider.System, NullLogger<TypstWorkerPool>.Instance);

    /// <summary>What a program says about a file; the test is skipped where the program is missing.</summary>
    public static async Task<(int Exit, string Output)> AskAsync(RenderedPdf pdf, string program, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        await File.WriteAllBytesAsync(file, pdf.Bytes, TestContext.Current.CancellationToken);
        try
        {
            var start = new ProcessStartInfo(program, arguments.Select(argument => argument == "FILE" ? file : argument)) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output + await errors);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed (Debian: qpdf, poppler-utils).");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The text in reading order, lines joined by single spaces.</summary>
    public static async Task<string> TextAsync(RenderedPdf pdf)
    {
        var (_, output) = await AskAsync(pdf, "pdftotext", "FILE", "-");
        return string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('\u00a0', ' ');
    }
}
