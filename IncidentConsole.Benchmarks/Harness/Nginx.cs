using System.Diagnostics;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>nginx as people tune it for small static files: compressed beforehand, files kept open, no access log.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly Process process;

    private Nginx(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<Nginx> StartAsync(string folder, byte[] raw, byte[] gzip, CancellationToken cancellationToken)
    {
        var (root, port) = (Directory.CreateDirectory(Path.Combine(folder, "nginx")).FullName, Tool.FreePort());
        await File.WriteAllBytesAsync(Path.Combine(root, "status"), raw, cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(root, "status.gz"), gzip, cancellationToken);
        var settings = Path.Combine(root, "nginx.conf");
        await File.WriteAllTextAsync(settings, Settings(root, port), cancellationToken);
        var started = new Nginx(Process.Start(new ProcessStartInfo(Machine.Program("nginx"), ["-c", settings, "-p", root, "-e", "stderr"]) { RedirectStandardError = true })!, new Uri($"http://127.0.0.1:{port}"));
        await started.TagAsync(cancellationToken);
        return started;
    }

    /// <summary>The entity tag it gives the page; waits until it answers.</summary>
    public async Task<string> TagAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "/status"), cancellationToken);
                return answer.EnsureSuccessStatusCode().Headers.ETag!.ToString();
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string Settings(string root, int port) => $$"""
        daemon off;
        pid {{root}}/pid;
        worker_processes auto;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        events { worker_connections 1024; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 1000000;
          open_file_cache max=100;
          client_body_temp_path {{root}};
          server {
            listen 127.0.0.1:{{port}};
            location = /status {
              root {{root}};
              default_type "text/html; charset=utf-8";
              gzip_static on;
              add_header Cache-Control "public, max-age=5, stale-if-error=600";
              add_header Vary Accept-Encoding;
            }
          }
        }
        """;
}
