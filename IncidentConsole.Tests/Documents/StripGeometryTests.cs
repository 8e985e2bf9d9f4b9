using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Web.Documents;

namespace IncidentConsole.Tests.Documents;

public sealed class StripGeometryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 39, 0, TimeSpan.Zero);

    [Fact]
    public void Limits_that_run_closer_than_a_word_is_high_are_named_by_one()
    {
        MetricThreshold[] limits = [new(20, "SEV1", 1), new(5, "SEV2", 2), new(1, "SEV3", 3)];
        var strip = new StripGeometry(Start, Start.AddMinutes(2), PostmortemWords.For(DocumentLanguage.English))
            .Draw(new MetricStrip("Error rate", "%", [new(Start, 0.2), new(Start.AddMinutes(1), 13.2)], limits));

        Assert.Equal(["SEV1", "SEV2, SEV3", ""], strip.Limits.Select(limit => limit.Label));
        Assert.Equal(strip.Limits.Select(limit => limit.Y).Order(), strip.Limits.Select(limit => limit.Y));
        Assert.Equal([1, 2, 3], strip.Limits.Select(limit => limit.Rank));
    }
}
