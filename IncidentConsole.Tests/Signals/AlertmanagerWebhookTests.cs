using System.Text;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals;

namespace IncidentConsole.Tests.Signals;

public sealed class AlertmanagerWebhookTests
{
    private const string Captured = """
        {"receiver":"all","status":"firing","alerts":[
         {"status":"resolved","labels":{"alertname":"HighLatency","instance":"i1","service":"index","severity":"critical"},"annotations":{"summary":"p95 \u003e 800ms"},"startsAt":"2026-11-21T05:48:16.875299495Z","endsAt":"2026-11-21T05:48:21.875299495Z","generatorURL":"","fingerprint":"dfb7d29dd05c4f9c"},
         {"status":"firing","labels":{"alertname":"HighLatency","instance":"i2","service":"index","severity":"critical"},"annotations":{},"startsAt":"2026-11-21T05:48:16.875299495Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus:9090/graph","fingerprint":"b4f6a593f00a95cf"}],
        "groupLabels":{"alertname":"HighLatency"},"commonLabels":{"alertname":"HighLatency","service":"index","severity":"critical"},"commonAnnotations":{},"externalURL":"http://alertmanager:9093","version":"4","groupKey":"{}:{alertname=\"HighLatency\"}","truncatedAlerts":1,"notification_reason":"first notification"}
        """;

    [Fact]
    public void The_captured_delivery_is_read()
    {
        var delivery = Valid(Captured);
        Assert.Equal(("{}:{alertname=\"HighLatency\"}", "all", 1, "http://alertmanager:9093"), (delivery.GroupKey, delivery.Receiver, delivery.TruncatedAlerts, delivery.SourceUrl));
        var starts = new DateTimeOffset(2026, 11, 21, 5, 48, 16, TimeSpan.Zero).AddTicks(8_752_995);
        var resolved = delivery.Alerts[0];
        Assert.Equal(new AlertIdentity("dfb7d29dd05c4f9c", starts), resolved.Identity);
        Assert.Equal((AlertStatus.Resolved, starts.AddSeconds(5)), (resolved.Status, resolved.EndsAt!.Value));
        Assert.Equal(("index", "critical", "p95 > 800ms", "HighLatency"), (resolved.Service, resolved.Severity, resolved.Summary, resolved.Name));
        Assert.Null(resolved.GeneratorUrl);
        var firing = delivery.Alerts[1];
        Assert.Equal((AlertStatus.Firing, null, "HighLatency", "http://prometheus:9090/graph"), (firing.Status, firing.EndsAt, firing.Summary, firing.GeneratorUrl));
    }

    [Fact]
    public void Times_are_utc_whatever_offset_the_sender_writes()
    {
        var alert = Valid(Captured.Replace("2026-11-21T05:48:16.875299495Z", "2026-11-21T06:48:16.5+01:00", StringComparison.Ordinal)).Alerts[0];
        Assert.Equal((TimeSpan.Zero, 5), (alert.Identity.StartsAt.Offset, alert.Identity.StartsAt.Hour));
        Assert.Equal(14, Valid(Captured.Replace("05:48:16.875299495Z", "14:42:58.315+0000", StringComparison.Ordinal)).Alerts[0].Identity.StartsAt.Hour);
    }

    [Theory]
    [InlineData("", "The body is empty")]
    [InlineData("{\"version\":", "not JSON")]
    [InlineData("[]", "not an Alertmanager delivery")]
    [InlineData("{}", "Version \"\"")]
    [InlineData("{\"version\":4}", "version is not text")]
    [InlineData("{\"version\":\"3\",\"alerts\":[]}", "Version \"3\"")]
    [InlineData("{\"version\":\"4\"}", "\"alerts\" is missing")]
    [InlineData("{\"version\":\"4\",\"alerts\":[1]}", "alerts[0] is not an object")]
    [InlineData("{\"version\":\"4\",\"alerts\":[{\"status\":\"pending\"}]}", "alerts[0].status is \"pending\"")]
    [InlineData("{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\"}]}", "alerts[0].fingerprint is missing")]
    [InlineData("{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\",\"fingerprint\":\"a\",\"startsAt\":\"soon\"}]}", "alerts[0].startsAt is \"soon\"")]
    [InlineData("{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\",\"fingerprint\":\"a\",\"startsAt\":\"2026-11-21T05:48:16Z\",\"labels\":{\"a\":1}}]}", "alerts[0].labels.a is not text")]
    [InlineData("{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\",\"fingerprint\":\"a\",\"startsAt\":\"2026-11-21T05:48:16Z\",\"labels\":[]}]}", "alerts[0].labels is not an object")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "not JSON")]
    public void A_malformed_body_says_what_is_wrong(string body, string words)
    {
        Assert.Null(AlertmanagerWebhook.Parse(Encoding.UTF8.GetBytes(body), out var problem));
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_cut_or_damaged_anywhere_never_throws()
    {
        var body = Encoding.UTF8.GetBytes(Captured);
        var random = new Random(1);
        for (var i = 0; i < body.Length; i++)
        {
            Assert.Null(AlertmanagerWebhook.Parse(body.AsMemory(0, i), out var cut));
            Assert.NotNull(cut);
            var damaged = body.ToArray();
            damaged[i] = (byte)random.Next(256);
            var read = AlertmanagerWebhook.Parse(damaged, out var problem);
            Assert.NotEqual(read is null, problem is null);
        }
    }

    private static AlertDelivery Valid(string body)
    {
        var delivery = AlertmanagerWebhook.Parse(Encoding.UTF8.GetBytes(body), out var problem);
        Assert.Null(problem);
        return delivery!;
    }
}
