using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Thresholds;

/// <summary>The budgets that limits are multiples of ("Budget-Referenz: `policies/limits.yaml` (z. B. Index p95-Latenz (ms), …)"), and what stands in for a missing probe.</summary>
internal sealed partial class BudgetRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var section in reading.Sections.Where(section => section.Topic == Topic.Budgets))
        {
            foreach (var paragraph in section.Blocks.OfType<Paragraph>())
            {
                ReadSentence(reading, section, paragraph);
            }

            foreach (var entry in section.Entries)
            {
                Add(reading, Inline.Plain(entry.Labelled?.Label ?? entry.Text), entry.OwnLines);
            }
        }

        for (var line = 1; line <= reading.Source.LineCount; line++)
        {
            ReadStandIn(reading, new TextLine(line, reading.Source.Line(line)));
        }
    }

    private static void ReadSentence(Reading reading, Section section, Paragraph paragraph)
    {
        var plain = Inline.Plain(paragraph.Joined);
        if (ForExample().Match(plain) is not { Success: true } match)
        {
            return;
        }

        foreach (var name in Levels.Examples.Split(match.Groups["names"].Value))
        {
            Add(reading, name, paragraph.Lines);
        }

        var file = plain[..match.Index].Trim();
        if (file.Length is > 0 and < 200 && !file.Contains(' ', StringComparison.Ordinal))
        {
            reading.Fact(FactKind.Link, $"links/{reading.Runbook.Links.Length}", $"{section.Title}: {file}", paragraph.Lines);
            reading.Runbook = reading.Runbook with { Links = reading.Runbook.Links.Add(new(section.Title, file)) };
        }
    }

    private static void Add(Reading reading, string name, SourceLines lines)
    {
        if (name.Length > 0 && !reading.Runbook.Budgets.Contains(name))
        {
            reading.Fact(FactKind.Budget, $"budgets/{reading.Runbook.Budgets.Length}", $"There is a budget \"{name}\"", lines);
            reading.Runbook = reading.Runbook with { Budgets = reading.Runbook.Budgets.Add(name) };
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

    [GeneratedRegex(@"\((?:z\.\s?B\.|e\.\s?g\.,?|for example:?)\s{0,3}(?<names>.{1,600})\)\s{0,3}\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ForExample();

    // "Falls `/ready` (noch) fehlt: `/health` als Primärsignal verwenden", "If /ready is missing, use /health"
    [GeneratedRegex(@"\b(?:falls|wenn|if|where|when)\s[^/]{0,30}(?<missing>/[a-z][a-z0-9/_-]{0,60})\s[^/]{0,40}(?:fehlt|missing|not\sthere|unavailable|nicht\svorhanden|does\snot\sexist)[^/]{0,40}(?<instead>/[a-z][a-z0-9/_-]{0,60})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StandIn();
}
