using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;

namespace IncidentConsole.Web.Runbooks.Compiling;

/// <summary>What no recogniser claimed, in its place: neighbouring lines of one section become one piece.</summary>
internal static class Leftovers
{
    public static ImmutableArray<UnreadText> Of(Reading reading)
    {
        var unread = new List<UnreadText>();
        foreach (var section in reading.Source.Root.All())
        {
            var lines = new List<int>();
            foreach (var block in section.Blocks)
            {
                lines.AddRange(Enumerable.Range(block.Lines.First, block.Lines.Last - block.Lines.First + 1).Where(line => IsOpen(reading, block, line)));
            }

            if (section.Level > 0 && section.Blocks.Count == 0 && section.Children.Count == 0 && !reading.IsClaimed(section.Line))
            {
                unread.Add(Piece(reading, section, section.HeadingLines, "a heading with nothing under it"));
            }

            unread.AddRange(Runs(lines, reading).Select(run => Piece(reading, section, run, "no rule knows what this is about")));
        }

        return [.. unread.Concat(reading.Left).OrderBy(text => text.Lines.First)];
    }

    private static bool IsOpen(Reading reading, Block block, int line) =>
        !reading.IsClaimed(line) && reading.Source.Line(line) is var text && !string.IsNullOrWhiteSpace(text) && !(block is Fence && text.TrimStart().StartsWith("```", StringComparison.Ordinal) && IsOtherwiseClaimed(reading, block));

    // The lines that only open and close a code block go with what stands in it.
    private static bool IsOtherwiseClaimed(Reading reading, Block fence) => Enumerable.Range(fence.Lines.First, fence.Lines.Last - fence.Lines.First + 1).Any(reading.IsClaimed);

    private static IEnumerable<SourceLines> Runs(List<int> lines, Reading reading)
    {
        lines.Sort();
        for (var at = 0; at < lines.Count;)
        {
            var first = lines[at];
            var last = first;
            while (at < lines.Count && IsNext(reading, last, lines[at]))
            {
                last = lines[at++];
            }

            yield return new SourceLines(first, last);
        }
    }

    private static bool IsNext(Reading reading, int last, int line)
    {
        for (var between = last + 1; between < line; between++)
        {
            if (!string.IsNullOrWhiteSpace(reading.Source.Line(between)))
            {
                return false;
            }
        }

        return true;
    }

    private static UnreadText Piece(Reading reading, Section section, SourceLines lines, string reason) => new(section.Path, reading.Source.Text(lines), lines, reason);
}
