using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Thresholds;

/// <summary>What the metrics say when all is well, from sections about key metrics or objectives. Where a level contradicts them, it asks.</summary>
internal sealed class KeyMetricRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var section in reading.Sections.Where(section => section.Topic == Topic.KeyMetrics))
        {
            foreach (var entry in section.Entries)
            {
                var said = Labelled.ReadLoose(entry.Text);
                Take(reading, ThresholdText.Find(said is { Value.Length: > 0 } ? said.Value : entry.Text, said?.Label), entry.OwnLines);
            }

            foreach (var row in section.Tables.SelectMany(table => table.Rows, (table, row) => (table, row)))
            {
                var found = row.row.Cells.Skip(1).SelectMany(cell => ThresholdText.Find(cell, Inline.Plain(row.row.Cell(0)))).ToList();
                Take(reading, found, row.row.Lines);
                if (found.Count > 0)
                {
                    reading.Claim(new(row.table.Header.Number, row.table.Header.Number + 1));
                }
            }
        }

        foreach (var (goal, at) in reading.Runbook.KeyMetrics.Select((goal, at) => (goal, at)))
        {
            AskWhereALevelContradicts(reading, goal, at);
            AskWhichLatency(reading, goal, at);
        }
    }

    private static void Take(Reading reading, IReadOnlyList<FoundThreshold> found, SourceLines lines)
    {
        foreach (var goal in found.SelectMany(goal => BudgetNames.Name(reading, new([goal])).Alternatives).Where(goal => !reading.Runbook.KeyMetrics.Contains(goal.Rule)))
        {
            reading.Fact(FactKind.KeyMetric, $"keyMetrics/{reading.Runbook.KeyMetrics.Length}", $"All is well while {Say.Threshold(goal.Rule)}", lines, goal.Doubt);
            reading.Runbook = reading.Runbook with { KeyMetrics = reading.Runbook.KeyMetrics.Add(goal.Rule) };
        }
    }

    /// <summary>A goal of over 99.5 % calls 99.6 % well; a level under 99.8 % calls it an incident.</summary>
    private static void AskWhereALevelContradicts(Reading reading, ThresholdRule goal, int at)
    {
        foreach (var (rule, level, place) in Limits(reading).Where(limit => limit.Rule.Metric == goal.Metric && limit.Rule.Unit == goal.Unit && limit.Rule.Comparison != goal.Comparison))
        {
            if (goal.Comparison == Comparison.Above ? rule.Value > goal.Value : rule.Value < goal.Value)
            {
                reading.Ask(new CompilationQuestion(
                    $"severities/levels/{level}/thresholds/{place}/value",
                    $"{goal.Metric}: the key metrics say all is well {(goal.Comparison == Comparison.Above ? "over" : "under")} {Say.Limit(goal.Value, goal.Unit)}, but {reading.Runbook.Severities.Levels[level].Label} begins at {Say.Limit(rule.Value, rule.Unit)}. Which limit holds for {reading.Runbook.Severities.Levels[level].Label}?",
                    [
                        new(Say.Limit(rule.Value, rule.Unit), Say.Json(rule.Value), LinesOf(reading, $"severities/levels/{level}/thresholds/{place}")),
                        new(Say.Limit(goal.Value, goal.Unit), Say.Json(goal.Value), LinesOf(reading, $"keyMetrics/{at}")),
                    ]));
            }
        }
    }

    /// <summary>"Latency" of the mildest level and "p95 latency" of the key metrics with the same limit may be one metric.</summary>
    private static void AskWhichLatency(Reading reading, ThresholdRule goal, int at)
    {
        if (!goal.Metric.StartsWith('p'))
        {
            return;
        }

        var bare = goal.Metric.EndsWith("Latenz", StringComparison.Ordinal) ? "Latenz" : "Latency";
        if (Limits(reading).LastOrDefault(limit => limit.Rule.Metric == bare) is ({ } rule, var level, var place) && rule.Value == goal.Value)
        {
            var label = reading.Runbook.Severities.Levels[level].Label;
            reading.Ask(new CompilationQuestion(
                $"severities/levels/{level}/thresholds/{place}/metric",
                $"{label} begins at a {bare} of {Say.Limit(rule.Value, rule.Unit)}, and that is the limit of the {goal.Metric} among the key metrics. Is the {goal.Metric} meant?",
                [
                    new($"{bare}, as the level says", Say.Json(bare), LinesOf(reading, $"severities/levels/{level}/thresholds/{place}")),
                    new(goal.Metric, Say.Json(goal.Metric), LinesOf(reading, $"keyMetrics/{at}")),
                ]));
        }
    }

    private static IEnumerable<(ThresholdRule Rule, int Level, int Place)> Limits(Reading reading) =>
        reading.Runbook.Severities.Levels.SelectMany((level, at) => level.Thresholds.Select((rule, place) => (rule, at, place)));

    private static SourceLines LinesOf(Reading reading, string path) => reading.Facts.Last(fact => fact.Path == path).Lines;
}
