using System.Collections.Immutable;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Calling;

/// <summary>A table of steps: one column says whom, others for which level and when.</summary>
internal static class EscalationTable
{
    public static void Read(Reading reading, Table table)
    {
        var who = Column(table, "who", "contact", "role", "escalate to", "target", "team", "person", "wer", "rolle", "an wen", "kontakt");
        var when = Column(table, "when", "after", "time", "trigger", "condition", "wann", "nach", "zeit");
        var levels = Column(table, "severity", "severities", "levels", "schweregrad", "priority");
        if (who < 0 || (when < 0 && levels < 0))
        {
            return;
        }

        foreach (var row in table.Rows)
        {
            if (StepWords.Read(row.Cell(who)) is not { } step || LevelMentions.NamesUnknown(row.Cell(levels), reading.Runbook.Severities))
            {
                continue;
            }

            ImmutableArray<int>? ranks = LevelMentions.In(row.Cell(levels), reading.Runbook.Severities, wordsToo: true) is { Length: > 0 } named ? named : null;
            var said = Condition.Read($"({Inline.Plain(row.Cell(when))})", out _) ?? (Duration.Find(row.Cell(when)) is { } time ? new When(EscalationTrigger.Elapsed, time.Longest, null, "counted from the start of the incident, whatever was acknowledged") : null);
            Ladder.Add(reading, step, step.When ?? said, ranks, row.Lines);
            reading.Claim(new(table.Header.Number, table.Header.Number + 1));
            for (var column = 0; column < row.Cells.Length; column++)
            {
                if (column != who && column != when && column != levels && Inline.Plain(row.Cell(column)).Length > 0)
                {
                    reading.Leave($"{Inline.Plain(table.Header.Cell(column))}: {row.Cell(column)}", row.Lines, "a column no rule knows");
                }
            }
        }
    }

    private static int Column(Table table, params string[] names) => table.Header.Cells.IndexOf(table.Header.Cells.FirstOrDefault(cell => Vocabulary.Says(cell, names)) ?? "\0");
}
