using System.Diagnostics;

namespace IncidentConsole.Tests.Assets;

/// <summary>The pure parts of the client scripts (times, chart words, keys) have their own tests beside them; this runs them with the others.</summary>
public sealed class ClientScriptTests
{
    [Fact]
    public async Task The_client_scripts_pass_their_own_tests()
    {
        var token = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("npm", ["test", "--silent"]) { WorkingDirectory = Folder(), RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(token);
        var output = await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);

        Assert.True(process.ExitCode == 0, output + await errors);
        Assert.Contains("# fail 0", output, StringComparison.Ordinal);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IncidentConsole.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("These tests run from the repository."), "wwwroot-assets");
    }
}
