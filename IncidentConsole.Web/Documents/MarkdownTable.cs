using Markdig.Extensions.Tables;

namespace IncidentConsole.Web.Documents;

/// <summary>A pipe table as head, rows and one alignment a column; short rows are filled, long ones cut to the head.</summary>
internal static class MarkdownTable
{
    public static Element Draw(Table table, Func<TableCell, IReadOnlyList<Element>> inlines)
    {
        var rows = table.OfType<TableRow>().ToList();
        var columns = rows.Select(row => row.Count).DefaultIfEmpty(1).First();
        return new Element("table")
        {
            Align = [.. Enumerable.Range(0, columns).Select(column => AlignmentOf(table, column))],
            Rows = [.. rows.Select(row => new ElementRow(row.IsHeader, Cells(row, columns, inlines)))],
        };
    }

    private static IReadOnlyList<IReadOnlyList<Element>> Cells(TableRow row, int columns, Func<TableCell, IReadOnlyList<Element>> inlines) =>
        [.. Enumerable.Range(0, columns).Select(column => column < row.Count ? inlines((TableCell)row[column]) : [])];

    private static string AlignmentOf(Table table, int column) =>
        (column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null) switch
        {
            TableColumnAlign.Right => "right",
            TableColumnAlign.Center => "center",
            _ => "left",
        };
}
