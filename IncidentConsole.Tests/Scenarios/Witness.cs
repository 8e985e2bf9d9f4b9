using System.Collections.Immutable;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.StatusPages;
using IncidentConsole.Web.Components.Incidents;
using IncidentConsole.Web.Endpoints.Incidents;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>Looks at an incident as it lives, and again afterwards at each of these moments through its replay: both must show the same.</summary>
internal sealed class Witness(Scenario story)
{
    private readonly List<(DateTimeOffset At, string Seen)> looks = [];

    /// <summary>What the command view, the public page and the API show now.</summary>
    public async Task LookAsync()
    {
        var incident = await story.ReadAsync();
        var last = (await story.EventsAsync())[^1].RecordedAt;
        var at = last > story.Clock.GetUtcNow() ? last : story.Clock.GetUtcNow();   // several things within one instant are told apart by a tick
        var timeline = new LinkedTimeline(await story.TimelineAsync(), await story.Get<ServiceTimeline>().ReadAsync(incident, "en", Scenario.End));
        var signals = await story.Get<ISignalCatalog>().OfServiceAsync(incident.SignalService, removedToo: false, Scenario.End);
        var verdict = signals.Count == 0 ? null : story.Get<LiveSignals>().Judge(signals, story.Clock.GetUtcNow());
        var shown = (await story.PublicAsync()).SingleOrDefault(one => one.Id == incident.Id);
        looks.Add((at, Write(incident, timeline, shown, verdict, await story.Get<IProofOfRepair>().ReadAsync(incident, Scenario.End), at)));
    }

    /// <returns>How many moments were compared.</returns>
    public async Task<int> CompareAsync()
    {
        var (replays, past) = (story.Get<ReplayReader>(), story.Get<PastSignals>());
        var now = await story.ReadAsync();
        foreach (var (at, seen) in looks)
        {
            var then = await replays.LookAsync(now, at, Scenario.End);
            Assert.Equal((at, null), (then.At, then.Why));
            var verdict = await past.JudgeAsync(then.Incident.SignalService, at, Scenario.End);
            Assert.Equal(seen, Write(then.Incident, then.Timeline, IncidentProjection.PublicOf(then.Incident), verdict, await past.CriteriaAsync(then.Incident, verdict, at, Scenario.End), at));
        }

        return looks.Count;
    }

    private static string Write(Incident incident, LinkedTimeline timeline, PublicIncident? shown, MetricVerdict? metrics, IReadOnlyDictionary<string, LiveCriterion> criteria, DateTimeOffset at)
    {
        var next = DoNext.For(incident, DeadlineSchedule.For(incident), at, Viewer.System, [], metrics);
        return JsonSerializer.Serialize(
            new
            {
                Incident = IncidentDto.Of(incident),
                Roles = incident.Roles.Select(role => $"{role.Role} {role.Name} since {role.Since:O}"),
                Procedures = ProceduresDto.Of(incident),
                Ladder = LadderSteps.Of(incident, ImmutableDictionary<string, string>.Empty, at),
                Checklist = PhaseRows.Shared(incident, at),
                Deadlines = DeadlineSchedule.For(incident),
                Next = new[] { next.First }.Concat(next.Then).Select(duty => $"{duty?.Text} {duty?.DueAt:O}"),
                Alerts = incident.Alerts.Values.Select(alert => $"{alert.Name.Shown} {alert.StartedAt:O} {alert.EndedAt:O}").Order(StringComparer.Ordinal),
                Timeline = TimelineDto.Of(timeline, 0, int.MaxValue - 1),
                Public = shown,
                Metrics = metrics?.Signals.Select(signal => $"{signal.Signal.Id} {signal.State} {signal.Crossed?.Rank} {signal.Latest}"),
                Criteria = criteria.Values.OrderBy(one => one.CriterionId, StringComparer.Ordinal).Select(one => $"{one.CriterionId} {one.Holds} {one.Since:O} {one.Why}"),
            },
            Indented);
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
