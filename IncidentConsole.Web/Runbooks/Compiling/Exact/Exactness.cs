using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// Exact values: a runbook may state any value of its stored form in YAML, in front matter or in a fenced block called <c>incident-console</c>.
/// What is stated there wins over whatever was read from the words.
/// </summary>
internal static class Exactness
{
    /// <summary>The recognised runbook with the exact values of the source put in.</summary>
    /// <param name="open">Questions of the text that have no value yet, by their words.</param>
    /// <exception cref="ExactnessException">A value cannot be followed; nothing of it is used.</exception>
    public static ExactRunbook Apply(Runbook recognised, ImmutableArray<ExactBlock> blocks, IReadOnlySet<string>? open = null)
    {
        open ??= ImmutableHashSet<string>.Empty;
        var refused = ImmutableArray.CreateBuilder<CompiledFact>();
        var moves = ImmutableArray.CreateBuilder<ExactMove>();
        var answered = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var facts = ImmutableArray.CreateBuilder<CompiledFact>();
        var foreign = ImmutableArray.CreateBuilder<UnreadText>();
        var tree = ExactTypes.Tree(recognised);
        var isStated = false;
        foreach (var block in blocks)
        {
            if (Override(block, foreign) is not { } read)
            {
                continue;
            }

            isStated = true;
            var reading = new ExactReading();
            var above = reading.Read(read);
            var numbered = ExactRanks.Numbered(above);
            ExactRanks.ToNumbers(above, Labels(tree, above, reading, open), node => reading.Lines.GetValueOrDefault(node, block.FirstLine));
            var merge = new ExactMerge(reading.Lines, open, numbered);
            tree = merge.Merge(tree, above);
            facts.AddRange(merge.Statements.Select(Stated));
            refused.AddRange(merge.Refusals.Select(Refused));
            moves.AddRange(merge.Moves.Select(move => move with { Path = PathByPlace(move.Path) }));
            answered.UnionWith(merge.Answered);
        }

        var runbook = isStated ? Whole(tree, blocks[^1]) : recognised;
        return new ExactRunbook(runbook, facts.ToImmutable(), foreign.ToImmutable())
        {
            Refused = refused.ToImmutable(),
            Moves = moves.ToImmutable(),
            Answered = answered.ToImmutable(),
        };
    }

    // Rules name levels by label: what the levels are called once the block is in.
    private static List<string> Labels(JsonObject tree, JsonObject above, ExactReading reading, IReadOnlySet<string> open) =>
        [.. new ExactMerge(reading.Lines, open, ImmutableHashSet<JsonNode>.Empty).Levels(tree, above).OrderBy(level => level?["rank"]?.GetValue<int>()).Select(level => level?["label"]?.ToString() ?? "")];

    private static CompiledFact Stated(ExactStatement said) =>
        new(FactKind.Override, PathByPlace(said.Path), $"{said.Path} is {said.Value}", new SourceLines(said.Line, said.Line), said.Doubt is null ? Certainty.Stated : Certainty.Unsure) { Doubt = said.Doubt };

    private static CompiledFact Refused(ExactRefusal refusal) =>
        new(FactKind.Override, PathByPlace(refusal.Path), $"Not used: the exact value of {refusal.Path} for \"{refusal.Meant}\"", refusal.Lines, Certainty.Unsure)
        {
            Doubt = $"It changes nothing, because {refusal.Why}. Look at {refusal.Lines}: say what it is meant for now, or take it out.",
        };

    /// <summary>Levels are named by rank where values are stated, and stand by place in the paths of facts.</summary>
    private static string PathByPlace(string path)
    {
        var parts = path.Split('/');
        if (parts is ["severities", "levels", var rank, ..] && int.TryParse(rank, out var number))
        {
            parts[2] = (number - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return string.Join('/', parts);
    }

    private static YamlMap? Override(ExactBlock block, ImmutableArray<UnreadText>.Builder foreign)
    {
        YamlNode? read;
        try
        {
            read = YamlReader.Read(block.Yaml, block.FirstLine - 1);
        }
        catch (ExactnessException exception) when (block.IsFrontMatter)
        {
            // Front matter is other programs' ground as well; what cannot be read there is shown, and the runbook still compiles.
            foreign.Add(Foreign(block, block.Yaml, exception.Line, exception.Message));
            return null;
        }

        if (read is not (null or YamlMap))
        {
            throw new ExactnessException("Exact values begin with a name of the runbook's form, like \"severities:\".", read.Line);
        }

        if (!block.IsFrontMatter || read is not YamlMap map)
        {
            return read as YamlMap;
        }

        if (map.Members.FirstOrDefault(member => member.Name == ExactSource.FenceName) is { } own)
        {
            return own.Value as YamlMap ?? throw new ExactnessException($"Under \"{ExactSource.FenceName}:\" stand names of the runbook's form, like \"severities:\".", own.Line);
        }

        var known = map.Members.Where(member => ExactTypes.Member(ExactTypes.Runbook, member.Name) is not null).ToImmutableArray();
        foreach (var member in map.Members.Except(known))
        {
            foreign.Add(Foreign(block, $"{member.Name}: …", member.Line, $"\"{member.Name}\" in the front matter is no name of a runbook's form."));
        }

        return map with { Members = known };
    }

    private static UnreadText Foreign(ExactBlock block, string text, int line, string reason) =>
        new("Front matter", text, new SourceLines(Math.Clamp(line, block.FirstLine, Math.Max(block.FirstLine, block.LastLine)), Math.Max(line, block.FirstLine)), reason);

    private static Runbook Whole(JsonObject tree, ExactBlock last)
    {
        Runbook runbook;
        try
        {
            runbook = tree.Deserialize<Runbook>(RunbookJson.Options)!;
        }
        catch (JsonException exception)
        {
            throw new ExactnessException($"With the exact values put in, the runbook is no longer whole: {exception.Message}", last.FirstLine);
        }

        return Wholeness.Problem(runbook) is { } problem ? throw new ExactnessException($"With the exact values put in, {problem}", last.FirstLine) : runbook;
    }
}

/// <param name="Facts">One for each value that was stated, in the order of the source. A question about one of their paths is answered.</param>
/// <param name="Foreign">Front matter that is not ours.</param>
internal sealed record ExactRunbook(Runbook Runbook, ImmutableArray<CompiledFact> Facts, ImmutableArray<UnreadText> Foreign)
{
    /// <summary>Values that were meant for something the text does not say (any more); they change nothing.</summary>
    public ImmutableArray<CompiledFact> Refused { get; init; } = [];

    /// <summary>By the paths of facts.</summary>
    public ImmutableArray<ExactMove> Moves { get; init; } = [];

    /// <summary>Questions that have their answer, by their words.</summary>
    public ImmutableHashSet<string> Answered { get; init; } = [];
}
