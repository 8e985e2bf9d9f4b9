using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>
/// The signals a runbook asks for: what the limits of its levels speak of, its key metrics, the figures of its resolution criteria, and the metrics its texts name.
/// A title is the runbook's own word, so that its rules find the signal again. Where each is read is another question: <see cref="SuggestedSources"/>.
/// </summary>
public static partial class SignalSuggestions
{
    private const string ByName = "named in the runbook";

    /// <summary>What a runbook speaks of without a figure ("error rates are at baseline"): drawn, without a limit.</summary>
    private static readonly ImmutableArray<(string Words, SignalSuggestion Suggestion)> Named =
    [
        ("error rate", new("Error rate", "%", GoodDirection.Low, 1, [], null, null, new ShareFigure(OfErrors: true), ByName)),
        ("latency", new("p95 latency", "ms", GoodDirection.Low, 0, [], null, null, new QuantileFigure(0.95), ByName)),
    ];

    public static IReadOnlyList<SignalSuggestion> Of(Runbook runbook)
    {
        List<SignalSuggestion> suggestions = [];
        var limits = runbook.Severities.Levels.SelectMany(level => level.Thresholds.SelectMany(rule => rule.Conditions()).Select(rule => (level.Rank, Rule: rule))).ToList();
        var aims = runbook.KeyMetrics.Concat(runbook.ResolveCriteria.Select(criterion => criterion.Threshold).OfType<ThresholdRule>()).ToList();
        var metrics = limits.Select(limit => limit.Rule.Metric).Concat(aims.Select(aim => aim.Metric)).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var metric in metrics)
        {
            suggestions.Add(Of(metric, [.. limits.Where(limit => Same(limit.Rule.Metric, metric))], aims.Find(aim => Same(aim.Metric, metric))));
        }

        foreach (var name in Texts(runbook).SelectMany(text => MetricName().Matches(text)).Select(match => match.Value).Distinct(StringComparer.Ordinal).Where(name => UnitOf(name) is not null))
        {
            suggestions.Add(new(Words(name), UnitOf(name)!, GoodDirection.Low, 0, [], null, null, new NamedFigure(name), ByName));
        }

        foreach (var (words, named) in Named)
        {
            if (!suggestions.Any(one => one.Figure.GetType() == named.Figure.GetType()) && Texts(runbook).Any(text => text.Contains(words, StringComparison.OrdinalIgnoreCase)))
            {
                suggestions.Add(named);
            }
        }

        return [.. suggestions.DistinctBy(one => one.Title, StringComparer.OrdinalIgnoreCase)];
    }

    private static SignalSuggestion Of(string metric, IReadOnlyList<(int Rank, ThresholdRule Rule)> limits, ThresholdRule? aim)
    {
        if (metric.StartsWith('/'))
        {
            return new(metric.Split(' ')[0], "", GoodDirection.High, 0, [], 1, null, new ReadyFigure(metric.Split(' ')[0]), "from the levels of the runbook");
        }

        var first = limits.Select(limit => limit.Rule).FirstOrDefault() ?? aim!;
        var isLow = limits.Count > 0 ? first.Comparison == Comparison.Above : first.Comparison == Comparison.Below;
        var budget = limits.Select(limit => limit.Rule.Budget).FirstOrDefault(name => name is not null);
        // A limit that must hold for a while is the runbook's rule alone: on the signal it would count at once.
        var thresholds = limits.Where(limit => limit.Rule.For == TimeSpan.Zero).GroupBy(limit => limit.Rank)
            .Select(level => (level.Key, level.First().Rule))
            .Select(limit => limit.Rule.BudgetMultiple is { } times ? new Threshold(limit.Key, times) { Times = times }
                : limit.Rule.Value is { } value && MetricUnit.Convert(value, limit.Rule.Unit, first.Unit) is { } own ? new Threshold(limit.Key, own) : null)
            .OfType<Threshold>()
            .OrderBy(threshold => threshold.Rank)
            .ToImmutableArray();
        var target = aim is { Value: { } wanted } ? MetricUnit.Convert(wanted, aim.Unit, first.Unit) : null;
        return new(
            metric, first.Unit, isLow ? GoodDirection.Low : GoodDirection.High, first.Unit == "%" ? 1 : 0, thresholds, target, budget, FigureOf(metric),
            limits.Count > 0 ? "from the levels of the runbook" : "a key metric of the runbook");
    }

    private static SuggestedFigure FigureOf(string metric)
    {
        var words = metric.ToLowerInvariant();
        return Quantile().Match(words) is { Success: true } match ? new QuantileFigure(int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) / 100.0)
            : words.Contains("success", StringComparison.Ordinal) ? new ShareFigure(OfErrors: false)
            : words.Contains("error", StringComparison.Ordinal) || words.Contains("fehler", StringComparison.Ordinal) ? new ShareFigure(OfErrors: true)
            : new NamedFigure(string.Join('_', words.Split([' ', '-', '/'], StringSplitOptions.RemoveEmptyEntries)));
    }

    private static IEnumerable<string> Texts(Runbook runbook) =>
        runbook.Checklist.SelectMany(phase => phase.Items).Select(item => item.Text)
            .Concat(runbook.Procedures.SelectMany(procedure => procedure.Actions).Select(action => action.Title))
            .Concat(runbook.ResolveCriteria.Select(criterion => criterion.Text))
            .Concat(runbook.References.Select(reference => reference.Markdown));

    /// <summary>By the last word of a metric's name, as Prometheus recommends it; null for what is no gauge to draw.</summary>
    private static string? UnitOf(string name) => name.Split('_')[^1] switch
    {
        "c" or "celsius" => "°C",
        "watt" or "watts" => "W",
        "percent" => "%",
        "ratio" => "",
        _ => null,
    };

    private static string Words(string name)
    {
        var words = string.Join(' ', name.Split('_')[..^1].Select(word => word switch { "dgpu" => "dGPU", "cpu" or "gpu" or "npu" or "ram" or "llm" => word.ToUpperInvariant(), _ => word }));
        return words.StartsWith("dGPU", StringComparison.Ordinal) ? words : $"{words[..1].ToUpperInvariant()}{words[1..]}";
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b""")]
    private static partial Regex MetricName();

    [GeneratedRegex("""\bp(50|75|90|95|98|99)\b""")]
    private static partial Regex Quantile();
}

/// <summary>One signal a runbook asks for, before it is known where it is read.</summary>
/// <param name="Thresholds">Where <paramref name="BudgetName"/> is set, multiples that still need the budget's value.</param>
/// <param name="BudgetName">The budget whose value somebody has to give; null where none is needed.</param>
/// <param name="Why">Where the runbook asks for it.</param>
public sealed record SignalSuggestion(
    string Title, string Unit, GoodDirection Good, int Decimals, IReadOnlyList<Threshold> Thresholds, double? Target, string? BudgetName, SuggestedFigure Figure, string Why)
{
    public string Id { get; } = SlugOf(Title);

    /// <param name="budget">Needed where <see cref="BudgetName"/> is set.</param>
    public Signal ToSignal(string service, SignalSource source, double? budget) => new Signal(
        Id, service, Title, Unit, source, Good, Decimals, Thresholds, Target, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30))
    {
        Budget = BudgetName is { } name && budget is { } value ? new SignalBudget(name, value) : null,
    }.WithLimits();

    /// <summary>The id of a signal after its title; empty where the title has no letter of it.</summary>
    public static string SlugOf(string title)
    {
        var slug = string.Join('-', new string([.. title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length <= 64 ? slug : slug[..64].Trim('-');
    }

    /// <summary>True where the service has it already, by title or id.</summary>
    public bool IsCoveredBy(string title, string id) => title.Trim().Equals(Title, StringComparison.OrdinalIgnoreCase) || id.Trim() == Id;
}

/// <summary>What kind of figure is meant.</summary>
public abstract record SuggestedFigure;

/// <summary>A health address.</summary>
public sealed record ReadyFigure(string Path) : SuggestedFigure;

/// <summary>A quantile of how long requests take, 0 to 1.</summary>
public sealed record QuantileFigure(double Quantile) : SuggestedFigure;

/// <summary>The share of requests that fail, or that do not.</summary>
public sealed record ShareFigure(bool OfErrors) : SuggestedFigure;

/// <summary>A gauge by its name, or by the words of it.</summary>
public sealed record NamedFigure(string Name) : SuggestedFigure;
