using System.Text.Json;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Endpoints.Incidents;

namespace IncidentConsole.Web.Cli;

/// <summary><c>incident detect</c> and <c>incident auto-detect</c>: the limits of the runbook against the signals as they are now.</summary>
internal static class IncidentDetect
{
    public static async Task<int> DetectAsync(IncidentCall call, CancellationToken cancellationToken)
    {
        var service = await call.ServiceAsync(cancellationToken);
        if (service.Value is not { } slug)
        {
            return await call.FailAsync(service);
        }

        var reply = await call.Reach.DetectAsync(slug, cancellationToken);
        return reply.Value is { } detection ? await call.AnswerAsync(detection, Detection, CodeOf([detection])) : await call.FailAsync(reply);
    }

    public static async Task<int> AutoDetectAsync(IncidentCall call, CancellationToken cancellationToken)
    {
        var services = await call.Reach.ServicesAsync(cancellationToken);
        var open = await call.Reach.StatusAsync(cancellationToken);
        if (services.Value is not { } slugs || open.Value is not { } status)
        {
            return services.Value is null ? await call.FailAsync(services) : await call.FailAsync(open);
        }

        List<AutoDetected> all = [];
        foreach (var slug in slugs)
        {
            var reply = await call.Reach.DetectAsync(slug, cancellationToken);
            if (reply.Value is not { } detection)
            {
                return await call.FailAsync(reply);
            }

            var running = status.Open.FirstOrDefault(incident => incident.Service == slug && !incident.IsDrill)?.Number;
            var found = new AutoDetected(detection, running, null);
            if (call.Words.Has("declare") && detection.State == SignalState.Breached && running is null)
            {
                var declared = await call.Reach.DeclareAsync(Declare(detection), cancellationToken);
                if (declared.Value is not { } incident)
                {
                    return await call.FailAsync(declared);
                }

                found = found with { Declared = incident.Number };
            }

            all.Add(found);
        }

        return await call.AnswerAsync<IReadOnlyList<AutoDetected>>(all, list => Overview(list, call.Words.Has("declare")), CodeOf(all.Select(found => found.Detection)));
    }

    internal static int CodeOf(IEnumerable<DetectionDto> detections)
    {
        var states = detections.Select(detection => detection.State).ToHashSet();
        return states.Contains(SignalState.Breached) ? IncidentExit.Found : states.Contains(SignalState.Unknown) ? IncidentExit.Pressing : IncidentExit.Done;
    }

    internal static string Detection(DetectionDto detection)
    {
        var head = $"{detection.Name} ({detection.Service}), {detection.Runbook}, {IncidentText.Clock(detection.At)}\n{Verdict(detection)}\n";
        if (detection.Limits.Count == 0)
        {
            return $"{head}Neither the runbook nor the signals of this service give a limit to judge by.";
        }

        var table = IncidentText.Table(
            ["LEVEL", "LIMIT", "NOW", "VERDICT"],
            detection.Limits.Select(limit => (IReadOnlyList<string>)[limit.Level, Limit(limit), Now(limit), Words(limit, detection.At)]));
        var gaps = detection.Limits.Select(limit => limit.Why).OfType<string>().Distinct().Select(why => $"? {why}").ToList();
        return $"{head}\n{table}{(gaps.Count == 0 ? "" : $"\n{string.Join('\n', gaps)}")}";
    }

    internal static string Overview(IReadOnlyList<AutoDetected> all, bool declares)
    {
        if (all.Count == 0)
        {
            return "No service is set up, so there is nothing to detect.";
        }

        var table = IncidentText.Table(
            ["SERVICE", "METRICS SAY", "BECAUSE", "INCIDENT"],
            all.Select(found => (IReadOnlyList<string>)[found.Detection.Service, Short(found.Detection), Because(found.Detection), found.Declared is { } made ? $"{made}, declared now" : found.Open ?? "none open"]));
        var missed = !declares && all.Any(found => found.Detection.State == SignalState.Breached && found.Open is null);
        return missed ? $"{table}\nAdd --declare to open an incident where a limit is crossed and none is open." : table;
    }

    /// <summary>An incident under the level the metrics say, with the limits that are crossed.</summary>
    internal static DeclareRequest Declare(DetectionDto detection) => new()
    {
        Title = $"{detection.Name}: {Because(detection)}",
        Service = detection.Service,
        Severity = JsonSerializer.SerializeToElement(detection.Rank),
        Summary = string.Join('\n', detection.Limits.Where(limit => limit.State == RuleState.Crossed)
            .Select(limit => $"{limit.Level}: {Limit(limit)}, now {Now(limit)}").Prepend($"Detected from the metrics at {IncidentText.Clock(detection.At)}.")),
    };

    private static string Verdict(DetectionDto detection) => detection.State switch
    {
        SignalState.Breached => $"The metrics say {detection.Level}.{(detection.MayBeWorse ? " It may be worse: not everything is known." : "")}",
        SignalState.WithinLimits => "Every limit is kept.",
        SignalState.Unknown => "No limit is crossed, and not everything is known: this is not an all-clear.",
    };

    private static string Short(DetectionDto detection) => detection.State switch
    {
        SignalState.Breached => detection.Level + (detection.MayBeWorse ? " or worse" : ""),
        SignalState.WithinLimits => "within limits",
        SignalState.Unknown => "not known",
    };

    /// <summary>What decides, in a few words.</summary>
    private static string Because(DetectionDto detection)
    {
        var decisive = detection.State switch
        {
            SignalState.Breached => detection.Limits.FirstOrDefault(limit => limit.State == RuleState.Crossed && limit.Rank == detection.Rank),
            SignalState.Unknown => detection.Limits.FirstOrDefault(limit => limit.State == RuleState.Unknown),
            SignalState.WithinLimits => null,
        };
        return decisive switch
        {
            null => detection.Limits.Count == 0 ? "no limit is given" : "every limit is kept",
            { State: RuleState.Crossed } => Crossed(decisive),
            _ => $"{decisive.Metric} is not known",
        };
    }

    private static string Crossed(LimitDto limit) =>
        $"{limit.Metric} {IncidentText.Figure(limit.Value, limit.Unit, limit.Decimals)} ({Beyond(limit)} {IncidentText.Figure(limit.Limit, limit.Unit, DecimalsOf(limit))}){(limit.And is { } and ? $" and {Crossed(and)}" : "")}";

    private static string Now(LimitDto limit) => $"{IncidentText.Figure(limit.Value, limit.Unit, limit.Decimals)}{(limit.And is { } and ? $" and {Now(and)}" : "")}";

    private static string Limit(LimitDto limit)
    {
        var figure = limit.Limit is { } value ? $"{IncidentText.Number(value)} {limit.Unit}".TrimEnd() : "?";
        var multiple = limit.BudgetMultiple is { } times ? $" (budget x {IncidentText.Number(times)})" : "";
        var time = limit.ForSeconds > 0 ? $" for {IncidentText.Span(limit.ForSeconds)}" : "";
        return $"{limit.Metric} {(limit.Comparison == Comparison.Above ? ">" : "<")} {figure}{multiple}{time}{(limit.Origin == RuleOrigin.Service ? ", set on the signal" : "")}{(limit.And is { } and ? $" and {Limit(and)}" : "")}";
    }

    private static string Words(LimitDto limit, DateTimeOffset now) => limit.State switch
    {
        RuleState.Crossed => limit.Since is { } since ? $"crossed, since {IncidentText.Clock(since)}" : "crossed",
        RuleState.NotLongEnough => limit.Since is { } since ? $"beyond it for {IncidentText.Span((now - since).TotalSeconds)}, not long enough" : "beyond it, not long enough",
        RuleState.WithinLimits => "within",
        RuleState.Unknown => "not known",
    };

    private static string Beyond(LimitDto limit) => limit.Comparison == Comparison.Above ? "over" : "under";

    private static int DecimalsOf(LimitDto limit) => limit.Limit is { } value && value != Math.Floor(value) ? IncidentText.Number(value).Split('.')[1].Length : 0;
}

/// <param name="Open">Number of the incident of this service that is open already; null when none is.</param>
/// <param name="Declared">Number of the one that was opened now.</param>
internal sealed record AutoDetected(DetectionDto Detection, string? Open, string? Declared);
