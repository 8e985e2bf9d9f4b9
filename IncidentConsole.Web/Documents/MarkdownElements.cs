using System.Text;
using IncidentConsole.Domain.Application.Postmortems;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentConsole.Web.Documents;

/// <summary>
/// Markdown people wrote, as a tree of elements the template draws one by one. Nothing of it ever becomes Typst markup,
/// raw HTML is text, and only http, https and mailto addresses stay links: whatever is written is shown, nothing runs.
/// </summary>
internal static class MarkdownElements
{
    /// <summary>Deeper nesting is drawn flat: Typst ends a compilation that nests too far.</summary>
    private const int MaxDepth = 8;

    /// <summary>The paper's own headings are levels 1 and 2.</summary>
    private const int FirstHeadingLevel = 3;

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePipeTables().UseTaskLists().UseEmphasisExtras().Build();

    /// <param name="chart">The strip a text names by <c>chart:id</c>; null where there is none.</param>
    public static IReadOnlyList<Element> Parse(string? markdown, Func<string, SheetStrip?>? chart = null)
    {
        if (string.IsNullOrWhiteSpace(markdown))
        {
            return [];
        }
        var clean = PlainText.Clean(markdown);
        try
        {
            return new Walk(chart).Blocks(Markdown.Parse(clean, Pipeline), 0);
        }
        catch (ArgumentException)
        {
            // Markdig refuses nesting beyond its limit; the words are still shown.
            return [Element.Paragraph([Element.Words(clean)])];
        }
    }

    private sealed class Walk(Func<string, SheetStrip?>? chart)
    {
        private int lastHeading = FirstHeadingLevel - 1;

        public List<Element> Blocks(ContainerBlock container, int depth)
        {
            if (depth > MaxDepth)
            {
                return [Element.Paragraph([Element.Words(TextOf(container))])];
            }
            var elements = new List<Element>();
            foreach (var block in container)
            {
                if (Draw(block, depth) is { } element)
                {
                    elements.Add(element);
                }
            }
            return elements;
        }

        private Element? Draw(Block block, int depth) => block switch
        {
            // PDF/UA allows no skipped level, people do not care about levels: one step deeper at most.
            HeadingBlock heading => new Element("heading")
            {
                Level = lastHeading = Math.Clamp(heading.Level + 1, FirstHeadingLevel, Math.Min(lastHeading + 1, 6)),
                Children = Inlines(heading.Inline, depth),
            },
            ParagraphBlock paragraph => Paragraph(paragraph, depth),
            CodeBlock code => new Element("fence") { Text = code.Lines.ToString() },
            ListBlock list => new Element(list.IsOrdered ? "ordered" : list.Descendants<TaskList>().Any() ? "tasks" : "bullets")
            {
                Start = list.IsOrdered && int.TryParse(list.OrderedStart, out var start) ? start : null,
                Items = [.. list.OfType<ListItemBlock>().Select(item => new Element("item") { Children = Blocks(item, depth + 1) })],
            },
            Table table => MarkdownTable.Draw(table, cell => CellInlines(cell, depth)),
            QuoteBlock quote => new Element("quote") { Children = Blocks(quote, depth + 1) },
            ThematicBreakBlock => new Element("rule"),
            LinkReferenceDefinitionGroup => null,
            ContainerBlock other => new Element("group") { Children = Blocks(other, depth + 1) },
            LeafBlock leaf => Element.Paragraph(leaf.Inline is null ? [Element.Words(leaf.Lines.ToString())] : Inlines(leaf.Inline, depth)),
            _ => null,
        };

        /// <summary>A chart stands after the paragraph that names it, over the whole width.</summary>
        private Element Paragraph(ParagraphBlock paragraph, int depth)
        {
            var charts = paragraph.Inline?.OfType<LinkInline>().Select(link => (Link: link, Strip: StripOf(link))).Where(pair => pair.Strip is not null).ToList() ?? [];
            if (charts.Count == 0)
            {
                return Element.Paragraph(Inlines(paragraph.Inline, depth));
            }

            var others = paragraph.Inline!.Where(inline => !charts.Exists(pair => pair.Link == inline)).Select(inline => Draw(inline, depth)).OfType<Element>().ToList();
            var drawn = charts.Select(pair => new Element("chart") { Chart = pair.Strip });
            return new Element("group") { Children = others.Exists(element => element is not { Kind: "text", Text: " " }) ? [Element.Paragraph(others), .. drawn] : [.. drawn] };
        }

        private SheetStrip? StripOf(LinkInline link) =>
            link is { IsImage: true, Url: { } url } && url.StartsWith(PostmortemInserts.ChartScheme, StringComparison.Ordinal) ? chart?.Invoke(url[PostmortemInserts.ChartScheme.Length..]) : null;

        private IReadOnlyList<Element> CellInlines(TableCell cell, int depth) =>
            [.. cell.OfType<LeafBlock>().SelectMany(leaf => Inlines(leaf.Inline, depth + 1))];

        private IReadOnlyList<Element> Inlines(ContainerInline? container, int depth)
        {
            if (container is null)
            {
                return [];
            }
            return depth > MaxDepth ? [Element.Words(TextOf(container))] : [.. container.Select(inline => Draw(inline, depth)).OfType<Element>()];
        }

        private Element? Draw(Inline inline, int depth) => inline switch
        {
            TaskList task => new Element("check") { Done = task.Checked },
            LiteralInline literal => Element.Words(literal.Content.ToString()),
            CodeInline code => new Element("code") { Text = code.Content },
            LineBreakInline { IsHard: true } => new Element("break"),
            LineBreakInline => Element.Words(" "),
            HtmlEntityInline entity => Element.Words(entity.Transcoded.ToString()),
            AutolinkInline auto => Link(auto.IsEmail ? "mailto:" + auto.Url : auto.Url, [Element.Words(auto.Url)]),
            LinkInline link => Link(link.GetDynamicUrl?.Invoke() ?? link.Url, Inlines(link, depth + 1)),
            EmphasisInline { DelimiterChar: '~', DelimiterCount: 2 } strike => new Element("strike") { Children = Inlines(strike, depth + 1) },
            EmphasisInline { DelimiterChar: '*' or '_' } emphasis =>
                new Element(emphasis.DelimiterCount == 2 ? "strong" : "emphasis") { Children = Inlines(emphasis, depth + 1) },
            ContainerInline other => new Element("span") { Children = Inlines(other, depth + 1) },
            _ => null,
        };

        private static Element Link(string? url, IReadOnlyList<Element> children)
        {
            var shown = children.Count > 0 ? children : [Element.Words(url ?? "")];
            return SafeLink.Of(url) is { } safe ? new Element("link") { Url = safe, Children = shown } : new Element("span") { Children = shown };
        }

        private static string TextOf(MarkdownObject thing)
        {
            var text = new StringBuilder();
            foreach (var leaf in thing.Descendants())
            {
                text.Append(leaf switch { LiteralInline words => words.Content.ToString(), CodeInline code => code.Content, LineBreakInline => " ", _ => "" });
            }
            return text.ToString();
        }
    }
}
