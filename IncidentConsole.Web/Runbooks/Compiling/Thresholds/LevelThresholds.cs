using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Thresholds;

/// <summary>What the metrics must say for a level: from its examples, and from lists and tables of alert thresholds. Any one suffices.</summary>
internal sealed class LevelThresholds : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var example in reading.Facts.Where(fact => fact.Kind == FactKind.Example || (fact.Kind == FactKind.Severity && fact.Path.EndsWith("/impact", StringComparison.Ordinal) && fact.Doubt is null)).ToList())
        {
            var words = example.Text[(example.Text.IndexOf(':', StringComparison.Ordinal) + 1)..];
            Take(reading, int.Parse(example.Path.Split('/')[2], CultureInfo.InvariantCulture), ThresholdText.Find(words), example.Lines);
        }

        foreach (var section in reading.Sections.Where(section => section.Topic == Topic.Thresholds))
        {
            ReadList(reading, section);
            foreach (var table in section.Tables)
            {
                ReadTable(reading, table);
            }
        }
    }

    private static void ReadList(Reading reading, Section section)
    {
        foreach (var entry in section.Entries)
        {
            if (Labelled.ReadLoose(entry.Text) is { } said && LevelMentions.In(said.Label, reading.Runbook.Severities, wordsToo: true) is [var rank])
            {
                Take(reading, rank - 1, ThresholdText.Find(said.Value), entry.OwnLines);
                foreach (var nested in entry.Nested)
                {
                    Take(reading, rank - 1, ThresholdText.Find(nested.Text), nested.OwnLines);
                }
            }
        }
    }

    private static void ReadTable(Reading reading, Table table)
    {
        foreach (var row in table.Rows)
        {
            if (LevelMentions.In(row.Cell(0), reading.Runbook.Severities, wordsToo: true) is not [var rank])
            {
                continue;
            }

            for (var column = 1; column < row.Cells.Length; column++)
            {
                Take(reading, rank - 1, ThresholdText.Find(row.Cell(column), Inline.Plain(table.Header.Cell(column))), row.Lines);
                reading.Claim(new(table.Header.Number, table.Header.Number + 1));
            }
        }
    }

    private static void Take(Reading reading, int at, IReadOnlyList<FoundThreshold> found, SourceLines lines)
    {
        foreach (var threshold in found)
        {
            var level = reading.Runbook.Severities.Levels[at];
            if (threshold.IsJoint)
            {
                reading.Leave($"{level.Label}: {Say.Threshold(threshold.Rule)}", lines, "it counts only together with another limit, and the limits of a level are alternatives");
                continue;
            }

            if (level.Thresholds.Contains(threshold.Rule))
            {
                reading.Claim(lines);
                continue;
            }

            if (level.Thresholds.FirstOrDefault(rule => rule.Metric == threshold.Rule.Metric && rule.Comparison == threshold.Rule.Comparison && rule.Value is not null) is { } other && threshold.Rule.Value is { } value)
            {
                Ask(reading, at, level.Thresholds.IndexOf(other), other, value, lines);
                continue;
            }

            reading.Runbook = reading.Runbook with
            {
                Severities = new(reading.Runbook.Severities.Levels.SetItem(at, level with { Thresholds = level.Thresholds.Add(threshold.Rule) })),
            };
            reading.Fact(FactKind.Threshold, $"severities/levels/{at}/thresholds/{level.Thresholds.Length}", $"{Say.Threshold(threshold.Rule)} is {level.Label}", lines, threshold.Doubt);
        }
    }

    private static void Ask(Reading reading, int at, int place, ThresholdRule taken, double other, SourceLines lines)
    {
        var path = $"severities/levels/{at}/thresholds/{place}";
        var first = reading.Facts.Last(fact => fact.Path == path).Lines;
        reading.Ask(new CompilationQuestion(
            $"{path}/value",
            $"From which {taken.Metric} on is it {reading.Runbook.Severities.Levels[at].Label}: {Say.Limit(taken.Value, taken.Unit)} or {Say.Limit(other, taken.Unit)}?",
            [new(Say.Limit(taken.Value, taken.Unit), Say.Json(taken.Value), first), new(Say.Limit(other, taken.Unit), Say.Json(other), lines)]));
        reading.Claim(lines);
    }
}
