using System.Collections.Immutable;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Calling;

/// <summary>The ladder: lists, numbered lines in a fence, and labelled lists under headings about escalation, by level where one is named.</summary>
internal sealed class EscalationRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var section in reading.Sections.Where(section => section.NearestTopic == Topic.Escalation && !reading.IsForUnknownLevel(section)))
        {
            var ranks = RanksOf(section, reading);
            var when = Condition.Read(section.Aside is { } aside ? $"({aside})" : "", out _);
            foreach (var block in section.Blocks)
            {
                switch (block)
                {
                    case Listing list:
                        ReadList(reading, section, list, ranks, when);
                        break;
                    case Fence fence:
                        ReadFence(reading, fence, ranks, when);
                        break;
                    case Table table:
                        EscalationTable.Read(reading, table);
                        break;
                    default:
                        break;
                }
            }
        }

        if (reading.Runbook.Escalation.Steps.IsEmpty)
        {
            LevelledContacts(reading);
        }
    }

    /// <summary>The levels the nearest heading names; null where none of them names one.</summary>
    private static ImmutableArray<int>? RanksOf(Section section, Reading reading)
    {
        foreach (var named in section.Above().Prepend(section))
        {
            if (LevelMentions.In(named.Heading, reading.Runbook.Severities) is { Length: > 0 } ranks)
            {
                return ranks;
            }
        }

        return null;
    }

    private static void ReadList(Reading reading, Section section, Listing list, ImmutableArray<int>? ranks, When? when)
    {
        foreach (var entry in list.Entries)
        {
            var said = Labelled.ReadLoose(entry.Text);
            if (LevelMentions.NamesUnknown(entry.Text, reading.Runbook.Severities))
            {
                continue;
            }

            if (said is { Value.Length: > 0 } && LevelMentions.In(said.Label, reading.Runbook.Severities, wordsToo: true) is { Length: > 0 } own)
            {
                ByLevel.Read(reading, said.Value, own, entry.OwnLines);
            }
            else if (said is { Value.Length: 0 } && LevelMentions.In(said.Label, reading.Runbook.Severities, wordsToo: true) is { Length: > 0 } above)
            {
                reading.Claim(entry.OwnLines);
                foreach (var nested in entry.Nested)
                {
                    ByLevel.Read(reading, nested.Text, above, nested.OwnLines);
                }
            }
            else if (StepWords.Read(said is { Value.Length: > 0 } && IsRung(said.Label) ? said.Value : entry.Text) is { } step && (ranks is not null || section.Topic == Topic.Escalation))
            {
                Ladder.Add(reading, step, step.When ?? when, ranks, entry.OwnLines);
            }
        }
    }

    // "# Escalate if not resolved in 15 minutes" above the numbered lines says when they run.
    private static void ReadFence(Reading reading, Fence fence, ImmutableArray<int>? ranks, When? when)
    {
        foreach (var line in fence.Content)
        {
            var words = line.Text.Trim();
            if (words.StartsWith('#'))
            {
                if (Condition.Read(words.TrimStart('#', ' '), out _) is { } said)
                {
                    when = said;
                    reading.Claim(line.Lines);
                }
            }
            else if (Numbered(words) is { } item && StepWords.Read(item) is { } step)
            {
                Ladder.Add(reading, step, step.When ?? when, ranks, line.Lines);
            }
        }
    }

    private static string? Numbered(string words)
    {
        var text = words.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return text.Length < words.Length && text.StartsWith('.') || words.StartsWith('-') || words.StartsWith('*') ? text.TrimStart('.', '-', '*', ' ') : null;
    }

    private static bool IsRung(string label) => Vocabulary.Squeeze(label) is ['l', >= '1' and <= '9'] || Vocabulary.Squeeze(label).Split(' ') is [("level" or "stufe" or "tier" or "step" or "schritt"), _];

    /// <summary>"Level 1: On-call Engineer" among the contacts is a ladder without times: each rung is called by hand.</summary>
    private static void LevelledContacts(Reading reading)
    {
        foreach (var entry in reading.Sections.Where(section => section.Topic == Topic.Contacts).SelectMany(section => section.Entries))
        {
            if (Labelled.ReadLoose(entry.Text) is { Value.Length: > 0 } said && IsRung(said.Label) && StepWords.Read(said.Value) is { } step)
            {
                Ladder.Add(reading, step, step.When ?? new When(EscalationTrigger.ByHand, TimeSpan.Zero), null, entry.OwnLines);
            }
        }
    }
}
