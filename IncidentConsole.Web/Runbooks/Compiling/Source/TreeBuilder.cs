using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Words;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using MarkdigBlock = Markdig.Syntax.Block;
using MarkdigTable = Markdig.Extensions.Tables.Table;

namespace IncidentConsole.Web.Runbooks.Compiling.Source;

/// <summary>Markdig's syntax tree -> sections. The words of a block are taken from the source lines, so that nothing is lost on the way.</summary>
internal sealed class TreeBuilder
{
    private static readonly MarkdownPipeline Pipeline = BlocksOnly();

    private const int LongestPlainLabel = 60;

    private readonly string _text;
    private readonly ImmutableArray<string> _lines;
    private readonly List<int> _starts = [0];
    private readonly Section _root = new(null, 0, "", 0);
    private Section _open;

    // Whether a list, code or a table follows right after: then "Owner examples:" is its label, bold or not.
    private bool _introduces;

    private TreeBuilder(string text)
    {
        _text = text;
        _lines = [.. text.Split('\n')];
        for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            _starts.Add(at + 1);
        }

        _open = _root;
    }

    /// <param name="text">Lines end with \n alone.</param>
    /// <exception cref="ArgumentException">Nested deeper than any runbook.</exception>
    public static SourceTree Build(string text)
    {
        var builder = new TreeBuilder(text);
        var document = Markdown.Parse(text, Pipeline);
        for (var at = 0; at < document.Count; at++)
        {
            builder._introduces = at + 1 < document.Count && document[at + 1] is ListBlock or CodeBlock or MarkdigTable;
            builder.Add(document[at]);
        }

        return new SourceTree(builder._lines, builder._root);
    }

    // Words are taken from the source, so links and emphasis need no parsing; only what hides a pipe from a table does. It also keeps
    // brackets and stars by the thousand from costing time.
    private static MarkdownPipeline BlocksOnly()
    {
        var builder = new MarkdownPipelineBuilder().UsePreciseSourceLocation().UseYamlFrontMatter().UsePipeTables();
        builder.InlineParsers.RemoveAll(parser => parser is LinkInlineParser or AutolinkInlineParser or HtmlEntityParser);
        // The parser of tables takes its place before that of emphasis, which therefore stays, looking for a sign no runbook holds.
        var emphasis = builder.InlineParsers.FindExact<EmphasisInlineParser>()!.EmphasisDescriptors;
        emphasis.Clear();
        emphasis.Add(new EmphasisDescriptor('\ue000', 1, 2, enableWithinWord: true));
        return builder.Build();
    }

    private void Add(MarkdigBlock block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                Open(new Section(ParentFor(heading.Level), heading.Level, HeadingWords(heading), heading.Line + 1), LinesOf(heading).Last);
                break;
            case ParagraphBlock paragraph:
                AddParagraph(paragraph);
                break;
            case LinkReferenceDefinitionGroup or ThematicBreakBlock:
                break;
            default:
                Put(_open, Read(block));
                break;
        }
    }

    private void AddParagraph(ParagraphBlock paragraph)
    {
        var plain = ImmutableArray.CreateBuilder<TextLine>();
        void Flush()
        {
            if (plain.Count > 0)
            {
                Put(_open, new Paragraph(plain.ToImmutable(), new SourceLines(plain[0].Number, plain[^1].Number)));
                plain.Clear();
            }
        }

        foreach (var line in LinesIn(paragraph))
        {
            if (Label(line, paragraph) is not { } labelled || (labelled.Label.Length > 60 && labelled.Value.Length == 0))
            {
                plain.Add(line);
                continue;
            }

            Flush();
            var owner = _open.IsLabel ? _open.Parent! : _open;
            var section = new Section(owner, Section.LabelLevel, labelled.Aside is { } aside ? $"{labelled.Label} ({aside})" : labelled.Label, line.Number);
            Open(section, line.Number);
            if (labelled.Value.Length > 0)
            {
                // A label with its value on the same line is complete; what follows belongs to the heading again.
                Put(section, new Paragraph([line with { Text = labelled.Value }], line.Lines));
                _open = owner;
            }
        }

        Flush();
    }

    private Labelled? Label(TextLine line, ParagraphBlock paragraph)
    {
        if (Labelled.Read(line.Text) is { } bold)
        {
            return bold;
        }

        var introduces = _introduces && line.Text.EndsWith(':') && line.Number == LinesOf(paragraph).Last && line.Text.Length <= LongestPlainLabel;
        return introduces && Vocabulary.TopicOf(line.Text) != Topic.None ? new Labelled(Inline.Plain(line.Text.TrimEnd(':')), null, "") : null;
    }

    private Section ParentFor(int level)
    {
        var above = _open;
        while (above.Level >= level)
        {
            above = above.Parent!;
        }

        return above;
    }

    private void Open(Section section, int last)
    {
        section.Parent!.Children.Add(section);
        Grow(section, last);
        _open = section;
    }

    private static void Put(Section section, Block block)
    {
        section.Blocks.Add(block);
        Grow(section, block.Lines.Last);
    }

    private static void Grow(Section? section, int last)
    {
        for (; section is not null; section = section.Parent)
        {
            section.Last = Math.Max(section.Last, last);
        }
    }

    private Block Read(MarkdigBlock block) => block switch
    {
        YamlFrontMatterBlock front => new FrontMatter(CodeLines(front.Lines), LinesOf(front)),
        FencedCodeBlock fence => ReadFence(fence),
        CodeBlock code => new Fence("", "", CodeLines(code.Lines), LinesOf(code)),
        MarkdigTable table => ReadTable(table),
        ListBlock list => new Listing(list.IsOrdered, [.. list.OfType<ListItemBlock>().Select(ReadEntry)], LinesOf(list)),
        ParagraphBlock paragraph => new Paragraph([.. LinesIn(paragraph)], LinesOf(paragraph)),
        _ => new OtherBlock(LinesOf(block)),
    };

    private Fence ReadFence(FencedCodeBlock fence)
    {
        var info = $"{fence.Info} {fence.Arguments}".Trim();
        return new Fence((fence.Info ?? "").ToLowerInvariant(), info, CodeLines(fence.Lines), LinesOf(fence));
    }

    private Table ReadTable(MarkdigTable table)
    {
        // Row by row from the source: cells keep their Markdown, a short row stays short.
        var rows = table.OfType<TableRow>().Select(row => new TableLine(row.Line + 1, TableCells.Split(_lines[row.Line]))).ToList();
        return new Table(rows[0], [.. rows.Skip(1)], LinesOf(table));
    }

    private ListEntry ReadEntry(ListItemBlock item)
    {
        var lines = LinesOf(item);
        var own = item.Count > 0 && item[0] is ParagraphBlock first ? first : null;
        var words = own is null ? "" : string.Join(' ', LinesIn(own).Select(line => line.Text));
        var (text, tick) = TickBox.Read(words);
        return new ListEntry(text, tick, [.. item.Skip(own is null ? 0 : 1).Select(Read)], lines, own is null ? lines with { Last = lines.First } : LinesOf(own));
    }

    private IEnumerable<TextLine> LinesIn(ParagraphBlock paragraph)
    {
        var lines = LinesOf(paragraph);
        for (var number = lines.First; number <= lines.Last; number++)
        {
            var text = number == lines.First ? _text[paragraph.Span.Start..EndOf(number)] : _lines[number - 1];
            yield return new TextLine(number, text.Trim());
        }
    }

    private static ImmutableArray<TextLine> CodeLines(Markdig.Helpers.StringLineGroup group)
    {
        var lines = ImmutableArray.CreateBuilder<TextLine>(group.Count);
        for (var at = 0; at < group.Count; at++)
        {
            lines.Add(new TextLine(group.Lines[at].Line + 1, group.Lines[at].Slice.ToString()));
        }

        return lines.ToImmutable();
    }

    private string HeadingWords(HeadingBlock heading)
    {
        var line = _text[Math.Min(heading.Span.Start, _text.Length)..EndOf(heading.Line + 1)].Trim();
        return heading.IsSetext ? line : line.TrimStart('#').Trim().TrimEnd('#').Trim();
    }

    private SourceLines LinesOf(MarkdigBlock block)
    {
        var first = block.Line + 1;
        return new SourceLines(first, Math.Max(first, LineAt(Math.Min(block.Span.End, _text.Length - 1))));
    }

    private int LineAt(int offset)
    {
        var at = _starts.BinarySearch(offset);
        return at >= 0 ? at + 1 : ~at;
    }

    private int EndOf(int number) => number < _starts.Count ? _starts[number] - 1 : _text.Length;
}
