using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Source;

/// <summary>One line of the source, without the indentation and markers that only place it.</summary>
/// <param name="Number">1-based.</param>
internal readonly record struct TextLine(int Number, string Text)
{
    public SourceLines Lines => new(Number, Number);
}

/// <summary>What stands under a heading, in the order of the source.</summary>
internal abstract record Block(SourceLines Lines);

internal sealed record Paragraph(ImmutableArray<TextLine> Text, SourceLines Lines) : Block(Lines)
{
    public string Joined => string.Join(' ', Text.Select(line => line.Text));
}

internal sealed record Listing(bool IsOrdered, ImmutableArray<ListEntry> Entries, SourceLines Lines) : Block(Lines);

/// <summary>A table; the first row of <paramref name="Rows"/> is the first under the header.</summary>
internal sealed record Table(TableLine Header, ImmutableArray<TableLine> Rows, SourceLines Lines) : Block(Lines);

/// <summary>A code block.</summary>
/// <param name="Language">First word after the fence in lower case; empty where there is none.</param>
/// <param name="Info">All that stands after the fence.</param>
internal sealed record Fence(string Language, string Info, ImmutableArray<TextLine> Content, SourceLines Lines) : Block(Lines)
{
    public string Text => string.Join('\n', Content.Select(line => line.Text));
}

/// <summary>YAML between two <c>---</c> at the very top.</summary>
internal sealed record FrontMatter(ImmutableArray<TextLine> Content, SourceLines Lines) : Block(Lines);

/// <summary>A quote, HTML or anything else no recogniser reads.</summary>
internal sealed record OtherBlock(SourceLines Lines) : Block(Lines);

/// <summary>Cells as written, trimmed; code spans and emphasis still stand in them.</summary>
internal sealed record TableLine(int Number, ImmutableArray<string> Cells)
{
    public SourceLines Lines => new(Number, Number);

    /// <summary>Empty where the row is shorter than the header.</summary>
    public string Cell(int column) => column >= 0 && column < Cells.Length ? Cells[column] : "";
}

/// <summary>An item of a list.</summary>
/// <param name="Text">Its own words, a tick box left out.</param>
/// <param name="Tick">Whether its box is ticked; null where it has no box.</param>
/// <param name="Blocks">What is nested in it: lists, code, further paragraphs.</param>
/// <param name="Lines">With everything nested.</param>
internal sealed record ListEntry(string Text, bool? Tick, ImmutableArray<Block> Blocks, SourceLines Lines, SourceLines OwnLines)
{
    private readonly Lazy<Labelled?> _labelled = new(() => Source.Labelled.Read(Text));

    /// <summary>"**SEV1:** sofort" read as label and value; null where the item has no bold label.</summary>
    public Labelled? Labelled => _labelled.Value;

    public IEnumerable<ListEntry> Nested => Blocks.OfType<Listing>().SelectMany(list => list.Entries);
}
