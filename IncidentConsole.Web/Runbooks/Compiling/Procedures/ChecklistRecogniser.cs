using System.Text.RegularExpressions;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>
/// Checklists: task lists, "[ ]" lines in a code block, plain lists under a heading that says checklist, and the numbered steps of a process.
/// Each heading is a phase; what stands under a heading about the time after the incident opens with the resolution.
/// </summary>
internal sealed partial class ChecklistRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        var phases = new List<ChecklistPhase>();
        var (phaseIds, itemIds) = (new FreeIds(), new FreeIds());
        foreach (var section in reading.Source.Root.All().Where(section => !section.IsUnder(Topic.PostmortemTemplate)))
        {
            var found = Items(reading, section).ToList();
            if (found.Count > 0)
            {
                phases.Add(Phase(reading, section, found, phaseIds, itemIds));
            }
        }

        reading.Runbook = reading.Runbook with { Checklist = [.. phases] };
    }

    private static ChecklistPhase Phase(Reading reading, Section section, List<Found> found, FreeIds phaseIds, FreeIds itemIds)
    {
        var title = Title(section, found[0].Sort, reading.IsGerman);
        var id = phaseIds.Take(Ids.Of(title));
        var window = TimeWindow.Of(section) ?? (section.IsLabel ? TimeWindow.Of(section.Parent!) : null);
        var anchor = IsAfter(section) ? ChecklistAnchor.Resolved : ChecklistAnchor.Declared;
        var path = $"checklist/{id}";
        var when = anchor == ChecklistAnchor.Resolved ? "after the resolution" : "after the declaration";
        var words = window is null ? $"Phase \"{title}\", {(anchor == ChecklistAnchor.Resolved ? "opens with the resolution" : "without a time window")}" : $"Phase \"{title}\": {(window.To is { } to ? Say.Range(window.From ?? TimeSpan.Zero, to) : $"from {Say.Time(window.From!.Value)} on")} {when}";
        reading.Fact(FactKind.ChecklistPhase, path, words, section.Level == 0 ? found[0].Lines : section.HeadingLines, window?.Doubt ?? found[0].Doubt);

        var items = new List<ChecklistItem>();
        foreach (var (item, at) in found.Select((item, at) => (item, at)))
        {
            var (text, optional) = Optional(item.Text);
            var itemId = itemIds.Take(Ids.Of(text), $"{id}-{Ids.Of(text)}");
            items.Add(new ChecklistItem(itemId, text, !optional && item.Sort != Sort.Diagnosis));
            reading.Fact(FactKind.ChecklistItem, $"{path}/items/{itemId}", $"To tick: {text}", item.Lines, item.Doubt);
        }

        return new ChecklistPhase(id, title, anchor, window?.From, window?.To, [.. items]);
    }

    private static IEnumerable<Found> Items(Reading reading, Section section)
    {
        var isStated = section.IsUnder(Topic.Checklist);
        foreach (var block in section.Blocks)
        {
            // What was read as criteria for the resolution is no checklist as well.
            if (!isStated && IsTaken(reading, block))
            {
                continue;
            }

            switch (block)
            {
                case Listing list when list.Entries.Any(entry => entry.Tick is not null):
                    foreach (var item in list.Entries.SelectMany(entry => Ticked(entry)))
                    {
                        yield return item;
                    }

                    break;
                case Listing list when IsPlainChecklist(section) && !HoldsCommands(list):
                    var sort = section.Topic is Topic.Diagnosis or Topic.Investigation ? Sort.Diagnosis : Sort.Plain;
                    foreach (var item in list.Entries.SelectMany(entry => Leaves(entry, "", sort, "a plain list under a heading that says checklist")))
                    {
                        yield return item;
                    }

                    break;
                case Listing { IsOrdered: true } list when IsProcessStep(section) && !HoldsCommands(list) && list.Entries.All(entry => entry.Blocks.IsEmpty):
                    foreach (var entry in list.Entries)
                    {
                        yield return new Found(Inline.Plain(entry.Text), entry.OwnLines, Sort.Process, "the steps of a process, taken as a checklist");
                    }

                    break;
                case Fence fence when IsTickFence(fence):
                    foreach (var line in fence.Content.Where(line => !string.IsNullOrWhiteSpace(line.Text)))
                    {
                        yield return new Found(Inline.Plain(TickBox.Read(line.Text).Text), line.Lines, Sort.Stated, null);
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsTaken(Reading reading, Block block) => block switch
    {
        Listing list => list.Entries.All(entry => reading.IsClaimed(entry.OwnLines)),
        Fence fence => fence.Content.All(line => string.IsNullOrWhiteSpace(line.Text) || reading.IsClaimed(line.Number)),
        _ => reading.IsClaimed(block.Lines),
    };

    private static IEnumerable<Found> Ticked(ListEntry entry)
    {
        yield return new Found(Inline.Plain(entry.Text), entry.OwnLines, Sort.Stated, entry.Tick is null ? "no box, in a list of boxes" : null);
        foreach (var nested in entry.Nested.SelectMany(inner => Ticked(inner)))
        {
            yield return nested;
        }
    }

    // "Ressourcen: Auslastung der Nodes": the words above a nested list lead each of its items.
    private static IEnumerable<Found> Leaves(ListEntry entry, string lead, Sort sort, string doubt)
    {
        var text = Inline.Plain(entry.Text).TrimEnd(':');
        var nested = entry.Nested.ToList();
        return nested.Count == 0
            ? [new Found(lead + text, entry.OwnLines, sort, doubt)]
            : nested.SelectMany(inner => Leaves(inner, $"{text}: ", sort, doubt)).Select((item, at) => at == 0 ? item with { Lines = new(entry.OwnLines.First, item.Lines.Last) } : item);
    }

    private static bool IsTickFence(Fence fence)
    {
        var lines = fence.Content.Where(line => !string.IsNullOrWhiteSpace(line.Text)).ToList();
        return lines.Count > 0 && lines.All(line => TickBox.Read(line.Text).Tick is not null);
    }

    private static bool IsPlainChecklist(Section section) =>
        section.Topic == Topic.Checklist || Vocabulary.Says(section.Title.Replace('-', ' '), "checklist", "checkliste") || (section.Topic is Topic.None && section.Parent is { Topic: Topic.Checklist });

    /// <summary>"**Initial Actions:**" under "### 1. Detection (0-5 minutes)" of "## Incident Response Process".</summary>
    private static bool IsProcessStep(Section section)
    {
        var heading = section.IsLabel ? section.Parent! : section;
        return heading.Parent is { Level: > 0 } process && Vocabulary.Says(process.Title, "process", "prozess", "ablauf")
            && section.Topic is Topic.None or Topic.Actions or Topic.Resolution or Topic.Detection or Topic.Triage or Topic.Mitigation or Topic.Investigation;
    }

    private static bool HoldsCommands(Listing list) => list.Entries.Any(entry => entry.Blocks.OfType<Fence>().Any() || entry.Nested.Any(inner => inner.Blocks.OfType<Fence>().Any()));

    private static bool IsAfter(Section section) =>
        section.Topic is not Topic.Resolution && (section.Topic is Topic.PostIncident or Topic.FollowUp or Topic.Postmortem || section.Above().Any(above => above.Topic is Topic.PostIncident or Topic.FollowUp or Topic.Postmortem));

    private static string Title(Section section, Sort sort, bool isGerman)
    {
        if (section.Level == 0)
        {
            return isGerman ? "Checkliste" : "Checklist";
        }

        var own = section.Aside is { } aside && !TimeWindow.IsTime(aside) && TimeWindow.Of(aside) is null ? $"{section.Title} ({aside})" : section.Title;
        return sort != Sort.Process || !section.IsLabel ? own : section.Topic == Topic.Actions ? section.Parent!.Title : $"{section.Parent!.Title}: {own}";
    }

    private static (string Text, bool Optional) Optional(string text) => OptionalMark().Match(text) is { Success: true } match ? (text.Remove(match.Index, match.Length).Trim(), true) : (text, false);

    [GeneratedRegex(@"\s{0,4}[(\[](?:optional|if needed|falls nötig)[)\]]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OptionalMark();

    private enum Sort
    {
        Stated,
        Plain,
        Diagnosis,
        Process,
    }

    private sealed record Found(string Text, SourceLines Lines, Sort Sort, string? Doubt);
}
