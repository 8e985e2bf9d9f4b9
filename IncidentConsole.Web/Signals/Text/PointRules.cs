using System.Globalization;

namespace IncidentConsole.Web.Signals.Text;

/// <summary>
/// What OpenMetrics asks of the samples of one family together: the points of a metric stand in one piece and in the order of time, buckets go up
/// to +Inf and never down, counts are numbers. The older text format asks none of it.
/// </summary>
internal sealed class PointRules
{
    private readonly HashSet<string> finished = new(StringComparer.Ordinal);
    private string? metric;
    private string name = "";
    private DateTimeOffset? at;
    private Bucket? last;
    private double? count;
    private bool hasSum;
    private bool hasPoint;
    private bool expectsBuckets;

    /// <param name="suffix">What the sample's name adds to that of its family.</param>
    public void Admit(string family, MetricType type, string suffix, MetricSample sample)
    {
        var own = Metric(sample, type, family);
        if (own != metric)
        {
            Close();
            if (metric is not null)
            {
                finished.Add(metric);
            }

            if (finished.Contains(own))
            {
                throw new MalformedLineException($"the samples of one metric of {family} do not stand together");
            }

            (metric, at, expectsBuckets) = (own, sample.At, type is MetricType.Histogram or MetricType.GaugeHistogram);
        }
        else if (sample.At != at)
        {
            Advance(type, family, sample);
        }

        name = family;
        hasPoint = true;
        Check(type, suffix, sample);
    }

    /// <summary>The family is whole.</summary>
    public void End()
    {
        Close();
        finished.Clear();
        metric = null;
    }

    private void Advance(MetricType type, string family, MetricSample sample)
    {
        if (sample.At is { } now && at is { } before && now < before)
        {
            throw new MalformedLineException($"the time of {sample.Name} goes backwards");
        }

        if (sample.At is null != at is null && type is not (MetricType.Histogram or MetricType.GaugeHistogram or MetricType.Summary or MetricType.Counter))
        {
            throw new MalformedLineException($"some samples of {family} have a time and some have none");
        }

        if (sample.At is not null && at is not null)
        {
            Close();
        }

        at = sample.At ?? at;
    }

    private void Check(MetricType type, string suffix, MetricSample sample)
    {
        var value = sample.Value;
        if (suffix is "_total" or "_bucket" or "_count" or "_gcount" && (double.IsNaN(value) || value < 0))
        {
            throw new MalformedLineException($"{sample.Name} counts, and {Words(value)} is no count");
        }

        switch (type)
        {
            case MetricType.Histogram or MetricType.GaugeHistogram:
                Histogram(suffix, sample);
                break;
            case MetricType.Summary when suffix.Length == 0:
                if (!(sample.Labels.TryGetValue("quantile", out var text) && PrometheusNumber.TryParse(text, out var quantile) && quantile is >= 0 and <= 1))
                {
                    throw new MalformedLineException($"{sample.Name} has no quantile from 0 to 1");
                }

                break;
            case MetricType.Summary when suffix == "_sum" && value < 0:
                throw new MalformedLineException($"{sample.Name} is a sum, and {Words(value)} is below 0");
            case MetricType.Info when value != 1:
                throw new MalformedLineException($"{sample.Name} is an info, and its value is not 1");
            case MetricType.StateSet when value is not (0 or 1) || !sample.Labels.ContainsKey(sample.Name):
                throw new MalformedLineException($"{sample.Name} is a set of states: each names its state in the label {sample.Name} and is 0 or 1");
        }
    }

    private void Histogram(string suffix, MetricSample sample)
    {
        switch (suffix)
        {
            case "_bucket":
                PrometheusNumber.TryParse(sample.Labels["le"], out var bound);
                if (double.IsNaN(bound) || (last is { } one && !(bound > one.Bound)))
                {
                    throw new MalformedLineException($"the buckets of {name} do not go up: {sample.Labels["le"]}");
                }

                if (last is { } before && sample.Value < before.Count)
                {
                    throw new MalformedLineException($"the bucket {sample.Labels["le"]} of {name} holds less than the one before it");
                }

                last = new Bucket(bound, sample.Value);
                break;
            case "_count" or "_gcount":
                count = sample.Value;
                break;
            case "_sum" or "_gsum":
                hasSum = true;
                break;
        }
    }

    private void Close()
    {
        if (hasPoint && last is { } bucket)
        {
            if (!double.IsPositiveInfinity(bucket.Bound))
            {
                throw new MalformedLineException($"a metric of {name} ends without its bucket +Inf");
            }

            if (count is { } counted && counted != bucket.Count)
            {
                throw new MalformedLineException($"the count of {name} is not that of its bucket +Inf");
            }
        }

        if (hasPoint && expectsBuckets && last is null && (count is not null || hasSum))
        {
            throw new MalformedLineException($"a metric of {name} has no buckets");
        }

        (last, count, hasSum, hasPoint) = (null, null, false, false);
    }

    private static string Metric(MetricSample sample, MetricType type, string family)
    {
        var without = type switch
        {
            MetricType.Histogram or MetricType.GaugeHistogram => "le",
            MetricType.Summary => "quantile",
            MetricType.StateSet => family,
            _ => "",
        };
        return string.Join('\u0001', sample.Labels.Where(label => label.Key != without).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}\u0002{label.Value}"));
    }

    private static string Words(double value) => value.ToString(CultureInfo.InvariantCulture);
}
