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
        foreach (var (level, words, lines) in Examples(reading).ToList())
        {
            Take(reading, level, ThresholdText.Read(words), lines);
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
                Take(reading, rank - 1, ThresholdText.Read(said.Value), entry.OwnLines);
                foreach (var nested in entry.Nested)
                {
                    Take(reading, rank - 1, ThresholdText.Read(nested.Text), nested.OwnLines);
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
                Take(reading, rank - 1, ThresholdText.Read(row.Cell(column), Inline.Plain(table.Header.Cell(column))), row.Lines);
                reading.Claim(new(table.Header.Number, table.Header.Number + 1));
            }
        }
    }

    /// <summary>Examples and impacts with the level they belong to. Those that a comma parts in one cell are read as one: beside an "and" the comma may mean either.</summary>
    private static IEnumerable<(int Level, string Words, SourceLines Lines)> Examples(Reading reading)
    {
        (int Level, string Words, SourceLines Lines)? open = null;
        foreach (var fact in reading.Facts.Where(fact => fact.Kind == FactKind.Example || (fact.Kind == FactKind.Severity && fact.Path.EndsWith("/impact", StringComparison.Ordinal) && fact.Doubt is null)))
        {
            var level = int.Parse(fact.Path.Split('/')[2], CultureInfo.InvariantCulture);
            var words = fact.Text[(fact.Text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            if (open is { } before && before.Level == level && before.Lines == fact.Lines && Inline.Plain(reading.Source.Line(fact.Lines.First)).Contains($"{before.Words}, {words}", StringComparison.Ordinal))
            {
                open = (level, $"{before.Words}, {words}", fact.Lines);
                continue;
            }

            if (open is { } whole)
            {
                yield return whole;
            }

            open = (level, words, fact.Lines);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static void Take(Reading reading, int at, FoundThresholds said, SourceLines lines)
    {
        var found = BudgetNames.Name(reading, said);
        if (found.Mixed is { } mixed)
        {
            reading.Mix(new MixedLimit(at, [.. mixed.AndFirst.Select(one => one.Rule)], [.. mixed.OrFirst.Select(one => one.Rule)], lines));
            return;
        }

        foreach (var threshold in found.Alternatives)
        {
            var level = reading.Runbook.Severities.Levels[at];
            if (level.Thresholds.Contains(threshold.Rule))
            {
                reading.Claim(lines);
                continue;
            }

            if (threshold.Rule is { And: null, Value: { } value } && level.Thresholds.FirstOrDefault(rule => rule.Metric == threshold.Rule.Metric && rule.Comparison == threshold.Rule.Comparison && rule is { And: null, Value: not null }) is { } other)
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
