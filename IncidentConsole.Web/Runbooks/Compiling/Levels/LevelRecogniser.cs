using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Levels;

/// <summary>
/// The severity levels, from tables, headings or lists. The first place that names them decides which there are; other places only add what it
/// leaves open, and where both say something different it becomes a question.
/// </summary>
internal sealed class LevelRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        var groups = Groups(reading).Where(group => group.Levels.Any(level => level.Says)).OrderByDescending(group => group.IsNamedSeverity).ThenBy(group => group.Levels[0].Lines.First).ToList();
        if (groups.Count == 0)
        {
            return;
        }

        var drafts = Ordered([.. groups[0].Levels.DistinctBy(level => Key(level.Label))], out var doubt);
        for (var at = 0; at < drafts.Length; at++)
        {
            var others = groups.SelectMany(group => group.Levels).Where(other => other != drafts[at] && Key(other.Label) == Key(drafts[at].Label)).ToList();
            Take(reading, drafts[at], at, others, doubt);
        }
    }

    private static IEnumerable<LevelGroup> Groups(Reading reading)
    {
        foreach (var section in reading.Sections.Prepend(reading.Source.Root))
        {
            foreach (var group in section.Tables.Select(table => LevelTable.Read(table, section)).Append(LevelBullets.Read(section)).OfType<LevelGroup>())
            {
                yield return group;
            }
        }

        foreach (var group in LevelHeadings.Read(reading))
        {
            yield return group;
        }
    }

    private static string Key(LevelLabel label) => Vocabulary.Squeeze(label.Label).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Worst first: by number, else by what the words say, else as written.</summary>
    private static ImmutableArray<LevelDraft> Ordered(ImmutableArray<LevelDraft> levels, out string? doubt)
    {
        doubt = null;
        var weighed = levels.All(level => level.Label.Weight is not null);
        if (levels.All(level => level.Label.Number is not null))
        {
            var byNumber = levels.OrderBy(level => level.Label.Number).ToImmutableArray();
            if (weighed && byNumber[0].Label.Weight > byNumber[^1].Label.Weight)
            {
                doubt = "the numbers rise with the severity here; the words decide which level is the worst";
                return [.. byNumber.Reverse()];
            }

            return byNumber;
        }

        if (weighed)
        {
            return [.. levels.OrderBy(level => level.Label.Weight)];
        }

        doubt = "taken in the order they are written in, worst first";
        return levels;
    }

    private static void Take(Reading reading, LevelDraft draft, int at, List<LevelDraft> others, string? doubt)
    {
        var path = $"severities/levels/{at}";
        var label = draft.Label.Label;
        var impact = draft.Impact ?? others.Select(other => other.Impact).FirstOrDefault(found => found is not null);
        var examples = draft.Examples.Count > 0 ? draft.Examples : others.Select(other => other.Examples).FirstOrDefault(list => list.Count > 0) ?? [];
        var response = draft.Response ?? others.Select(other => other.Response).FirstOrDefault(found => found is not null);
        var mode = draft.Mode ?? others.Select(other => other.Mode).FirstOrDefault(found => found is not null);
        var name = draft.Name?.Value ?? draft.Label.Name ?? others.Select(other => other.Label.Name).FirstOrDefault(said => said is not null) ?? label;
        var level = new SeverityLevel(at + 1, label, name, impact?.Value ?? examples.FirstOrDefault()?.Value ?? name)
        {
            Examples = [.. examples.Select(example => example.Value)],
            Response = response?.Value ?? ResponseTarget.None,
            Mode = mode?.Value ?? ResponseMode.Notify,
        };
        reading.Runbook = reading.Runbook with { Severities = new([.. reading.Runbook.Severities.Levels, level]) };

        reading.Fact(FactKind.Severity, path, $"{level.Title}{(at == 0 ? " is the worst level" : $" is level {at + 1}")}", draft.Lines, doubt);
        if (impact is not null)
        {
            reading.Fact(FactKind.Severity, $"{path}/impact", $"{label} means: {impact.Value}", impact.Lines, impact.Doubt);
        }
        else if (examples.Count > 0)
        {
            reading.Fact(FactKind.Severity, $"{path}/impact", $"{label} means: {level.Impact}", examples[0].Lines, "taken from the first example");
        }

        if (response is not null)
        {
            reading.Fact(FactKind.ResponseTime, $"{path}/response", $"{label} answers {Say.Response(response.Value)}", response.Lines, response.Doubt);
            AskAboutResponse(reading, label, path, response, others);
        }

        if (mode is not null)
        {
            reading.Fact(FactKind.Severity, $"{path}/mode", $"{label} {Say.Mode(mode.Value)}", mode.Lines);
        }

        for (var example = 0; example < examples.Count; example++)
        {
            reading.Fact(FactKind.Example, $"{path}/examples/{example}", $"Example of {label}: {examples[example].Value}", examples[example].Lines);
        }

        foreach (var lines in draft.Introductions)
        {
            reading.Claim(lines);
        }

        foreach (var rest in draft.Rest.Where(rest => rest.Value.Length > 0))
        {
            reading.Leave($"{label}: {rest.Words}", rest.Lines, "said about the level in words no rule knows");
        }
    }

    private static void AskAboutResponse(Reading reading, string label, string path, Found<ResponseTarget> taken, List<LevelDraft> others)
    {
        var choices = others.Select(other => other.Response).OfType<Found<ResponseTarget>>().Prepend(taken).DistinctBy(found => found.Value).ToList();
        if (choices.Count > 1)
        {
            reading.Ask(new CompilationQuestion(
                $"{path}/response",
                $"How soon does {label} answer: {string.Join(" or ", choices.Select(choice => Say.Response(choice.Value)))}?",
                [.. choices.Select(choice => new CompilationChoice(Say.Response(choice.Value), Say.Json(choice.Value), choice.Lines))]));
        }
    }
}
