using System.Globalization;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Thresholds;

/// <summary>
/// The budgets that limits are multiples of: "Budget-Referenz: `policies/limits.yaml` (z. B. Index p95-Latenz (ms), …)", "- Search p95: 200 ms",
/// or a table of them. Read before the limits, which name them.
/// </summary>
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
                Add(reading, Inline.Plain(entry.Text), entry.OwnLines);
            }

            foreach (var (table, row) in section.Tables.SelectMany(table => table.Rows, (table, row) => (table, row)))
            {
                ReadRow(reading, table, row);
            }
        }
    }

    private static void ReadRow(Reading reading, Table table, TableLine row)
    {
        for (var column = 1; column < row.Cells.Length; column++)
        {
            var (name, head, value) = (Inline.Plain(row.Cell(0)), BudgetWord().Replace(Inline.Plain(table.Header.Cell(column)), "").Trim(), Inline.Plain(row.Cell(column)));
            if (Size().IsMatch(value))
            {
                Add(reading, $"{(MetricName.In(name) is null && head.Length > 0 ? $"{name} {head}" : name)}: {value}", row.Lines);
                reading.Claim(new(table.Header.Number, table.Header.Number + 1));
            }
            else if (value.Length > 0)
            {
                reading.Leave($"{head}: {value}", row.Lines, "a column no rule knows");
            }
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

    // "Search p95: 200 ms" gives the budget its size, "Index p95-Latenz (ms)" leaves it to the service.
    private static void Add(Reading reading, string said, SourceLines lines)
    {
        var size = Size().Match(said);
        var name = (size.Success ? said[..size.Index] : Labelled.ReadLoose(said)?.Label ?? said).Trim().TrimEnd(':', '=', '<', '≤', ' ');
        if (name.Length is 0 or > 80 || reading.Runbook.Budgets.Contains(name))
        {
            return;
        }

        double? value = size.Success ? double.Parse(size.Groups["value"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;
        var unit = size.Groups["unit"].Value;
        if (unit == "s" && MetricName.In(name) is { IsTime: true })
        {
            (value, unit) = (value * 1000, "ms");
        }

        reading.Fact(FactKind.Budget, $"budgets/{reading.Runbook.Budgets.Length}", value is null ? $"There is a budget \"{name}\"" : $"The budget \"{name}\" is {Say.Limit(value, unit)}", lines);
        reading.Runbook = reading.Runbook with { Budgets = reading.Runbook.Budgets.Add(name) };
        reading.Budgets.Add(new Budget(name, value, unit));
    }

    [GeneratedRegex(@"(?:[:=≤<]\s{0,3}|^)(?<value>\d{1,9}(?:[.,]\d{1,6})?)\s{0,3}(?<unit>ms|s|%|°C|W|req/s)\s{0,3}\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex Size();

    [GeneratedRegex(@"\bbudgets?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BudgetWord();

    [GeneratedRegex(@"\((?:z\.\s?B\.|e\.\s?g\.,?|for example:?)\s{0,3}(?<names>.{1,600})\)\s{0,3}\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ForExample();
}
