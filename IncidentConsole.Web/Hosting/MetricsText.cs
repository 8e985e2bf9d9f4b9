using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace IncidentConsole.Web.Hosting;

/// <summary>Listens to <see cref="ConsoleMetrics"/> and writes the Prometheus text format 0.0.4.</summary>
public sealed class MetricsText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
    private readonly ConcurrentDictionary<Instrument, Figure> figures = new();
    private readonly MeterListener listener = new();

    public MetricsText()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == ConsoleMetrics.MeterName)
            {
                figures[instrument] = new Figure();
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Take(instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Take(instrument, value));
        listener.Start();

        // A first value makes the instruments exist, so that a figure nobody has told yet shows as 0 and not as missing.
        ConsoleMetrics.OverdueDeadlines(0);
        ConsoleMetrics.OutboxDepth(0);
    }

    public string Write()
    {
        var text = new StringBuilder();
        foreach (var (instrument, figure) in figures.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal))
        {
            var isHistogram = instrument is Histogram<double>;
            var type = isHistogram ? "histogram" : instrument is Counter<int> ? "counter" : "gauge";
            text.Append(CultureInfo.InvariantCulture, $"# HELP {instrument.Name} {instrument.Description}\n# TYPE {instrument.Name} {type}\n");
            figure.Write(text, instrument.Name, isHistogram);
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value)
    {
        if (figures.TryGetValue(instrument, out var figure))
        {
            figure.Take(value, instrument is UpDownCounter<int> or Counter<int>);
        }
    }

    private sealed class Figure
    {
        private readonly long[] buckets = new long[Bounds.Length + 1];
        private readonly Lock gate = new();
        private double sum;
        private double last;

        public void Take(double value, bool adds)
        {
            lock (gate)
            {
                sum += value;
                last = adds ? sum : value;
                var bucket = Array.FindIndex(Bounds, bound => value <= bound);
                buckets[bucket < 0 ? Bounds.Length : bucket]++;
            }
        }

        public void Write(StringBuilder text, string name, bool isHistogram)
        {
            lock (gate)
            {
                if (!isHistogram)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name} {last}\n");
                    return;
                }

                var count = 0L;
                for (var i = 0; i < buckets.Length; i++)
                {
                    count += buckets[i];
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{(i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf")}\"}} {count}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"{name}_sum {sum}\n{name}_count {count}\n");
            }
        }
    }
}
