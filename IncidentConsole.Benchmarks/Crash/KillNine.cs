using System.Diagnostics;
using System.Globalization;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Store.ReadModels;
using IncidentConsole.Web.Store.Verification;

namespace IncidentConsole.Benchmarks.Crash;

/// <summary>
/// Proves that what was acknowledged survives kill -9: a child writes with 16 callers and says each acknowledgement; it is killed amid them,
/// and the store must hold all of them, without a gap, with its chain and its read models whole. Every round goes on with the same store.
/// </summary>
internal static class KillNine
{
    private const string Child = "kill9-writer";
    private const int Callers = 16;
    private const int LongestLifeMs = 400;

    /// <summary><c>kill9 ROUNDS</c>, or the child's call.</summary>
    public static bool IsCalled(string[] args) => args is ["kill9" or Child, _];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args[0] == Child)
        {
            await WriteAsync(args[1]);
            return 0;
        }

        return await RunAsync(int.Parse(args[1], CultureInfo.InvariantCulture));
    }

    private static async Task<int> RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("incident-console-kill9-").FullName;
        var acknowledged = 0;
        try
        {
            for (var round = 1; round <= rounds; round++)
            {
                var lines = await KillAsync(folder);
                if (await CheckAsync(folder, lines) is { Count: > 0 } findings)
                {
                    Console.WriteLine($"round {round}: FAILED, store kept in {folder}{Environment.NewLine}{string.Join(Environment.NewLine, findings.Take(20))}");
                    return 1;
                }

                acknowledged += lines.Count;
            }
        }
        finally
        {
            Console.WriteLine($"{acknowledged} acknowledged events looked for");
        }

        Directory.Delete(folder, recursive: true);
        Console.WriteLine($"{rounds} rounds of kill -9: none lost, no gap, chains and read models whole");
        return 0;
    }

    /// <summary>The child: writes until it is killed.</summary>
    private static async Task WriteAsync(string folder)
    {
        await using var store = await CrashStore.OpenAsync(folder);
        var first = await new IncidentQueries(store.Database).NextNumberAsync(CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(first, Callers).Select(async number =>
        {
            var incident = await store.DeclareAsync(Guid.CreateVersion7().ToString("D"), number);
            for (var version = 2; ; version++)
            {
                Say(incident);
                incident = await store.AppendAsync(incident, new NoteAdded(NoteKind.Note, new Prose(Text(version))));
            }
        }));
    }

    // One write call a line: a killed process leaves whole lines in the pipe, or none.
    private static void Say(Incident incident)
    {
        lock (Console.Out)
        {
            Console.WriteLine($"{incident.Id.Value} {incident.Version}");
            Console.Out.Flush();
        }
    }

    private static string Text(int version) => $"note {version}";

    private static async Task<IReadOnlyList<(string Incident, int Version)>> KillAsync(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. SelfArguments(), Child, folder]) { RedirectStandardOutput = true };
        start.Environment["TMPDIR"] = folder;   // a killed process leaves its sockets there
        using var child = Process.Start(start)!;
        var lines = new List<string>();
        if (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            var rest = child.StandardOutput.ReadToEndAsync();
            await Task.Delay(Random.Shared.Next(LongestLifeMs));
            child.Kill();   // SIGKILL
            lines.AddRange((await rest).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        await child.WaitForExitAsync();
        return [.. lines.Select(said => said.Split(' ')).Where(words => words.Length == 2).Select(words => (words[0], int.Parse(words[1], CultureInfo.InvariantCulture)))];
    }

    private static IEnumerable<string> SelfArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(KillNine).Assembly.Location] : [];

    private static async Task<IReadOnlyList<string>> CheckAsync(string folder, IReadOnlyList<(string Incident, int Version)> acknowledged)
    {
        await using var store = await CrashStore.OpenAsync(folder);
        var findings = (await new StoreVerification(store.Database, store.Catalog).RunAsync(CancellationToken.None)).Findings.ToList();
        if (acknowledged.Count == 0)
        {
            findings.Add("the writer acknowledged nothing");
        }

        foreach (var (incident, versions) in acknowledged.GroupBy(said => said.Incident, said => said.Version).Select(group => (group.Key, group.Max())))
        {
            var events = await store.Log.LoadAsync(StreamId.Of(new IncidentId(incident)), 0, CancellationToken.None);
            if (events.Count < versions)
            {
                findings.Add($"{incident}: version {versions} was acknowledged, the log ends at {events.Count}");
            }

            findings.AddRange(events.Skip(1).Where(recorded => recorded.Event is not NoteAdded note || note.Text.Text != Text(recorded.Version)).Select(recorded => $"{incident} version {recorded.Version}: another text"));
        }

        return findings;
    }
}
