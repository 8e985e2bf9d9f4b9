using System.Diagnostics;
using System.Globalization;

namespace IncidentConsole.Domain.Metrics;

/// <summary>What is wrong with a signal before it is saved, in words that say what to change. Empty means it can be read.</summary>
public static class SignalRules
{
    public static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestPoll = TimeSpan.FromHours(1);
    private const int LongestName = 80;

    public static IReadOnlyList<string> Problems(Signal signal)
    {
        List<string> problems = [];
        if (!IsSlug(signal.Id))
        {
            problems.Add("Give the signal an id of lower-case letters, digits and hyphens, at most 64.");
        }

        if (string.IsNullOrWhiteSpace(signal.Title))
        {
            problems.Add("Give the signal a title.");
        }

        if (signal.Decimals is < 0 or > 6)
        {
            problems.Add("Show 0 to 6 decimals.");
        }

        if (signal.PollEvery < ShortestPoll || signal.PollEvery > LongestPoll)
        {
            problems.Add("Read the signal every 1 second to 1 hour.");
        }

        if (signal.StaleAfter <= signal.PollEvery)
        {
            problems.Add("A value may only count as stale after more than one reading was missed: make \"stale after\" longer than the interval.");
        }

        if (signal.Budget is { } budget && !(budget.Value > 0 && double.IsFinite(budget.Value) && !string.IsNullOrWhiteSpace(budget.Name) && budget.Name.Length <= LongestName))
        {
            problems.Add($"A budget has a name of at most {LongestName} characters and a value above 0.");
        }

        problems.AddRange(OfThresholds(signal));
        problems.AddRange(OfSource(signal.Source));
        return problems;
    }

    private static bool IsSlug(string id) =>
        id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && id[0] != '-' && id[^1] != '-';

    private static IEnumerable<string> OfThresholds(Signal signal)
    {
        if (signal.Thresholds.Any(threshold => threshold.Rank is < 1 or > 5 || !double.IsFinite(threshold.Value)))
        {
            yield return "A threshold needs a number and a severity rank from 1 to 5.";
            yield break;
        }

        if (signal.Thresholds.Any(threshold => threshold.Times is not null) && signal.Budget is null)
        {
            yield return "A limit is a multiple of a budget, and the signal has none: give it a budget.";
            yield break;
        }

        if (signal.Thresholds.Any(threshold => threshold.Times is { } times && !(times > 0 && double.IsFinite(times))))
        {
            yield return "A multiple of a budget is a number above 0, for example 1.2.";
            yield break;
        }

        var byRank = signal.Thresholds.OrderBy(threshold => threshold.Rank).ToList();
        foreach (var (worse, milder) in byRank.Zip(byRank.Skip(1)))
        {
            if (worse.Rank == milder.Rank)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"Rank {worse.Rank} has two thresholds: keep one.");
            }
            else if (!milder.IsCrossedBy(worse.Value, signal.Good))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"The threshold of rank {worse.Rank} ({worse.Value}) must lie beyond that of rank {milder.Rank} ({milder.Value}).");
            }
        }
    }

    private static IEnumerable<string> OfSource(SignalSource source) => source switch
    {
        PromQlSource promQl => OfAddress(promQl.Server).Concat(string.IsNullOrWhiteSpace(promQl.Query) ? ["Write the PromQL query."] : []),
        ScrapeSource scrape => OfAddress(scrape.Page).Concat(OfSelector(scrape)),
        ProbeSource probe => OfAddress(probe.Address),
        PushedSource => [],
        HeartbeatSource beat => string.IsNullOrWhiteSpace(beat.Integration) ? ["Choose the heartbeat. Add one under Settings, Integrations."] : [],
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<string> OfSelector(ScrapeSource scrape)
    {
        if (string.IsNullOrWhiteSpace(scrape.Selector.Name) || scrape.Measure is ShareMeasure { Of.Name: "" })
        {
            yield return "Name the metric to read.";
        }
        else if (Selectors(scrape).FirstOrDefault(selector => selector.Name.AsSpan().ContainsAny("{}\"")) is { } unread)
        {
            yield return $"The metric {unread.Name} cannot be read: write it like name{{label=\"value\",code=~\"5..\"}}, each label once.";
        }

        if (scrape.Measure is QuantileMeasure { Quantile: not (> 0 and < 1) })
        {
            yield return "A quantile lies between 0 and 1, for example 0.99.";
        }

        if (Selectors(scrape).SelectMany(selector => selector.Matchers).FirstOrDefault(matcher => matcher.Problem() is not null) is { } wrong)
        {
            yield return $"\"{wrong.Value}\" is no pattern for the label {wrong.Label}: write it like 5.. or GET|POST.";
        }

        if (scrape.SplitBy is { Length: 0 })
        {
            yield return "Name the label that tells the lines apart, or none.";
        }

        if (!double.IsFinite(scrape.Scale) || scrape.Scale == 0)
        {
            yield return "The scale must be a number other than 0.";
        }
    }

    private static IEnumerable<MetricSelector> Selectors(ScrapeSource scrape) => scrape.Measure is ShareMeasure share ? [scrape.Selector, share.Of] : [scrape.Selector];

    private static IEnumerable<string> OfAddress(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            yield return "Give a full address that begins with http:// or https://.";
        }
        else if (address.UserInfo.Length > 0)
        {
            yield return "Leave user name and password out of the address: it is shown to people. Give them under Settings, Data sources.";
        }
    }
}
