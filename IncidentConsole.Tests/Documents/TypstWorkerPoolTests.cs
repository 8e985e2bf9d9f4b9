using System.Diagnostics;
using System.Text;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Documents;

namespace IncidentConsole.Tests.Documents;

/// <summary>The resident renderer: started late, kept warm, replaced when it dies, ended when slow or idle.</summary>
public sealed class TypstWorkerPoolTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<RenderedPdf> RenderAsync(TypstWorkerPool pool) => new TypstDocumentRenderer(pool).RenderAsync(SamplePostmortem.Full, Cancel);

    [Fact]
    public async Task One_worker_serves_one_export_after_another()
    {
        using var pool = PdfTools.Pool();
        Assert.Empty(pool.IdleProcessIds);
        await RenderAsync(pool);
        var first = Assert.Single(pool.IdleProcessIds);
        await RenderAsync(pool);
        Assert.Equal(first, Assert.Single(pool.IdleProcessIds));
    }

    [Fact]
    public async Task Many_exports_at_once_use_two_processes()
    {
        using var pool = PdfTools.Pool();
        var files = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RenderAsync(pool)));
        Assert.All(files, file => Assert.True(file.Bytes.Span.StartsWith("%PDF"u8)));
        Assert.InRange(pool.IdleProcessIds.Count, 1, 2);
    }

    [Fact]
    public async Task A_killed_worker_is_replaced()
    {
        using var pool = PdfTools.Pool();
        await RenderAsync(pool);
        var killed = Assert.Single(pool.IdleProcessIds);
        await KillAsync(killed);
        await RenderAsync(pool);
        Assert.NotEqual(killed, Assert.Single(pool.IdleProcessIds));
    }

    [Fact]
    public async Task A_worker_that_dies_during_an_export_costs_nothing_but_time()
    {
        using var home = new FakeHome("""
            import fs from 'node:fs';
            const again = fs.existsSync('died'); fs.writeFileSync('died', '');
            process.stdin.once('data', () => { if (!again) process.exit(1); process.stdout.write('{"ok":true,"length":4,"standard":"ua-1"}\n%PDF'); });
            """);
        using var pool = PdfTools.Pool(home: home.Path);
        Assert.Equal("%PDF", Encoding.ASCII.GetString((await RenderAsync(pool)).Bytes.Span));
    }

    [Fact]
    public async Task A_worker_that_always_dies_is_an_error_with_its_last_words()
    {
        using var home = new FakeHome("console.error('no such library'); process.exit(3);");
        using var pool = PdfTools.Pool(home: home.Path);
        var error = await Assert.ThrowsAsync<DocumentRenderException>(() => RenderAsync(pool));
        Assert.Contains("ended twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_template_is_an_error_in_typsts_words_and_keeps_the_worker()
    {
        using var pool = PdfTools.Pool();
        var nonsense = Encoding.UTF8.GetBytes("""{"template":"postmortem","standard":"ua-1","data":{"words":{}}}""");
        var error = await Assert.ThrowsAsync<DocumentRenderException>(() => pool.RenderAsync(nonsense, Cancel));
        Assert.Contains("dictionary does not contain key", error.Message, StringComparison.Ordinal);
        Assert.Single(pool.IdleProcessIds);
        await RenderAsync(pool);
    }

    [Fact]
    public async Task After_twenty_seconds_the_export_is_given_up_and_its_process_ended()
    {
        using var home = new FakeHome("import fs from 'node:fs'; process.stdin.once('data', () => { fs.writeFileSync('asked', String(process.pid)); setInterval(() => {}, 1000); });");
        var clock = new TimerClock();
        using var pool = PdfTools.Pool(clock, home.Path);
        var export = RenderAsync(pool);
        var worker = await home.WaitForAsync("asked");

        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(export.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<DocumentRenderException>(() => export);

        Assert.Contains("longer than 20 seconds", error.Message, StringComparison.Ordinal);
        Assert.Empty(pool.IdleProcessIds);
        await Assert.ThrowsAsync<ArgumentException>(() => WaitForExitAsync(int.Parse(worker, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Five_idle_minutes_end_the_worker()
    {
        var clock = new TimerClock();
        using var pool = PdfTools.Pool(clock);
        await RenderAsync(pool);
        clock.Advance(TimeSpan.FromMinutes(4));
        await RenderAsync(pool);
        clock.Advance(TimeSpan.FromMinutes(4));
        var worker = Assert.Single(pool.IdleProcessIds);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(pool.IdleProcessIds);
        await Assert.ThrowsAsync<ArgumentException>(() => WaitForExitAsync(worker));
    }

    [Fact]
    public void A_missing_renderer_is_named_with_both_places()
    {
        var error = Assert.Throws<DocumentRenderException>(() => TypstHome.Find("/no/program", "/no/content"));
        Assert.Contains("/no/program/pdf", error.Message, StringComparison.Ordinal);
        Assert.Contains("/no/wwwroot-assets/typst", error.Message, StringComparison.Ordinal);
    }

    private static async Task KillAsync(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
        await process.WaitForExitAsync(Cancel);
    }

    /// <summary>Ends in an ArgumentException ("not running") as soon as the process is gone.</summary>
    private static async Task WaitForExitAsync(int processId)
    {
        using (var process = Process.GetProcessById(processId))
        {
            await process.WaitForExitAsync(Cancel);
        }
        using var gone = Process.GetProcessById(processId);
    }

    /// <summary>A folder with a worker of our own, and files by which it tells what it did.</summary>
    private sealed class FakeHome : IDisposable
    {
        public FakeHome(string worker) => File.WriteAllText(System.IO.Path.Combine(Path, "worker.mjs"), worker);

        public string Path { get; } = Directory.CreateTempSubdirectory("incident-pdf-").FullName;

        public async Task<string> WaitForAsync(string name)
        {
            var file = System.IO.Path.Combine(Path, name);
            while (!File.Exists(file) || new FileInfo(file).Length == 0)
            {
                await Task.Yield();
                Cancel.ThrowIfCancellationRequested();
            }
            return await File.ReadAllTextAsync(file, Cancel);
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
