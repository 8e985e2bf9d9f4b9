using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.ReadModels;
using IncidentConsole.Web.Store.Verification;

namespace IncidentConsole.Web.Cli;

/// <summary>The store from the command line; each works while the server runs.</summary>
internal static class StoreCommands
{
    public static Verb Verb { get; } = new(
        "store",
        """
        store verify        proves the hash chain and that replaying the log gives the live lists; prints the head to be kept elsewhere
        store rebuild       makes the lists anew from the log
        store backup FILE   makes a consistent copy
        """,
        RunAsync);

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken)
    {
        try
        {
            return call.Words switch
            {
                ["verify"] => await VerifyAsync(call, cancellationToken),
                ["rebuild"] => await RebuildAsync(call, cancellationToken),
                ["backup", var file] => await BackUpAsync(call, file),
                _ => CommandLine.NotUnderstood,
            };
        }
        catch (StoreException exception)
        {
            await call.Errors.WriteLineAsync(exception.Message);
            return CommandLine.Failed;
        }
    }

    private static async Task<int> VerifyAsync(VerbCall call, CancellationToken cancellationToken)
    {
        var database = await OpenAsync(call, cancellationToken);
        var report = await call.Services.GetRequiredService<StoreVerification>().RunAsync(cancellationToken);
        await call.Output.WriteLineAsync($"Store {database.Name}: {report.Position} events in {report.Streams} streams, {report.Incidents} incidents");
        await call.Output.WriteLineAsync($"Head: position {report.Position}, hash {report.HeadHash}");
        foreach (var finding in report.Findings)
        {
            await call.Errors.WriteLineAsync($"- {finding}");
        }

        await call.Output.WriteLineAsync(report.Findings.Count == 0
            ? "Whole: the chain holds, and replay gives the live lists. Keep the head elsewhere: a later head over a changed past differs at that position."
            : $"NOT whole: {report.Findings.Count} findings.");
        return report.Findings.Count == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    private static async Task<int> RebuildAsync(VerbCall call, CancellationToken cancellationToken)
    {
        await OpenAsync(call, cancellationToken);
        var incidents = await call.Services.GetRequiredService<ReadModelRebuild>().RunAsync(cancellationToken);
        await call.Output.WriteLineAsync($"Rebuilt from the log: {incidents} incidents.");
        return CommandLine.Done;
    }

    private static async Task<int> BackUpAsync(VerbCall call, string file)
    {
        var location = call.Services.GetRequiredService<StoreLocation>();
        if (location.ConnectionString is not null)
        {
            await call.Errors.WriteLineAsync("The store is in PostgreSQL: back it up with pg_dump.");
            return CommandLine.Failed;
        }

        var copy = Path.GetFullPath(file);
        SqliteDatabase.Copy(location.File, copy);
        await call.Output.WriteLineAsync($"Copied to {copy}. It holds the store alone; keys and exports of {location.DataDirectory} are not in it.");
        return CommandLine.Done;
    }

    private static async Task<Database> OpenAsync(VerbCall call, CancellationToken cancellationToken)
    {
        var database = call.Services.GetRequiredService<Database>();
        await database.OpenAsync(cancellationToken);
        return database;
    }
}
