using System.Collections.Immutable;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Whether an action did what it was run for, as far as figures can say.</summary>
public enum EffectVerdict
{
    Helped,
    NoEffect,

    /// <summary>None so far, and the time that the runbook gives the action is not over.</summary>
    NoEffectYet,
    Worse,

    /// <summary>A figure is missing, or something else was done in the same minutes.</summary>
    CannotTell,
}

/// <summary>A signal that an action is judged by, as it was right before the action was started.</summary>
/// <param name="Bad">On which side of <paramref name="Limit"/> it is bad.</param>
/// <param name="Limit">In <paramref name="Unit"/>, as are all figures.</param>
/// <param name="Before">Null where nothing fresh was read: unknown, never zero.</param>
public sealed record WatchedSignal(string SignalId, string Title, string Unit, int Decimals, Comparison Bad, double Limit, double? Before);

/// <summary>What an action is measured by, kept with the entry that says it ran: later changes of limits, severity or service do not change the measure.</summary>
/// <param name="Service">Slug of the service whose signals they are.</param>
public sealed record EffectWatch(string Service, ImmutableArray<WatchedSignal> Signals);

/// <summary>One signal before an action and some minutes after it.</summary>
/// <param name="Before">Null where unknown, as <paramref name="After"/>.</param>
public sealed record EffectReading(string SignalId, string Title, string Unit, int Decimals, Comparison Bad, double Limit, double? Before, double? After, EffectVerdict Verdict);

/// <summary>What the signals say of an action so many minutes after it was done; the moment itself is when the entry occurred.</summary>
/// <param name="Others">Ids of other actions that lie in the same minutes, so that nobody can tell which of them it was.</param>
public sealed record ActionEffectMeasured(string ActionId, int Minutes, EffectVerdict Verdict, ImmutableArray<EffectReading> Readings, ImmutableArray<string> Others) : IncidentEvent;

/// <summary>What became of the last run of an action, by the figures: one measure after each of <see cref="Moments"/>.</summary>
/// <param name="DoneAt">From here the minutes count.</param>
public sealed record ActionEffect(string ActionId, DateTimeOffset StartedAt, DateTimeOffset DoneAt, EffectWatch Watch)
{
    /// <summary>When it is measured: whether it did anything at all, whether that holds, and whether it lasts.</summary>
    public static ImmutableArray<int> Minutes { get; } = [1, 5, 15];

    /// <summary>When the runbook's time for the action is over; null where it gives none. What takes longer can't be judged before.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>After so many minutes it is measured: <see cref="Minutes"/>, and once more at the end of its own time where that comes later.</summary>
    public IEnumerable<int> Moments => ExpectedAt is { } expected && (int)Math.Ceiling((expected - DoneAt).TotalMinutes) is var last && last > Minutes[^1] ? Minutes.Append(last) : Minutes;

    public ImmutableArray<ActionEffectMeasured> Measured { get; init; } = [];

    /// <summary>The newest measure that says something, else the newest; null before the first.</summary>
    public ActionEffectMeasured? Latest => Telling(Measured);

    /// <inheritdoc cref="Latest"/>
    /// <param name="measured">In their order.</param>
    public static ActionEffectMeasured? Telling(ImmutableArray<ActionEffectMeasured> measured) =>
        measured.LastOrDefault(one => one.Verdict != EffectVerdict.CannotTell) ?? measured.LastOrDefault();

    /// <summary>The minutes that are not measured yet.</summary>
    public IEnumerable<int> Owed => Moments.Where(minutes => !Measured.Any(one => one.Minutes == minutes));
}

/// <summary>An intent that may end the run of an action: what is known of its signals before it is handed over in <see cref="Situation.Watch"/>.</summary>
public interface IEffectIntent
{
    /// <summary>Null where it ends none.</summary>
    ActionRun? Ends(Incident incident);
}

public sealed partial record Incident
{
    /// <summary>By id of the action, of its last run; only actions with something to measure.</summary>
    public ImmutableDictionary<string, ActionEffect> Effects { get; init; } = ImmutableDictionary<string, ActionEffect>.Empty;

    private Incident Watching(ActionRun run, EffectWatch? watch) => watch is null ? this : this with { Effects = Effects.SetItem(run.ActionId, new(run.ActionId, run.StartedAt, run.EndedAt ?? run.StartedAt, watch) { ExpectedAt = run.StartedAt + Runbook.FindAction(run.ActionId)?.Budget }) };

    private Incident Measured(ActionEffectMeasured e) =>
        Effects.TryGetValue(e.ActionId, out var effect) ? this with { Effects = Effects.SetItem(e.ActionId, effect with { Measured = effect.Measured.Add(e) }) } : this;
}
