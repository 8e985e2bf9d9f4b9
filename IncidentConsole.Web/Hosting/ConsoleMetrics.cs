using System.Diagnostics.Metrics;

namespace IncidentConsole.Web.Hosting;

/// <summary>The console's own figures. Whoever knows one says it here; <see cref="MetricsText"/> shows them at <c>/metrics</c>.</summary>
public static class ConsoleMetrics
{
    public const string MeterName = "IncidentConsole";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> AppendDuration = Meter.CreateHistogram<double>("incident_console_append_seconds", "s", "Time from handing events to the log to their commit.");
    private static readonly Histogram<double> FeedDelay = Meter.CreateHistogram<double>("incident_console_feed_lag_seconds", "s", "Time from recording an event to publishing it on the live feed.");
    private static readonly UpDownCounter<int> CircuitCount = Meter.CreateUpDownCounter<int>("incident_console_circuits", null, "Open browser circuits.");
    private static readonly Gauge<int> OverdueCount = Meter.CreateGauge<int>("incident_console_deadlines_overdue", null, "Due times that are past and not yet fired.");
    private static readonly Gauge<int> OutboxCount = Meter.CreateGauge<int>("incident_console_outbox_depth", null, "Messages waiting to be sent.");

    private static readonly Counter<int> StoreWaits = Meter.CreateCounter<int>("incident_console_store_waits_total", null, "Times a connection to the store found a lock taken and waited.");

    public static void Appended(TimeSpan took) => AppendDuration.Record(took.TotalSeconds);

    public static void Published(TimeSpan lag) => FeedDelay.Record(Math.Max(0, lag.TotalSeconds));

    public static void CircuitOpened() => CircuitCount.Add(1);

    public static void CircuitClosed() => CircuitCount.Add(-1);

    public static void StoreWaited() => StoreWaits.Add(1);

    public static void OverdueDeadlines(int count) => OverdueCount.Record(count);

    public static void OutboxDepth(int count) => OutboxCount.Record(count);
}
