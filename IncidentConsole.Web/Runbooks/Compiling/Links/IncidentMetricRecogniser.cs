using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Links;

/// <summary>What the team measures over its incidents: "Time to detection (TTD)".</summary>
internal sealed class IncidentMetricRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var entry in reading.Sections.Where(section => section.IsUnder(Topic.IncidentMetrics)).SelectMany(section => section.Entries))
        {
            var metric = Inline.Plain(entry.Text);
            if (metric.Length > 0 && !reading.Runbook.IncidentMetrics.Contains(metric))
            {
                reading.Fact(FactKind.IncidentMetric, $"incidentMetrics/{reading.Runbook.IncidentMetrics.Length}", $"Measured over incidents: {metric}", entry.OwnLines);
                reading.Runbook = reading.Runbook with { IncidentMetrics = reading.Runbook.IncidentMetrics.Add(metric) };
            }
        }

        foreach (var section in reading.Sections.Where(section => section.Topic == Topic.IncidentMetrics && reading.IsAnyClaimed(section.Lines)))
        {
            foreach (var opening in section.Blocks.OfType<Paragraph>().Where(paragraph => paragraph.Joined.EndsWith(':')))
            {
                reading.Claim(opening.Lines);
            }
        }
    }
}
