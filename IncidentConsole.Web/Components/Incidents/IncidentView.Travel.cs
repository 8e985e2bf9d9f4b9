using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// The view at an earlier moment: every panel shows the incident as it was known then, by a clock that stands there, and nothing can be pressed.
/// What happens meanwhile is kept aside until the page comes back to now.
/// </summary>
public sealed partial class IncidentView
{
    private readonly HashSet<string> written = new(0, StringComparer.Ordinal);
    private int wishes;
    private bool cameBack;

    /// <summary>The moment that is looked at; null = now.</summary>
    public PastIncident? Past { get; private set; }

    /// <summary>True at a moment before the declaration: nobody has said yet how severe it is, who commands, or what comes next.</summary>
    public bool IsAhead => Past is { IsAhead: true };

    /// <summary>The incident as it stands now, whatever moment is shown.</summary>
    public Incident Latest { get; private set; } = incident;

    /// <summary>Another one each time the page goes to the past or comes back: forms that were open belong to the other time.</summary>
    public object Sitting { get; private set; } = new();

    /// <summary>True while panels are told that the clock jumped: they draw anew whatever their slice says.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>Shows the incident at a moment. Everything that is read from the view stands there from now on.</summary>
    public void LookAt(PastIncident past, MetricVerdict? metrics, IReadOnlyDictionary<string, LiveCriterion> resolution)
    {
        var isEntering = Past is null;
        if (isEntering)
        {
            (Tray, ChosenSeverity, Toast, Sitting) = (null, null, null, new());
        }

        (Past, Incident, Timeline, Metrics, Resolution, Failing) = (past, past.Incident, TimelineSnapshot.Of(past.Timeline.View, past.Timeline.Linked), metrics, resolution, []);
        Next = past.IsAhead ? new(null, []) : DoNext.For(Incident, DeadlineSchedule.For(Incident), past.At, viewer, [], metrics);
        if (!isEntering)
        {
            Moved();   // entering draws every part anew anyway
        }
    }

    /// <summary>Comes back to now; the metrics follow with the next look at them.</summary>
    public void Return(TimelineSnapshot timeline)
    {
        wishes++;   // a moment that is still being read comes too late
        written.Clear();
        (Past, Incident, Timeline, Sitting) = (null, Latest, timeline, new());
        (Metrics, Resolution) = (null, ImmutableDictionary<string, LiveCriterion>.Empty);
        Next = DoNext.For(Incident, DeadlineSchedule.For(Incident), Now, viewer, Failing, Metrics);
    }

    /// <summary>Somebody pressed to come back: what led to the past gets the focus again.</summary>
    public void ComeBack() => cameBack = true;

    /// <summary>True once after <see cref="ComeBack"/>.</summary>
    public bool TakeCameBack()
    {
        var was = cameBack && Past is null;
        cameBack = cameBack && !was;
        return was;
    }

    /// <summary>The number of a wish to see a moment, for <see cref="IsWished"/>.</summary>
    public int Wish() => ++wishes;

    public bool IsWished(int wish) => wish == wishes;

    /// <summary>The slider is about to write a moment into the address: the page that reads it there shows it already.</summary>
    public void Writes(string moment) => written.Add(moment);

    /// <summary>Whether the slider wrote this; true once for each time it did.</summary>
    public bool Wrote(string moment) => written.Remove(moment);

    private void Moved()
    {
        HasMoved = true;
        try
        {
            Changed?.Invoke();
        }
        finally
        {
            HasMoved = false;
        }
    }
}
