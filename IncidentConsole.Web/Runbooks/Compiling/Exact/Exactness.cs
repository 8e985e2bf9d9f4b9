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
    /// <exception cref="ExactnessException">A value cannot be followed; nothing of it is used.</exception>
    public static ExactRunbook Apply(Runbook recognised, ImmutableArray<ExactBlock> blocks)
    {
        var facts = ImmutableArray.CreateBuilder<CompiledFact>();
        var foreign = ImmutableArray.CreateBuilder<UnreadText>();
        var tree = ExactTypes.Tree(recognised);
        foreach (var block in blocks)
        {
            if (Override(block, foreign) is not { } read)
            {
                continue;
            }

            var reading = new ExactReading();
            var above = reading.Read(read);
            var merge = new ExactMerge(reading.Lines);
            tree = merge.Merge(tree, above);
            facts.AddRange(merge.Statements.Select(said =>
                new CompiledFact(FactKind.Override, PathByPlace(said.Path), $"{said.Path} is {said.Value}", new SourceLines(said.Line, said.Line))));
        }

        if (facts.Count == 0)
        {
            return new ExactRunbook(recognised, [], foreign.ToImmutable());
        }

        var runbook = Whole(tree, blocks[^1]);
        return new ExactRunbook(runbook, facts.ToImmutable(), foreign.ToImmutable());
    }

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
internal sealed record ExactRunbook(Runbook Runbook, ImmutableArray<CompiledFact> Facts, ImmutableArray<UnreadText> Foreign);
