using System.Text.RegularExpressions;
using IncidentConsole.Web.Cli;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Console;

namespace IncidentConsole.Web.Hosting;

/// <summary>Where the program finds its content, its configuration and its default address, from source and published alike.</summary>
internal static class ConsoleHost
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Published, the content lies beside the program, wherever it is started from; from source it is the project folder.
        var published = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = CommandLine.Configuration(args), ContentRootPath = published ? AppContext.BaseDirectory : null });
        builder.WebHost.UseStaticWebAssets();   // from source, Production serves packaged assets too; published, it does nothing

        // The root appsettings.json is copied beside the program: read it first, so that environment and arguments still win.
        builder.Configuration.Sources.Insert(0, new JsonConfigurationSource { Path = "appsettings.json", FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory) });
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null && builder.Configuration["https_ports"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // A request is answered by the pool thread that its socket woke, not handed on three times: a tenth more requests on two cores. "Unsafe" is
        // for code that blocks its thread; a pool thread that blocks holds up its own connection only, the sockets after it are another thread's.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        Regex.CacheSize = 256;   // silences are patterns that people write, all of them asked for each alert; the runtime would keep fifteen
        AddLogs(builder, isVerb: CommandLine.HasVerb(args));
        return builder;
    }

    private static void AddLogs(WebApplicationBuilder builder, bool isVerb)
    {
        // Request lines hold addresses, and some addresses hold a key or a one-time link: never log them.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // It writes nothing but those lines, yet while it may, each request pays for a scope and an activity that name the address.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (builder.Environment.IsProduction())
        {
            builder.Logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                json.IncludeScopes = true;
            });
        }

        if (isVerb)
        {
            // Standard output belongs to what the verb prints.
            builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning);   // over what the settings say
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }
    }
}
