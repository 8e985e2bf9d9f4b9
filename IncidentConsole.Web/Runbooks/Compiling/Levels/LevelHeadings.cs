using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Levels;

/// <summary>Neighbouring headings that each name a level ("### SEV-1: Critical"), with what stands under them.</summary>
internal static class LevelHeadings
{
    // Where headings by level say whom to call or when to write, not what the level is.
    private static readonly HashSet<Topic> Elsewhere =
        [Topic.Escalation, Topic.Contacts, Topic.Communication, Topic.Channels, Topic.StatusTemplates, Topic.Thresholds, Topic.Checklist, Topic.Procedures, Topic.Postmortem, Topic.KeyMetrics];

    public static IEnumerable<LevelGroup> Read(Reading reading)
    {
        foreach (var siblings in reading.Sections.GroupBy(section => section.Parent!))
        {
            var named = siblings.Key.Topic == Topic.Severity;
            var topic = siblings.Key.Topic == Topic.None ? siblings.Key.Above().Select(above => above.Topic).FirstOrDefault(above => above != Topic.None) : siblings.Key.Topic;
            if (Elsewhere.Contains(topic))
            {
                continue;
            }

            var levels = siblings.Select(section => (Section: section, Label: LevelLabel.Read(section.Title))).Where(pair => pair.Label is not null && (named || pair.Label.Number is not null)).ToList();
            if (levels.Count >= 2)
            {
                yield return new LevelGroup([.. levels.Select(pair => Draft(pair.Section, pair.Label!))], named);
            }
        }
    }

    private static LevelDraft Draft(Section section, LevelLabel label)
    {
        var level = new LevelDraft(label, section.HeadingLines);
        if (section.Aside is { } aside)
        {
            level.ReadResponse(aside, section.HeadingLines);
        }

        foreach (var paragraph in section.Blocks.OfType<Paragraph>())
        {
            ReadParagraph(level, paragraph, section.IsLabel);
        }

        ReadEntries(level, section.Entries);
        foreach (var part in section.Children)
        {
            ReadPart(level, part);
        }

        return level;
    }

    private static void ReadParagraph(LevelDraft level, Paragraph paragraph, bool isValue)
    {
        if (!isValue && ReadSentences(level, paragraph))
        {
            return;
        }

        if (level.Impact is null)
        {
            level.Impact = new(Inline.Plain(paragraph.Joined), paragraph.Joined, paragraph.Lines, isValue ? null : "taken from the first paragraph");
        }
        else
        {
            level.Rest.Add(new(paragraph.Joined, paragraph.Joined, paragraph.Lines));
        }
    }

    // "One region is down. Response: 15 minutes. Page the primary on-call." says three things; a paragraph without such a part is the impact as a whole.
    private static bool ReadSentences(LevelDraft level, Paragraph paragraph)
    {
        var sentences = paragraph.Text.SelectMany(line => Inline.Plain(line.Text).Split(". ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), (line, words) => (Words: words.TrimEnd('.'), line.Lines)).ToList();
        bool IsPartOf((string Words, SourceLines) sentence) => Labelled.ReadLoose(sentence.Words) is { Value.Length: > 0 } said && IsPart(Vocabulary.TopicOf(said.Label));
        bool Calls((string Words, SourceLines) sentence) => ResponseWords.Mode(sentence.Words) is not null && Imperative(sentence.Words);
        if (!sentences.Exists(sentence => IsPartOf(sentence) || Calls(sentence)))
        {
            return false;
        }

        foreach (var sentence in sentences)
        {
            if (IsPartOf(sentence))
            {
                var said = Labelled.ReadLoose(sentence.Words)!;
                ReadValue(level, Vocabulary.TopicOf(said.Label), said.Value, sentence.Lines);
            }
            else if (Calls(sentence))
            {
                level.ReadMode(sentence.Words, sentence.Lines);
            }
            else if (level.Impact is null)
            {
                level.Impact = new(sentence.Words, sentence.Words, sentence.Lines, "taken from the first sentence");
            }
            else
            {
                level.Rest.Add(new(sentence.Words, sentence.Words, sentence.Lines));
            }
        }

        return true;
    }

    private static void ReadEntries(LevelDraft level, IEnumerable<ListEntry> entries)
    {
        foreach (var entry in entries)
        {
            var loose = Labelled.ReadLoose(entry.Text);
            if (loose is { Value.Length: > 0 } && IsPart(Vocabulary.TopicOf(loose.Label)))
            {
                ReadValue(level, Vocabulary.TopicOf(loose.Label), loose.Value, entry.OwnLines);
            }
            else if (entry.Text.StartsWith("**", StringComparison.Ordinal) && ResponseWords.Mode(entry.Text) is not null || ResponseWords.Mode(entry.Text) is not null && Imperative(entry.Text))
            {
                level.ReadMode(Inline.Plain(entry.Text), entry.OwnLines);
            }
            else
            {
                level.Examples.Add(new(Inline.Plain(entry.Text), entry.Text, entry.OwnLines));
            }
        }
    }

    // "Page on-call engineer" is what to do; "Pages load slowly" and "Slack is down" are examples.
    private static bool Imperative(string text) =>
        Inline.Plain(text).Split(' ')[0].ToLowerInvariant() is "page" or "notify" or "call" or "escalate" or "alert" or "create" or "open" or "alarmieren" or "benachrichtigen" or "informieren";

    private static void ReadPart(LevelDraft level, Section part)
    {
        if (!IsPart(part.Topic))
        {
            level.Rest.AddRange(part.AllBlocks().Select(block => new Found<string>("", "", block.Lines)));
            return;
        }

        level.Introductions.Add(part.HeadingLines);
        foreach (var paragraph in part.Blocks.OfType<Paragraph>())
        {
            ReadValue(level, part.Topic, paragraph.Joined, paragraph.Lines);
        }

        foreach (var entry in part.Entries)
        {
            ReadValue(level, part.Topic, entry.Text, entry.OwnLines);
        }
    }

    private static bool IsPart(Topic topic) => topic is Topic.Impact or Topic.ResponseTime or Topic.Examples or Topic.Escalation or Topic.Overview or Topic.Scope;

    private static void ReadValue(LevelDraft level, Topic topic, string words, SourceLines lines)
    {
        switch (topic)
        {
            case Topic.ResponseTime:
                level.ReadResponse(Inline.Plain(words), lines);
                break;
            case Topic.Escalation:
                level.ReadMode(Inline.Plain(words), lines);
                break;
            case Topic.Examples:
                level.Examples.Add(new(Inline.Plain(words), words, lines));
                break;
            default:
                level.Impact ??= new(Inline.Plain(words), words, lines);
                break;
        }
    }
}
