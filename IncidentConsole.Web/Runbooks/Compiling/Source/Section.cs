using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Source;

/// <summary>
/// A heading with what stands under it. A bold label in a paragraph ("**Symptoms:**") is a section too, one level under its heading:
/// teams write the one or the other for the same thing. The root has level 0 and no heading.
/// </summary>
internal sealed class Section(Section? parent, int level, string heading, int line)
{
    /// <summary>Level of a section whose heading is a bold label.</summary>
    public const int LabelLevel = 7;

    private readonly HeadingText _text = HeadingText.Of(heading);

    public Section? Parent => parent;

    public int Level => level;

    public bool IsLabel => level == LabelLevel;

    /// <summary>As written, without emphasis.</summary>
    public string Heading => _text.Plain;

    /// <summary>Without number, emoji, mojibake and the closing parentheses: "Detection" of "### 1. Detection (0-5 min)".</summary>
    public string Title => _text.Title;

    /// <summary>What stood in the closing parentheses: "0-5 min"; null without.</summary>
    public string? Aside => _text.Aside;

    /// <summary>1-based line of the heading; 0 for the root.</summary>
    public int Line { get; } = line;

    public SourceLines HeadingLines => new(Line, Line);

    /// <summary>From the heading to the last line under it, children included.</summary>
    public SourceLines Lines => new(Math.Max(Line, 1), Last);

    public int Last { get; set; } = line;

    public List<Block> Blocks { get; } = [];

    public List<Section> Children { get; } = [];

    /// <summary>What the title says the section is about; <see cref="Topic.None"/> when no known word stands in it.</summary>
    public Topic Topic { get; } = Vocabulary.TopicOf(HeadingText.Of(heading).Title);

    /// <summary>The topic of the nearest heading that has one, from this section upwards; the title of the whole text does not count.</summary>
    public Topic NearestTopic => Topic != Topic.None ? Topic : Above().Where(above => above.Level > 1 || above.Parent is not { Level: 0 }).Select(above => above.Topic).FirstOrDefault(topic => topic != Topic.None);

    /// <summary>The headings from the outermost to this one, joined by " › ".</summary>
    public string Path => Parent is { Level: > 0 } above ? $"{above.Path} › {Heading}" : Heading;

    /// <summary>This section and everything under it, in the order of the source.</summary>
    public IEnumerable<Section> All()
    {
        yield return this;
        foreach (var section in Children.SelectMany(child => child.All()))
        {
            yield return section;
        }
    }

    /// <summary>The blocks of this section and everything under it, in the order of the source.</summary>
    public IEnumerable<Block> AllBlocks() => All().SelectMany(section => section.Blocks).OrderBy(block => block.Lines.First);

    public IEnumerable<Section> Above()
    {
        for (var above = Parent; above is { Level: > 0 }; above = above.Parent)
        {
            yield return above;
        }
    }

    /// <summary>True where this section or one above it is about the topic.</summary>
    public bool IsUnder(Topic topic) => Topic == topic || Above().Any(above => above.Topic == topic);

    public IEnumerable<ListEntry> Entries => Blocks.OfType<Listing>().SelectMany(list => list.Entries);

    public IEnumerable<Table> Tables => Blocks.OfType<Table>();

    public IEnumerable<Fence> Fences => Blocks.OfType<Fence>();
}
