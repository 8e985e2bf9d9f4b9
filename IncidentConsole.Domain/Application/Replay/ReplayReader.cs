using System.Collections.Concurrent;
using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Replay;

/// <summary>An incident as it was known at a moment.</summary>
/// <param name="At">The moment shown, UTC; nearer than the one asked for where <paramref name="Why"/> says so.</param>
/// <param name="Timeline">What had been recorded by then, the signals of the service too.</param>
/// <param name="Replay">The way through all its moments; whoever holds it keeps it in memory.</param>
/// <param name="Why">Why another moment is shown than was asked for; null where it is the same.</param>
/// <param name="Begin">The earliest moment that can be looked at: when, as is known now, the impact began or the first alert fired; else the declaration.</param>
public sealed record PastIncident(DateTimeOffset At, Incident Incident, LinkedTimeline Timeline, ReplayTrack Replay, string? Why, DateTimeOffset Begin)
{
    /// <summary>True before anybody knew of it: only what the signals said then can be shown. The incident is then as it was about to be declared.</summary>
    public bool IsAhead => At < Replay.Moments.Start;
}

/// <summary>A replay with what the signals of its service said, as far as it was read.</summary>
public sealed record ReplayTrack(IncidentReplay Moments, string Service, ImmutableArray<TimelineEntry> Linked, DateTimeOffset LinkedUntil);

/// <summary>
/// Reads an incident at any moment. Those who travel through the same incident share its folded states; when the last of them is gone they are
/// dropped, so a console where nobody looks back holds nothing.
/// </summary>
/// <remarks>Ask <see cref="IncidentDesk.ReadAsync"/> first whether the viewer may see it.</remarks>
public sealed class ReplayReader(IncidentDesk desk, ICatalog catalog, ServiceTimeline service, TimeProvider clock)
{
    /// <summary>How long before its declaration an incident is looked at: beyond that the way through it would be all lead and no incident.</summary>
    public static readonly TimeSpan LongestLead = TimeSpan.FromHours(6);

    private readonly ConcurrentDictionary<IncidentId, WeakReference<ReplayTrack>> shared = new();

    /// <param name="now">The incident as it stands.</param>
    /// <param name="asked">UTC. Before its beginning its first moment is shown, after now the present one, and it is said.</param>
    public async Task<PastIncident> LookAsync(Incident now, DateTimeOffset asked, CancellationToken cancellationToken)
    {
        var track = await TrackAsync(now, cancellationToken).ConfigureAwait(false);
        // What was recorded within this very instant lies a few ticks ahead of the clock, and so does a link to it.
        var present = AskedMoment.After(clock.GetUtcNow()) is var instant && instant > track.Moments.Stops[^1] ? instant : track.Moments.Stops[^1];
        var begin = BeginOf(now, track.Moments.Start);
        var (at, why) =
            asked < begin ? (begin, begin < track.Moments.Start ? "Looking back begins here." : "The incident was not known before this moment.")
            : asked > present ? (present, "That moment has not come yet.")
            : (asked, (string?)null);
        var (incident, timeline) = track.Moments.At(at) ?? track.Moments.Ahead();
        track = await LinkAsync(track, now, incident, at, present, cancellationToken).ConfigureAwait(false);
        var until = ServiceEntries.Window(incident).To;
        return new(at, incident, new(timeline, [.. track.Linked.Where(entry => entry.RecordedAt <= at && (until is null || entry.OccurredAt <= until))]), track, why, begin);
    }

    /// <summary>The earliest moment that can be looked at.</summary>
    /// <param name="start">When the first entry was recorded, UTC.</param>
    public static DateTimeOffset BeginOf(Incident now, DateTimeOffset start)
    {
        var milestones = now.Milestones;
        var begin = milestones.ImpactStarted < milestones.Detected ? milestones.ImpactStarted.Value : milestones.Detected ?? start;
        return begin >= start ? start : begin > start - LongestLead ? begin : start - LongestLead;
    }

    private async Task<ReplayTrack> TrackAsync(Incident now, CancellationToken cancellationToken)
    {
        var known = shared.TryGetValue(now.Id, out var held) && held.TryGetTarget(out var track) ? track : null;
        if (known?.Moments.Version >= now.Version)
        {
            return known;
        }

        var news = await desk.EventsAsync(now.Id, known?.Moments.Version ?? 0, now.Version, cancellationToken).ConfigureAwait(false);
        if (known is not null && IncidentReplay.Redacts(news))
        {
            known = null;   // it holds texts that are deleted
            news = await desk.EventsAsync(now.Id, 0, now.Version, cancellationToken).ConfigureAwait(false);
        }

        return Share(now.Id, known is null ? new(IncidentReplay.Of(news, catalog.Runbook), "", [], DateTimeOffset.MinValue) : known with { Moments = known.Moments.With(news) });
    }

    /// <summary>What the signals said is read once for the whole incident, and again where the moment asks for later or for another service.</summary>
    private async Task<ReplayTrack> LinkAsync(ReplayTrack track, Incident now, Incident then, DateTimeOffset at, DateTimeOffset present, CancellationToken cancellationToken)
    {
        if (track.Service == then.SignalService && track.LinkedUntil >= at)
        {
            return track;
        }

        var linked = await service.ReadAsync(then.SignalService == now.SignalService ? now : then, "en", cancellationToken).ConfigureAwait(false);
        return Share(now.Id, track with { Service = then.SignalService, Linked = linked, LinkedUntil = present });
    }

    private ReplayTrack Share(IncidentId id, ReplayTrack track)
    {
        foreach (var (gone, _) in shared.Where(known => !known.Value.TryGetTarget(out _)))
        {
            shared.TryRemove(gone, out _);
        }

        shared[id] = new(track);
        return track;
    }
}
