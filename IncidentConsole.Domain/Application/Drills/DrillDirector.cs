using System.Collections.Concurrent;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Drills;

/// <summary>
/// Keeps every open drill going: says what its signals say now, and lets the simulated people play the lines whose time has come, through the
/// same desk as everybody. It remembers nothing: what was played is in the log, so that a restart, or a second node, changes nothing.
/// </summary>
public sealed class DrillDirector(IIncidentQueries queries, IncidentDesk desk, IEventLog log, ISignalCatalog signals, ISampleStore samples, LiveSignals live, ISampleFeed feed, TimeProvider clock)
{
    /// <summary>A drill that is still open then was forgotten: the console ends it, and its report says what was reached.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const int MostOpen = 50;
    private static readonly SendOptions Script = new("drill");

    /// <summary>What happened in the incidents that are played, read anew when something was added: a text may have been deleted since.</summary>
    private readonly ConcurrentDictionary<string, IReadOnlyList<RecordedEvent>> past = new(StringComparer.Ordinal);

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var open = await queries.ListAsync(new IncidentFilter("open", PageSize: MostOpen, Drills: DrillScope.OnlyDrills), Viewer.System, cancellationToken).ConfigureAwait(false);
        foreach (var row in open.Items)
        {
            if (await desk.ReadAsync(row.Id, Viewer.System, cancellationToken).ConfigureAwait(false) is { IsOpen: true, Drill: not null } drill)
            {
                if (clock.GetUtcNow() - drill.Drill.StartedAt >= Longest)
                {
                    await desk.SendAsync(drill.Id, new StopDrill(), Actor.System, Script, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                await SayAsync(drill, cancellationToken).ConfigureAwait(false);
                await PlayAsync(drill, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task SayAsync(Incident drill, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<SignalSample> news = [];
        foreach (var signal in await signals.OfServiceAsync(drill.SignalService, removedToo: false, cancellationToken).ConfigureAwait(false))
        {
            var latest = await samples.LatestAsync(signal.Service, signal.Id, cancellationToken).ConfigureAwait(false);
            if (latest.Count > 0 && live.Find(signal)?.LastGood?.At != latest[0].Sample.At)
            {
                news.AddRange(live.Keep(signal, new SignalRead(latest, []), now).Select(value => new SignalSample(signal.Service, signal.Id, value.Label, value.Sample)));
            }
        }

        if (news.Count > 0)
        {
            await feed.PublishAsync(news, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PlayAsync(Incident drill, CancellationToken cancellationToken)
    {
        foreach (var line in DrillScript.Due(drill, await PastAsync(drill.Drill!.Play, cancellationToken).ConfigureAwait(false), clock.GetUtcNow()))
        {
            await desk.SendAsync(drill.Id, new PlayDrillLine(line.Id, line.Act), line.By, Script, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<RecordedEvent>> PastAsync(DrillPlay play, CancellationToken cancellationToken)
    {
        if (play.IncidentId is not { } id)
        {
            return [];
        }

        var stream = StreamId.Of(new IncidentId(id));
        return past.TryGetValue(id, out var known) && (await log.LoadAsync(stream, known.Count, cancellationToken).ConfigureAwait(false)).Count == 0
            ? known
            : past[id] = await log.LoadAsync(stream, 0, cancellationToken).ConfigureAwait(false);
    }
}
