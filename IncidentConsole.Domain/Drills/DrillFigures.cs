using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Drills;

/// <summary>
/// The made-up figures of a drill. Nothing of it is stored: seed, play and what was done give every value at every moment, so that a restart
/// changes nothing and no real sample is ever near one of these.
/// </summary>
public static class DrillFigures
{
    private static readonly TimeSpan Rise = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Fall = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ShortestLead = TimeSpan.FromMinutes(3);

    /// <summary>How finely a drill is read.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private const int Most = 6;
    private const string MadeUp = "drill-errors";

    /// <summary>Of the figure that is made up where neither service nor runbook names one: percent of failing requests, by rank.</summary>
    private static readonly double[] MadeUpLimits = [20, 5, 1, 0.5, 0.2];

    /// <summary>How long the figures were bad before the drill began: as long as the slowest limit of the runbook asks.</summary>
    public static TimeSpan Lead(Runbook runbook)
    {
        var longest = runbook.Severities.Levels.SelectMany(level => level.Thresholds).SelectMany(rule => rule.Conditions()).Select(rule => rule.For).DefaultIfEmpty().Max();
        return longest + Rise + Rise > ShortestLead ? longest + Rise + Rise : ShortestLead;
    }

    /// <summary>The signals a drill draws: those of its service, and one for each figure of the runbook that the service does not measure. Where nothing has a limit an error rate is made up, so that something breaks and comes back.</summary>
    /// <param name="own">Of the service, as configured.</param>
    public static ImmutableArray<Signal> Signals(Incident incident, IReadOnlyList<Signal> own)
    {
        var signals = own.Take(Most).Select(signal => signal.WithLimits()).ToList();
        foreach (var rule in Rules(incident).Where(rule => !RuleSignal.IsAddress(rule.Metric) && rule.Value is not null))
        {
            if (signals.Count < Most && RuleSignal.Find(rule, signals) is { Signal: null } && !signals.Exists(signal => signal.Id == IdOf(rule.Metric)))
            {
                signals.Add(new Signal(
                    IdOf(rule.Metric), "", rule.Metric, rule.Unit, new PushedSource(), rule.Comparison == Comparison.Above ? GoodDirection.Low : GoodDirection.High, 1, [], null, Step, 6 * Step));
            }
        }

        if (!signals.Exists(signal => signal.Thresholds.Count > 0 || Limits(incident, signal).Any()))
        {
            var title = incident.Runbook.Language == "de" ? "Fehlerrate, erfunden" : "Error rate, made up";
            var limits = MadeUpLimits.Take(incident.Runbook.Severities.LastRank).Select((value, index) => new Threshold(index + 1, value));
            signals.Insert(0, new Signal(MadeUp, "", title, "%", new PushedSource(), GoodDirection.Low, 1, [.. limits], null, Step, 6 * Step));
        }

        return [.. signals.Take(Most).Select(signal => signal with
        {
            Service = incident.SignalService,
            PollEvery = Step,
            StaleAfter = 6 * Step,
            Thresholds = signal.Thresholds.Count > 0 ? signal.Thresholds : [.. Limits(incident, signal).Select(limit => new Threshold(limit.Rank, limit.Value))],
        })];
    }

    /// <summary>The value at a moment. Pure.</summary>
    public static double At(Incident incident, Signal signal, DateTimeOffset at)
    {
        var (calm, bad) = Range(incident, signal);
        var value = calm + ((bad - calm) * Intensity(incident, at));
        if (signal.Source is ProbeSource { Measure: ProbeMeasure.Ready })
        {
            return value >= 0.5 ? 1 : 0;
        }

        // A count has no fractions; what has digits after the point gets two more, so that the line lives.
        var digits = signal.Decimals == 0 ? 0 : signal.Decimals + 2;
        var noise = 0.06 * ((2 * Chance(incident, $"{signal.Id}:{at.ToUnixTimeSeconds() / (long)Step.TotalSeconds}")) - 1);
        return Math.Max(0, Math.Round(value * (1 + noise), digits));
    }

    /// <summary>0 to 1 from the seed and a name, the same each time.</summary>
    public static double Chance(Incident incident, string of)
    {
        var hash = 14695981039346656037UL ^ (uint)(incident.Drill?.Play.Seed ?? 1);
        foreach (var c in of)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        hash ^= hash >> 33;
        return (hash >> 11) / (double)(1UL << 53);
    }

    /// <summary>When the figures begin to come back, in the play; null while nothing mends them.</summary>
    public static TimeSpan? HealsAt(Incident incident)
    {
        var drill = incident.Drill!;
        var done = drill.KeyDoneAt is { } at ? drill.At(at) + TimeSpan.FromSeconds(20 + (40 * Chance(incident, "heals"))) : (TimeSpan?)null;
        var past = drill.Play.HealedAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return past < done || done is null ? past : done;
    }

    /// <summary>How bad it is, 0 to 1.</summary>
    private static double Intensity(Incident incident, DateTimeOffset at)
    {
        var play = incident.Drill!.At(at);
        var risen = Math.Clamp((play + Lead(incident.Runbook)) / Rise, 0, 1);
        var fallen = HealsAt(incident) is { } heals ? Math.Clamp((play - heals) / Fall, 0, 1) : 0;
        return risen * (1 - fallen);
    }

    private static (double Calm, double Bad) Range(Incident incident, Signal signal)
    {
        if (signal.Source is ProbeSource { Measure: ProbeMeasure.Ready })
        {
            return (1, IsMeant(incident, signal) ? 0 : 1);
        }

        var limits = Limits(incident, signal).Select(limit => limit.Value).ToList();
        var criterion = Criterion(incident, signal);
        if (limits.Count == 0 && criterion is null)
        {
            var still = (signal.Target ?? signal.Budget?.Value) is { } aim ? (signal.Good == GoodDirection.Low ? aim * 0.6 : Calm(signal, aim)) : 10;
            return (still, still);
        }

        var low = signal.Good == GoodDirection.Low;
        var mildest = limits.Count == 0 ? criterion!.Value : low ? limits.Min() : limits.Max();
        var calm = low ? Math.Min(mildest * 0.4, (criterion ?? double.MaxValue) * 0.6) : Calm(signal, Math.Max(mildest, criterion ?? 0));
        var normal = signal.Target is not { } target ? calm : low ? Math.Min(calm, target * 0.9) : Math.Max(calm, target);
        return IsMeant(incident, signal) && Bad(incident, signal, calm) is { } bad ? (normal, bad) : (normal, normal);
    }

    /// <summary>Well above a limit; a percentage ends at 100.</summary>
    private static double Calm(Signal signal, double limit) => signal.Unit == "%" && limit < 100 ? limit + ((100 - limit) * 0.7) : limit * 1.4;

    /// <summary>Beyond the limit of the severity the drill was started at, short of a worse one; null where every limit of it would say worse.</summary>
    private static double? Bad(Incident incident, Signal signal, double calm)
    {
        var low = signal.Good == GoodDirection.Low;
        var limits = Limits(incident, signal).OrderBy(limit => limit.Rank).ToList();
        if (limits.Count == 0)
        {
            return low ? calm * 4 : calm * 0.6;
        }

        var aim = limits.FirstOrDefault(limit => limit.Rank >= incident.Drill!.Rank);
        if (aim == default)
        {
            return null;
        }

        var worse = limits.LastOrDefault(limit => limit.Rank < aim.Rank && (low ? limit.Value > aim.Value : limit.Value < aim.Value));
        return worse != default ? (aim.Value + worse.Value) / 2 : low ? aim.Value * 1.5 : aim.Value * 0.8;
    }

    /// <summary>Whether the play speaks of this figure: the procedure names it, else the first that has limits does.</summary>
    private static bool IsMeant(Incident incident, Signal signal)
    {
        var named = Procedure(incident)?.Thresholds ?? [];
        return signal.Id == MadeUp || (named.IsEmpty ? incident.Runbook.Severities.Levels.SelectMany(level => level.Thresholds) : named)
                .SelectMany(rule => rule.Conditions()).Any(rule => RuleSignal.Find(rule, [signal]).Signal is not null)
            || (named.IsEmpty && signal.Thresholds.Count > 0);
    }

    private static double? Criterion(Incident incident, Signal signal) => incident.Runbook.ResolveCriteria
        .Where(criterion => criterion.Threshold is not null).SelectMany(criterion => criterion.Threshold!.Conditions())
        .Where(rule => RuleSignal.Find(rule, [signal]).Signal is not null)
        .Select(rule => RuleSignal.LimitOf(rule, signal).Limit).FirstOrDefault(limit => limit is > 0);

    /// <summary>What is too much, by severity: of the signal, and of the runbook's levels and procedure.</summary>
    private static IEnumerable<(int Rank, double Value)> Limits(Incident incident, Signal signal)
    {
        var own = signal.Thresholds.Select(threshold => (threshold.Rank, threshold.Value));
        var levels = incident.Runbook.Severities.Levels.SelectMany(level => level.Thresholds.SelectMany(rule => rule.Conditions()).Select(rule => (level.Rank, Rule: rule)));
        var procedure = (Procedure(incident)?.Thresholds ?? []).SelectMany(rule => rule.Conditions()).Select(rule => (incident.Drill!.Rank, Rule: rule));
        return own.Concat(levels.Concat(procedure)
            .Where(one => RuleSignal.Find(one.Rule, [signal]).Signal is not null && (one.Rule.Comparison == Comparison.Above) == (signal.Good == GoodDirection.Low))
            .Select(one => (one.Rank, Limit: RuleSignal.LimitOf(one.Rule, signal).Limit))
            .Where(one => one.Limit is > 0)
            .Select(one => (one.Rank, one.Limit!.Value))).Distinct();
    }

    private static IEnumerable<ThresholdRule> Rules(Incident incident) =>
        (Procedure(incident)?.Thresholds ?? []).Concat(incident.Runbook.Severities.Levels.SelectMany(level => level.Thresholds)).SelectMany(rule => rule.Conditions());

    private static Procedure? Procedure(Incident incident) => incident.Drill?.Play.ProcedureId is { } id ? incident.Runbook.FindProcedure(id) : null;

    private static string IdOf(string metric) => string.Join('-', string.Concat(metric.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } id ? id : "figure";
}
