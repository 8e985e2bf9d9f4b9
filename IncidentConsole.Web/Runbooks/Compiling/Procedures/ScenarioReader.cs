using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>A heading with its symptoms, likely causes, checks, actions and verification, in whatever blocks they stand.</summary>
internal static partial class ScenarioReader
{
    public static void Read(Reading reading, Section section)
    {
        var draft = new ProcedureDraft(reading, ProcedureKinds.TitleOf(section), ProcedureKinds.Of(section), section.HeadingLines);
        Steps(reading, section, draft);
        foreach (var part in section.Children.Where(ProcedureKinds.IsPart))
        {
            switch (part.Topic)
            {
                case Topic.Symptoms:
                    Words(reading, part, draft.Symptom);
                    Signs(reading, part, draft);
                    break;
                case Topic.Causes:
                    Words(reading, part, draft.Cause);
                    break;
                case Topic.Verification:
                    Checks(reading, part, draft);
                    break;
                case Topic.See:
                    Links(part, draft);
                    break;
                default:
                    Steps(reading, part, draft);
                    break;
            }
        }

        draft.Finish();
    }

    /// <summary>One item as a step, a step for each item nested in it, or a check where it only confirms.</summary>
    public static void AddStep(ProcedureDraft draft, ListEntry entry)
    {
        var plain = Inline.Plain(entry.Text);
        if (Confirms().IsMatch(plain))
        {
            draft.Check(plain, null, entry.Lines);
        }
        else if (entry.Nested.Any() && entry.Blocks.OfType<Fence>().FirstOrDefault() is null)
        {
            foreach (var nested in entry.Nested)
            {
                draft.Action(StepReader.Of(nested, entry.Labelled?.Label ?? plain), new(entry.OwnLines.First, nested.Lines.Last));
            }
        }
        else
        {
            draft.Action(StepReader.Of(entry), entry.Lines);
        }
    }

    private static void Steps(Reading reading, Section section, ProcedureDraft draft)
    {
        foreach (var block in section.Blocks.Where(block => !reading.IsAnyClaimed(block.Lines)))
        {
            if (block is Listing list)
            {
                foreach (var entry in list.Entries.Where(entry => entry.Tick is null))
                {
                    AddStep(draft, entry);
                }
            }
            else if (block is Fence fence && CommandBlock.Holds(fence))
            {
                foreach (var step in CommandBlock.Of(fence))
                {
                    draft.Action(StepReader.Of(step, fence.Language), step.Lines);
                }
            }
        }
    }

    /// <summary>The items of a list, or the words of a sentence between commas.</summary>
    private static void Words(Reading reading, Section part, Action<string, SourceLines> add)
    {
        foreach (var entry in part.Entries.Where(entry => !reading.IsAnyClaimed(entry.OwnLines)))
        {
            add(Inline.Plain(entry.Text), entry.OwnLines);
        }

        foreach (var line in part.Blocks.OfType<Paragraph>().SelectMany(paragraph => paragraph.Text))
        {
            foreach (var words in Comma().Split(Inline.Plain(line.Text)).Where(words => words.Length > 0))
            {
                add(char.ToUpperInvariant(words[0]) + words[1..].TrimEnd('.'), line.Lines);
            }
        }
    }

    /// <summary>Symptoms as a block: its comments say what is seen, its commands are how one looks.</summary>
    private static void Signs(Reading reading, Section part, ProcedureDraft draft)
    {
        foreach (var fence in part.Fences.Where(fence => CommandBlock.Holds(fence) && !reading.IsAnyClaimed(fence.Lines)))
        {
            foreach (var line in fence.Content.Where(line => line.Text.StartsWith("# ", StringComparison.Ordinal)))
            {
                draft.Symptom(line.Text[2..].Trim(), line.Lines);
            }

            foreach (var step in CommandBlock.Of(fence).Where(step => step.Command is not null))
            {
                draft.Action(StepReader.Of(step, fence.Language, $"Look: {step.Command!.Split('\n')[0]}"), step.Lines);
            }
        }
    }

    private static void Checks(Reading reading, Section part, ProcedureDraft draft)
    {
        foreach (var entry in part.Entries)
        {
            var code = Code().Matches(entry.Text).Select(match => match.Groups["code"].Value).FirstOrDefault(CommandText.IsCommand);
            var text = Inline.Plain(code is null ? entry.Text : entry.Text.Replace($"`{code}`", "", StringComparison.Ordinal)).TrimEnd(':', ' ');
            draft.Check(text, code is null ? null : CommandText.Of(code, "bash"), entry.Lines);
        }

        foreach (var fence in part.Fences.Where(fence => CommandBlock.Holds(fence) && !reading.IsAnyClaimed(fence.Lines)))
        {
            foreach (var step in CommandBlock.Of(fence))
            {
                draft.Check(step.Title, step.Command is null ? null : CommandText.Of(step.Command, fence.Language), step.Lines);
            }
        }
    }

    private static void Links(Section part, ProcedureDraft draft)
    {
        foreach (var line in part.Blocks.OfType<Paragraph>().SelectMany(paragraph => paragraph.Text).Select(line => (line.Text, line.Lines)).Concat(part.Entries.Select(entry => (entry.Text, Lines: entry.OwnLines))))
        {
            foreach (Match link in Link().Matches(line.Text))
            {
                draft.Related(new RunbookLink(Inline.Plain(link.Groups["words"].Value), link.Groups["target"].Value, RunbookLinkKind.Runbook), line.Lines);
            }
        }
    }

    [GeneratedRegex(@"^(?:confirm|bestätigen)\b\s?:|^(?:canary|smoke)\b.{0,60}\bprüfen$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Confirms();

    [GeneratedRegex(@"\s{0,4}[,;]\s{1,4}(?![^()]{0,200}\))", RegexOptions.CultureInvariant)]
    private static partial Regex Comma();

    [GeneratedRegex("`(?<code>[^`]{2,1000})`", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\[(?<words>[^\[\]]{1,300})\]\((?<target>[^()\s]{1,1000})\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
