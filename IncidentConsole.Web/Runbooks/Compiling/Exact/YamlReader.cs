using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// Reads YAML that a stranger may have written: no aliases or anchors (a few lines of them can mean gigabytes), no tags,
/// one document, bounded in size, depth and number of values.
/// </summary>
internal sealed class YamlReader
{
    public const int MaxCharacters = 256 * 1024;
    private const int MaxDepth = 24;
    private const int MaxValues = 20_000;

    private readonly Parser parser;
    private readonly int lineBefore;
    private int values;

    private YamlReader(string yaml, int lineBefore)
    {
        parser = new Parser(new StringReader(yaml));
        this.lineBefore = lineBefore;
    }

    /// <param name="lineBefore">How many lines of the whole text stand before the YAML.</param>
    /// <returns>Null for text that holds nothing but comments.</returns>
    /// <exception cref="ExactnessException">It is no YAML, or more than is read.</exception>
    public static YamlNode? Read(string yaml, int lineBefore)
    {
        if (yaml.Length > MaxCharacters)
        {
            throw new ExactnessException($"The exact values are longer than {MaxCharacters / 1024} KB. State only what the words of the runbook cannot say.", lineBefore + 1);
        }

        try
        {
            return new YamlReader(yaml, lineBefore).ReadDocument();
        }
        catch (YamlException exception)
        {
            throw new ExactnessException($"This is no valid YAML: {exception.Message.TrimEnd('.')}. Check indentation, colons and quotes.", lineBefore + Math.Clamp((int)exception.Start.Line, 1, yaml.TrimEnd().Split('\n').Length));
        }
    }

    private YamlNode? ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        parser.Consume<DocumentStart>();
        var node = ReadNode(0);
        parser.Consume<DocumentEnd>();
        return parser.Accept<DocumentStart>(out var second)
            ? throw new ExactnessException("A second YAML document begins here. Keep all exact values in one.", LineOf(second))
            : node;
    }

    private YamlNode ReadNode(int depth)
    {
        if (depth > MaxDepth || ++values > MaxValues)
        {
            throw new ExactnessException("The exact values are nested too deeply or are too many for a runbook.", LineOf(parser.Current!));
        }

        if (parser.Accept<AnchorAlias>(out var alias))
        {
            throw new ExactnessException("YAML aliases (*name) are not read. Write the value out.", LineOf(alias));
        }

        if (parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
        {
            throw new ExactnessException("YAML anchors (&name) and tags (!name) are not read. Write the plain value, in quotes where it begins with & or !.", LineOf(node));
        }

        return parser.Current switch
        {
            Scalar => ReadScalar(parser.Consume<Scalar>()),
            SequenceStart start => ReadList(start, depth),
            MappingStart start => ReadMap(start, depth),
            var other => throw new ExactnessException("This is no value.", other is null ? lineBefore + 1 : LineOf(other)),
        };
    }

    private YamlScalar ReadScalar(Scalar scalar) => new(scalar.Value, scalar.Style == ScalarStyle.Plain, LineOf(scalar));

    private YamlList ReadList(SequenceStart start, int depth)
    {
        parser.MoveNext();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new YamlList(items.ToImmutable(), LineOf(start));
    }

    private YamlMap ReadMap(MappingStart start, int depth)
    {
        parser.MoveNext();
        var members = ImmutableArray.CreateBuilder<YamlMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not YamlScalar name)
            {
                throw new ExactnessException("A name is expected before the colon.", LineOf(start));
            }

            if (!names.Add(name.Text))
            {
                throw new ExactnessException($"\"{name.Text}\" stands here twice. Keep one.", name.Line);
            }

            members.Add(new YamlMember(name.Text, ReadNode(depth + 1), name.Line));
        }

        return new YamlMap(members.ToImmutable(), LineOf(start));
    }

    private int LineOf(ParsingEvent read) => lineBefore + (int)read.Start.Line;
}
