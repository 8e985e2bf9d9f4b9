using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Seeding;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests;
using Microsoft.AspNetCore.SignalR.Client;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>From handing an event to the log until another client has it from its socket: 50 clients of one incident, 50 events a second.</summary>
internal sealed class LiveFeedRow() : Row(3, "live-feed")
{
    private const int Rounds = 5;
    private const int Clients = 50;
    private const int EventsPerRound = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        await using var console = await LiveConsole.StartAsync(folder.Path, cancellationToken, services => services.AddSingleton<IEventLog>(provider => new TimedLog(ActivatorUtilities.CreateInstance<Web.Store.EventLog>(provider))));
        var log = (TimedLog)console.Get<IEventLog>();
        var seed = await LogSeed.OverAsync(console, cancellationToken);
        var incident = await seed.PlayAsync(1, console.Get<TimeProvider>().GetUtcNow(), TimeSpan.Zero, Scripts.Open(10), cancellationToken);
        var received = new ConcurrentQueue<(long Position, long At)>();
        var clients = await Task.WhenAll(await ConnectAsync(console, received, cancellationToken));

        var (p50, p99, commit50, commit99, ratio50, ratio99) = (new Samples(), new Samples(), new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = 0; round <= Rounds; round++)
        {
            log.Commits = new Samples();
            received.Clear();
            await SendAsync(console.Get<IncidentDesk>(), incident, cancellationToken);
            for (var waited = Stopwatch.StartNew(); received.Count < EventsPerRound * Clients; await Task.Delay(Between, cancellationToken))
            {
                if (waited.Elapsed > Longest)
                {
                    throw new InvalidOperationException($"Only {received.Count} of {EventsPerRound * Clients} notices arrived.");
                }
            }

            var delays = new Samples();
            foreach (var (position, at) in received)
            {
                delays.Add(Stopwatch.GetElapsedTime(log.BeganAt(position), at));
            }

            if (round > 0)   // the first one warms all
            {
                p50.Add(delays.Median);
                p99.Add(delays.Percentile(99));
                commit50.Add(log.Commits.Median);
                commit99.Add(log.Commits.Percentile(99));
                ratio50.Add(delays.Median / log.Commits.Median);
                ratio99.Add(delays.Percentile(99) / log.Commits.Percentile(99));
            }
        }

        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        yield return new Figure("append -> another client, p50", Say.Ms(p50.Median), $"{Say.Times(ratio50.Median)} of the commit ({Say.Ms(commit50.Median)})", "<= 2x", ratio50.Median <= 2);
        yield return new Figure("append -> another client, p99", Say.Ms(p99.Median), $"{Say.Times(ratio99.Median)} of the commit ({Say.Ms(commit99.Median)})", "<= 2x", ratio99.Median <= 2);
    }

    private static async Task<IEnumerable<Task<HubConnection>>> ConnectAsync(LiveConsole console, ConcurrentQueue<(long Position, long At)> received, CancellationToken cancellationToken)
    {
        var key = await console.KeyAsync(await console.PersonAsync("Jonas", AccessRole.Responder, cancellationToken), cancellationToken);
        return Enumerable.Range(0, Clients).Select(async _ =>
        {
            var client = SignalRTestClient.Build(new Uri(console.Address, "/hubs/incident"), async (address, end) =>
            {
                var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
                await socket.ConnectAsync(address, end);
                return socket;
            });
            client.KeepAliveInterval = TimeSpan.FromSeconds(5);   // the server gives up after 15 s
            client.On<long, int>("changed", (position, _) => received.Enqueue((position, Stopwatch.GetTimestamp())));
            await client.StartAsync(cancellationToken);
            await client.InvokeAsync("Watch", "INC-1", cancellationToken);
            return client;
        });
    }

    private static async Task SendAsync(IncidentDesk desk, IncidentId incident, CancellationToken cancellationToken)
    {
        var (sent, pace) = (new List<Task>(), Stopwatch.StartNew());
        for (var n = 0; n < EventsPerRound; n++)
        {
            if (Between * n - pace.Elapsed is { Ticks: > 0 } early)
            {
                await Task.Delay(early, cancellationToken);
            }

            sent.Add(desk.SendAsync(incident, new AddNote(NoteKind.Note, Scripts.Note(n)), Actor.System, SendOptions.Console, cancellationToken));
        }

        await Task.WhenAll(sent);
    }
}
