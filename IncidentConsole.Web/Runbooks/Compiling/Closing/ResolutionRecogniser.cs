using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Thresholds;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Closing;

/// <summary>When it is over: tick lists and checks under headings about resolution, and sentences ("close the incident when …").</summary>
internal sealed partial class ResolutionRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var section in reading.Sections)
        {
            foreach (var line in section.Blocks.OfType<Paragraph>().SelectMany(paragraph => paragraph.Text))
            {
                ReadSentence(reading, line.Text, line.Lines);
            }

            foreach (var entry in section.Entries.SelectMany(entry => entry.Nested.Prepend(entry)))
            {
                ReadSentence(reading, entry.Text, entry.OwnLines);
                ReadWorkaround(reading, entry);
            }

            if (section.NearestTopic == Topic.Resolution && !IsPhase(section) && !section.IsUnder(Topic.Checklist) && !section.IsUnder(Topic.StatusTemplates) && !section.IsUnder(Topic.PostmortemTemplate))
            {
                ReadSection(reading, section);
            }
        }

        if (reading.Runbook.ResolveCriteria.IsEmpty)
        {
            reading.Miss("Resolution criteria", "resolving asks for a note only");
        }
    }

    // "Resolution (30+ min)" is a time window of the work, not what it must reach.
    private static bool IsPhase(Section section) => section.Above().Prepend(section).Any(above => above.Topic == Topic.Resolution && above.Aside is { } aside && Duration.Find(aside) is not null);

    private static void ReadSection(Reading reading, Section section)
    {
        // Under such a heading every line is one; elsewhere only what is a tick, a figure or a time.
        var isList = Vocabulary.Says(section.Title, "criteria", "kriterien", "over", "ende");
        foreach (var entry in section.Entries)
        {
            if (isList || entry.Tick is not null || ThresholdText.Find(entry.Text).Count > 0 || Stable(entry.Text) > TimeSpan.Zero)
            {
                Add(reading, Inline.Plain(entry.Text).TrimEnd('.'), entry.OwnLines, null, claims: true);
            }
            else if (Alerts().IsMatch(entry.Text))
            {
                Add(reading, Inline.Plain(entry.Text), entry.OwnLines, "a step of the resolution that is also a sign that it is over", claims: false);
            }
        }

        foreach (var fence in section.Fences)
        {
            ReadFence(reading, fence);
        }
    }

    /// <summary>"[ ] All services healthy" lines, or the comments over the commands of a check ("# Check latency", "# p99 should be &lt;100ms").</summary>
    private static void ReadFence(Reading reading, Fence fence)
    {
        TextLine? open = null;
        void Close()
        {
            if (open is { } check)
            {
                Add(reading, check.Text, check.Lines, "read from the check that the runbook does", claims: false);
            }

            open = null;
        }

        foreach (var line in fence.Content)
        {
            var (words, tick) = TickBox.Read(line.Text);
            if (tick is not null)
            {
                Add(reading, Inline.Plain(words), line.Lines, null, claims: true);
                continue;
            }

            if (!line.Text.StartsWith("# ", StringComparison.Ordinal))
            {
                continue;
            }

            var comment = line.Text.TrimStart('#', ' ');
            if (open is { } before && ThresholdText.Find(comment, before.Text).Count > 0)
            {
                // The limit belongs to the check it stands under.
                open = before with { Text = $"{before.Text}: {comment}" };
            }
            else if (Check().IsMatch(comment))
            {
                Close();
                open = line with { Text = comment };
            }
        }

        Close();
    }

    private static void ReadSentence(Reading reading, string text, SourceLines lines)
    {
        if (Over().Match(Inline.Plain(text)) is { Success: true } match)
        {
            Add(reading, match.Groups["criterion"].Value.TrimEnd('.'), lines, null, claims: true);
        }
    }

    private static void ReadWorkaround(Reading reading, ListEntry entry)
    {
        if (!reading.Runbook.DocumentsWorkaround && Vocabulary.Says(entry.Text, "workaround") && Vocabulary.Says(entry.Text, "rollback") && Vocabulary.Says(entry.Text, "documented", "dokumentiert"))
        {
            reading.Runbook = reading.Runbook with { DocumentsWorkaround = true };
            reading.Note(FactKind.ResolveCriterion, "documentsWorkaround", "Workaround and rollback are documented before it is resolved", entry.OwnLines);
        }
    }

    private static void Add(Reading reading, string text, SourceLines lines, string? doubt, bool claims)
    {
        if (text.Length == 0 || reading.Runbook.ResolveCriteria.Any(criterion => criterion.Text == text))
        {
            return;
        }

        // "Check error rate: Should be <0.1%" takes its metric from what is checked.
        var parts = text.Split(": ", 2);
        var found = BudgetNames.Name(reading, ThresholdText.Read(parts[^1], parts.Length == 2 ? CheckWord().Replace(parts[0], "") : null));
        var rule = found.AsCheck(parts[^1])?.Rule;
        if (rule is null && (found.Mixed is not null || found.Alternatives.Length > 1))
        {
            reading.Leave(text, lines, "it names several limits and does not say which must hold together: write \"and\" between them");
        }

        var criterion = new ResolveCriterion(Reading.Id(text, reading.Runbook.ResolveCriteria.Select(criterion => criterion.Id)), text, rule, Stable(text));
        reading.Note(FactKind.ResolveCriterion, $"resolveCriteria/{criterion.Id}", $"It is over when: {text}", lines, doubt);
        if (claims)
        {
            reading.Claim(lines);
        }

        reading.Runbook = reading.Runbook with { ResolveCriteria = reading.Runbook.ResolveCriteria.Add(criterion) };
    }

    private static TimeSpan Stable(string text) =>
        Vocabulary.Says(text, "stable", "stabil", "green", "grün", "grünen", "at least", "mindestens", "mind") && Duration.Find(text) is { IsNextBusinessDay: false } time ? time.Shortest : TimeSpan.Zero;

    [GeneratedRegex(@"\b(?:incident|störung)\b.{0,20}\b(?:close[ds]?|resolved?|schließen|geschlossen|beenden|beendet)\b,?\s(?:if|when|once|only\sif|only\swhen|wenn|sobald)\s(?<criterion>.{3,300})$|^(?:it\sis\s)?(?:done|over|finished|fertig|vorbei)\s(?:when|once|wenn|sobald)\s(?<criterion>.{3,300})$|^(?:close|resolve)\b.{0,30}\bincident\b\s(?:if|when|once|only\sif|only\swhen)\s(?<criterion>.{3,300})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Over();

    [GeneratedRegex(@"^(?:check|verify|run|confirm|ensure|prüfen?|prüfe|bestätigen?)\b|\b(?:healthy|normal|baseline|passes)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Check();

    [GeneratedRegex(@"^(?:check|verify|confirm|ensure|prüfe)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CheckWord();

    [GeneratedRegex(@"\b(?:close|no\s(?:duplicate|open|firing))\b.{0,20}\balerts?\b|\balerts?\b.{0,20}\b(?:closed|cleared|geschlossen)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Alerts();
}
