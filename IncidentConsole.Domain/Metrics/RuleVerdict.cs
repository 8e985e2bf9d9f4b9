namespace IncidentConsole.Domain.Metrics;

public enum RuleState
{
    /// <summary>Not to be judged now: no signal, no fresh figure, no limit, or not read for as long as the rule asks. Never shown as fine.</summary>
    Unknown,
    WithinLimits,

    /// <summary>Beyond the limit, but not yet for as long as the rule asks.</summary>
    NotLongEnough,
    Crossed,
}

/// <summary>A signal with what is known of it now.</summary>
/// <param name="Latest">The newest sample with a value, of the worst line; null when there never was one.</param>
/// <param name="Recent">Stored lines, at least as far back as the longest rule looks.</param>
/// <param name="Failure">Why the last reading brought nothing, a sentence; null when it did.</param>
public sealed record SignalReadout(Signal Signal, Sample? Latest, IReadOnlyList<SampleSeries> Recent, string? Failure = null);

/// <summary>One rule of a runbook against the signals as they are now. Pure: the same figures and the same moment give the same verdict.</summary>
/// <param name="Rule">As it was judged: one about a readiness probe asks for less than 1.</param>
/// <param name="Limit">In the signal's unit; null where it cannot be said.</param>
/// <param name="Since">Since when the figure lies beyond the limit without a gap; null where it does not, or the rule asks for no time.</param>
/// <param name="Why">What is missing, with what to do; set exactly when the state is Unknown.</param>
public sealed record RuleVerdict(ThresholdRule Rule, Signal? Signal, double? Limit, Sample? Latest, RuleState State, DateTimeOffset? Since = null, string? Why = null)
{
    /// <summary>The condition that must hold as well, judged; <see cref="State"/>, <see cref="Since"/> and <see cref="Why"/> are of both together.</summary>
    public RuleVerdict? And { get; init; }

    public static RuleVerdict Of(ThresholdRule rule, IReadOnlyList<SignalReadout> readouts, DateTimeOffset now) =>
        rule.And is { } and ? Both(OfOne(rule, readouts, now), Of(and, readouts, now)) : OfOne(rule, readouts, now);

    // One that surely does not hold decides; else what is not known is not known of both.
    private static RuleVerdict Both(RuleVerdict one, RuleVerdict and)
    {
        var state = new[] { RuleState.WithinLimits, RuleState.Unknown, RuleState.NotLongEnough, RuleState.Crossed }.First(state => one.State == state || and.State == state);
        return one with
        {
            And = and,
            State = state,
            Since = state is RuleState.Crossed or RuleState.NotLongEnough ? new[] { one.Since, and.Since }.Max() : null,
            Why = state == RuleState.Unknown ? one.Why ?? and.Why : null,
        };
    }

    private static RuleVerdict OfOne(ThresholdRule rule, IReadOnlyList<SignalReadout> readouts, DateTimeOffset now)
    {
        var match = RuleSignal.Find(rule, [.. readouts.Select(one => one.Signal)]);
        if (match.Signal is not { } signal)
        {
            return new(rule, null, null, null, RuleState.Unknown, Why: match.Gap);
        }

        var readout = readouts.First(one => one.Signal == signal);
        var asked = Readiness(rule, signal);
        var (limit, gap) = RuleSignal.LimitOf(asked, signal);
        var verdict = new RuleVerdict(asked, signal, limit, readout.Latest, RuleState.Unknown, Why: gap);
        if (limit is not { } value)
        {
            return verdict;
        }

        if (readout.Latest is not { Value: { } figure } latest)
        {
            return verdict with { Why = readout.Failure ?? $"\"{signal.Title}\" was not read yet." };
        }

        if (now - latest.At > signal.StaleAfter)
        {
            return verdict with { Why = $"\"{signal.Title}\" was read last at {latest.At.UtcDateTime:HH:mm:ss} UTC.{(readout.Failure is { } failure ? $" {failure}" : "")}" };
        }

        if (!IsBeyond(figure, value, asked.Comparison))
        {
            return verdict with { State = RuleState.WithinLimits, Why = null };
        }

        return asked.For > TimeSpan.Zero ? Held(verdict, readout, value, asked, now) : verdict with { State = RuleState.Crossed, Why = null };
    }

    /// <summary>Beyond means strictly: "errors &gt; 5 %" does not match 5.0 %.</summary>
    public static bool IsBeyond(double value, double limit, Comparison comparison) => comparison switch
    {
        Comparison.Above => value > limit,
        Comparison.Below => value < limit,
    };

    /// <summary>Whether the figures lie beyond the limit at this moment, for however long: what a level is about while it is set, not whether to set it.</summary>
    /// <param name="signals">Of the service, judged now.</param>
    public static bool IsBeyondNow(ThresholdRule rule, IReadOnlyList<SignalVerdict> signals) => rule.Conditions().All(one =>
        RuleSignal.Find(one, [.. signals.Select(verdict => verdict.Signal)]).Signal is { } signal
        && signals.First(verdict => verdict.Signal == signal) is { State: not SignalState.Unknown, Latest.Value: { } value }
        && Readiness(one, signal) is var asked && RuleSignal.LimitOf(asked, signal).Limit is { } limit && IsBeyond(value, limit, asked.Comparison));

    /// <summary>"/ready 503", however it is compared, is about a probe that says 1 for ready and 0 for not.</summary>
    internal static ThresholdRule Readiness(ThresholdRule rule, Signal signal) =>
        RuleSignal.IsAddress(rule.Metric) && signal.Source is ProbeSource { Measure: ProbeMeasure.Ready }
            ? rule with { Comparison = Comparison.Below, Value = 1, Unit = signal.Unit, BudgetMultiple = null }
            : rule;

    /// <summary>Of several lines, one that held as long as asked is enough.</summary>
    private static RuleVerdict Held(RuleVerdict verdict, SignalReadout readout, double limit, ThresholdRule rule, DateTimeOffset now)
    {
        var lines = readout.Recent.Count > 1 ? readout.Recent : [new SampleSeries("", [.. readout.Recent.SelectMany(line => line.Samples).Append(readout.Latest!)])];
        var runs = lines.Select(line => Run.Of(line, limit, rule, readout.Signal.StaleAfter, now)).OfType<Run>().OrderBy(run => run.Since).ToList();
        if (runs.FirstOrDefault(run => now - run.Since >= rule.For) is { } held)
        {
            return verdict with { State = RuleState.Crossed, Since = held.Since, Why = null };
        }

        // A line whose past is not known may have held long enough: that is said before one that surely has not.
        if (runs.Count > 0 && !runs.Exists(run => run.BreaksOff))
        {
            return verdict with { State = RuleState.NotLongEnough, Since = runs[0].Since, Why = null };
        }

        var since = runs.Find(run => run.BreaksOff)?.Since ?? readout.Latest!.At;
        return verdict with { Since = since, Why = $"\"{readout.Signal.Title}\" is beyond the limit since {since.UtcDateTime:HH:mm:ss} UTC; before that nothing was read." };
    }

    /// <summary>How long a line lies beyond the limit up to now, without a gap.</summary>
    /// <param name="BreaksOff">True where nothing is known before <paramref name="Since"/>.</param>
    private sealed record Run(DateTimeOffset Since, bool BreaksOff)
    {
        public static Run? Of(SampleSeries line, double limit, ThresholdRule rule, TimeSpan longestGap, DateTimeOffset now)
        {
            DateTimeOffset? since = null;
            foreach (var sample in line.Samples.Where(sample => sample.At <= now).OrderByDescending(sample => sample.At))
            {
                if (sample.Value is not { } value || (since ?? now) - sample.At > longestGap)
                {
                    break;
                }

                if (!IsBeyond(value, limit, rule.Comparison))
                {
                    return since is { } began ? new Run(began, false) : null;
                }

                since = sample.At;
            }

            return since is { } from ? new Run(from, true) : null;
        }
    }
}
