using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>Quick-reference tables: what is it, how bad, what first. The header decides which column is which.</summary>
internal sealed class QuickReferenceRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var section in reading.Source.Root.All())
        {
            foreach (var table in section.Tables.Where(table => !reading.IsAnyClaimed(table.Lines)))
            {
                ReadTable(reading, section, table);
            }
        }
    }

    private static void ReadTable(Reading reading, Section section, Table table)
    {
        var header = table.Header.Cells.Select(cell => Inline.Plain(cell)).ToList();
        var kind = header.FindIndex(cell => Vocabulary.Says(cell, "incident type", "incident", "type", "problem", "issue", "scenario", "symptom", "störung", "störungsart", "art", "szenario"));
        var second = header.FindIndex(cell => Vocabulary.Says(cell, "secondary action", "secondary", "second action", "then", "zweite maßnahme", "danach"));
        var first = header.FindIndex(cell => header.IndexOf(cell) != second && Vocabulary.Says(cell, "primary action", "primary", "first action", "action", "immediate action", "erste maßnahme", "maßnahme", "sofortmaßnahme"));
        var severity = header.FindIndex(cell => Vocabulary.Says(cell, "severity", "level", "priority", "schweregrad", "stufe", "priorität"));
        if (kind < 0 || first < 0 || kind == first || (section.Topic != Topic.QuickReference && severity < 0))
        {
            return;
        }

        foreach (var row in table.Rows.Where(row => row.Cell(kind).Length > 0 && row.Cell(first).Length > 0))
        {
            var then = Inline.Plain(row.Cell(second));
            var entry = new QuickReference(Inline.Plain(row.Cell(kind)), Inline.Plain(row.Cell(severity)), Inline.Plain(row.Cell(first)), then.Length == 0 ? null : then);
            reading.Fact(FactKind.QuickReference, $"quickReferences/{reading.Runbook.QuickReferences.Length}", $"{entry.Kind}{(entry.Severity.Length > 0 ? $" ({entry.Severity})" : "")}: {entry.PrimaryAction}{(then.Length > 0 ? $", then {then}" : "")}", row.Lines);
            reading.Runbook = reading.Runbook with { QuickReferences = reading.Runbook.QuickReferences.Add(entry) };
        }

        reading.Claim(new SourceLines(table.Header.Number, table.Header.Number + 1));
        if (section.Level > 0)
        {
            reading.Claim(section.HeadingLines);
        }
    }
}
