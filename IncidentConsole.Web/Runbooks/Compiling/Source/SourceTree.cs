using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Source;

/// <summary>A Markdown text as sections with their blocks, each with its lines.</summary>
internal sealed class SourceTree(ImmutableArray<string> lines, Section root)
{
    public Section Root => root;

    /// <summary>All sections but the root, in the order of the source.</summary>
    public ImmutableArray<Section> Sections { get; } = [.. root.All().Skip(1)];

    public int LineCount => lines.Length;

    /// <param name="number">1-based.</param>
    public string Line(int number) => lines[number - 1];

    public string Text(SourceLines part) => string.Join('\n', lines.Skip(part.First - 1).Take(part.Last - part.First + 1));
}
