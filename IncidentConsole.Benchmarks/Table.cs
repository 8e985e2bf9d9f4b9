using IncidentConsole.Benchmarks.Harness;

namespace IncidentConsole.Benchmarks;

/// <summary>Prints each figure as it is there, and all of them as one table at the end.</summary>
internal sealed class Table(TextWriter output)
{
    private static readonly string[] Heads = ["#", "What", "Figure", "Beside it", "Goal", "Met", "Load"];

    private readonly List<string[]> lines = [];

    public bool AllMet { get; private set; } = true;

    public void Begin(Row row) => output.WriteLine($"-- {row.Number} {row.Name} (load {Machine.Load()})");

    public void Add(Row row, Figure figure)
    {
        AllMet &= figure.IsMet ?? true;
        lines.Add([$"{row.Number}", figure.What, figure.Value, figure.Beside, figure.Goal, figure.IsMet switch { true => "yes", false => "NO", null => "" }, Machine.Load()]);
        output.WriteLine($"   {figure.What}: {figure.Value}{(figure.Beside.Length == 0 ? "" : $" ({figure.Beside})")}{figure.IsMet switch { true => ", met", false => $", NOT MET: {figure.Goal}", null => "" }}");
    }

    public void NotRun(Row row, string reason)
    {
        lines.Add([$"{row.Number}", row.Name, $"not run: {reason}", "", "", "", Machine.Load()]);
        output.WriteLine($"   not run: {reason}");
    }

    public void Print()
    {
        // The longest cell of a column sets its width, except a sentence that says why a row did not run.
        var widths = Heads.Select((head, column) => lines.Select(line => line[column]).Where(cell => !cell.StartsWith("not run", StringComparison.Ordinal)).Append(head).Max(cell => cell.Length)).ToArray();
        output.WriteLine();
        Print(Heads);
        Print([.. widths.Select(width => new string('-', width))]);
        lines.ForEach(Print);

        void Print(string[] cells) => output.WriteLine($"| {string.Join(" | ", cells.Select((cell, column) => cell.PadRight(widths[column])))} |");
    }
}
