using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;

namespace IncidentConsole.Web.Runbooks.Compiling.Thresholds;

/// <summary>What stands in for a missing probe: "Falls `/ready` (noch) fehlt: `/health` als Primärsignal verwenden".</summary>
internal sealed partial class StandIns : IRecogniser
{
    public void Read(Reading reading)
    {
        for (var line = 1; line <= reading.Source.LineCount; line++)
        {
            ReadStandIn(reading, new TextLine(line, reading.Source.Line(line)));
        }
    }

    private static void ReadStandIn(Reading reading, TextLine line)
    {
        if (StandIn().Match(Inline.Plain(line.Text)) is not { Success: true } match)
        {
            return;
        }

        var (missing, instead) = (match.Groups["missing"].Value, match.Groups["instead"].Value);
        for (var level = 0; level < reading.Runbook.Severities.Levels.Length; level++)
        {
            var thresholds = reading.Runbook.Severities.Levels[level].Thresholds;
            for (var at = 0; at < thresholds.Length; at++)
            {
                if (thresholds[at].Metric.Split(' ')[0] == missing)
                {
                    thresholds = thresholds.SetItem(at, thresholds[at] with { FallbackMetric = instead });
                    reading.Fact(FactKind.Threshold, $"severities/levels/{level}/thresholds/{at}/fallbackMetric", $"{instead} stands in where there is no {missing}", line.Lines);
                }
            }

            reading.Runbook = reading.Runbook with { Severities = new(reading.Runbook.Severities.Levels.SetItem(level, reading.Runbook.Severities.Levels[level] with { Thresholds = thresholds })) };
        }
    }

    // "Falls `/ready` (noch) fehlt: `/health` als Primärsignal verwenden", "If /ready is missing, use /health"
    [GeneratedRegex(@"\b(?:falls|wenn|if|where|when)\s[^/]{0,30}(?<missing>/[a-z][a-z0-9/_-]{0,60})\s[^/]{0,40}(?:fehlt|missing|not\sthere|unavailable|nicht\svorhanden|does\snot\sexist)[^/]{0,40}(?<instead>/[a-z][a-z0-9/_-]{0,60})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StandIn();
}
