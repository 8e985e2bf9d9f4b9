using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Judges an action by the figures before and after it. A signal helped when it came back within its limit, or made at least half of the way back
/// (<see cref="Share"/>: less is what figures do by themselves within minutes); it is worse when it crossed its limit, or went as far again beyond it. A move
/// smaller than a twentieth of the limit is none (<see cref="Least"/>: a figure that dances around its limit proves nothing); of a percentage that should be
/// high, a twentieth of what the limit leaves to 100. Of several signals the worst counts; one that was known before and is missing now may hide
/// something worse, so that no help is told. Before the time of the action is over none is "not yet".
/// Other actions between the minute before the start (<see cref="Apart"/>) and the measure make it untellable.
/// </summary>
public static class EffectRule
{
    /// <summary>Of the distance beyond the limit.</summary>
    public const double Share = 0.5;

    /// <summary>Of the limit.</summary>
    public const double Least = 0.05;

    /// <summary>The figure before is read over the last minute before the start, and another action's effect may still have come in it.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    private const double Whole = 100;

    /// <summary>"restart:5": what the due time of a measure is about.</summary>
    public static string Subject(string actionId, int minutes) => string.Create(CultureInfo.InvariantCulture, $"{actionId}:{minutes}");

    /// <summary>The effect and the minutes a due time asks for; null where it is asked for no longer.</summary>
    public static (ActionEffect Effect, int Minutes)? Asked(Incident incident, string subject)
    {
        foreach (var effect in incident.Effects.Values)
        {
            foreach (var minutes in effect.Owed)
            {
                if (Subject(effect.ActionId, minutes) == subject)
                {
                    return (effect, minutes);
                }
            }
        }

        return null;
    }

    /// <summary>What is still to be measured. A run that began again is measured as the new one; what was declined or merged is not measured any more.</summary>
    internal static IEnumerable<Deadline> Due(Incident incident) =>
        from effect in incident.Status is IncidentStatus.Declined or IncidentStatus.Merged ? [] : incident.Effects.Values
        from minutes in effect.Owed
        select new Deadline(DeadlineKind.ActionEffectDue, Subject(effect.ActionId, minutes), effect.DoneAt + TimeSpan.FromMinutes(minutes));

    /// <param name="figures">By id of the signal, at the moment; one that is missing is unknown.</param>
    public static ActionEffectMeasured Judge(Incident incident, ActionEffect effect, int minutes, IReadOnlyDictionary<string, double> figures)
    {
        var until = effect.DoneAt + TimeSpan.FromMinutes(minutes);
        var others = incident.Actions.Values
            .Where(run => run.ActionId != effect.ActionId && run.State != ActionRunState.Skipped && incident.Runbook.FindAction(run.ActionId) is not { IsReadOnly: true })
            .Where(run => run.StartedAt <= until && (run.EndedAt ?? until) >= effect.StartedAt - Apart)
            .OrderBy(run => run.StartedAt)
            .Select(run => run.ActionId)
            .ToImmutableArray();
        var readings = effect.Watch.Signals.Select(signal => Read(signal, figures.TryGetValue(signal.SignalId, out var after) ? after : null)).ToImmutableArray();
        var verdict = others.IsEmpty ? Of(readings) : EffectVerdict.CannotTell;
        return new(effect.ActionId, minutes, verdict == EffectVerdict.NoEffect && until < effect.ExpectedAt ? EffectVerdict.NoEffectYet : verdict, readings, others);
    }

    private static EffectReading Read(WatchedSignal signal, double? after) => new(
        signal.SignalId, signal.Title, signal.Unit, signal.Decimals, signal.Bad, signal.Limit, signal.Before, after,
        signal.Before is { } before && after is { } now ? Of(signal, before, now) : EffectVerdict.CannotTell);

    private static EffectVerdict Of(WatchedSignal signal, double before, double after)
    {
        double Beyond(double value) => signal.Bad switch { Comparison.Above => value - signal.Limit, Comparison.Below => signal.Limit - value };
        var (was, now) = (Beyond(before), Beyond(after));
        var counts = signal is { Unit: "%", Bad: Comparison.Below, Limit: < Whole } ? Whole - signal.Limit : Math.Abs(signal.Limit);
        return Math.Abs(was - now) < counts * Least || was == now ? EffectVerdict.NoEffect
            : was > 0 && (now <= 0 || was - now >= was * Share) ? EffectVerdict.Helped
            : now > 0 && (was <= 0 || now - was >= was * Share) ? EffectVerdict.Worse
            : EffectVerdict.NoEffect;
    }

    private static EffectVerdict Of(ImmutableArray<EffectReading> readings)
    {
        bool Any(EffectVerdict verdict) => readings.Any(reading => reading.Verdict == verdict);
        return Any(EffectVerdict.Worse) ? EffectVerdict.Worse
            : readings.Any(reading => reading is { Before: not null, After: null }) ? EffectVerdict.CannotTell
            : Any(EffectVerdict.Helped) ? EffectVerdict.Helped
            : Any(EffectVerdict.CannotTell) || readings.IsEmpty ? EffectVerdict.CannotTell
            : EffectVerdict.NoEffect;
    }
}
