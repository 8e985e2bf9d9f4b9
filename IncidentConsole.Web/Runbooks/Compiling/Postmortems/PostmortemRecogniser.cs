using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Postmortems;

/// <summary>The form of the postmortem and when it is due.</summary>
internal sealed class PostmortemRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        ReadForm(reading);
        ReadDue(reading);
    }

    private static void ReadForm(Reading reading)
    {
        var fence = reading.Sections.Where(section => section.Topic == Topic.PostmortemTemplate || (section.IsUnder(Topic.Postmortem) && !section.IsUnder(Topic.Timeline)))
            .SelectMany(section => section.Fences, (section, fence) => (section, fence, parts: PostmortemForm.Of(fence))).FirstOrDefault(found => found.parts.Count > 1);
        var parts = fence.parts ?? [.. Labels(reading).SelectMany(entry => entry.Nested).SelectMany(PostmortemForm.Of)];
        if (parts.Count == 0)
        {
            reading.Miss("Postmortem template", "the sections of the standard postmortem are used");
            return;
        }

        var sections = PostmortemForm.Sections(parts);
        foreach (var (section, place) in sections.Select((section, place) => (section, place)))
        {
            reading.Fact(FactKind.PostmortemSection, $"postmortem/sections/{place}", $"The postmortem has \"{section.Title}\"", parts[place].Lines);
        }

        if (fence.fence is not null)
        {
            reading.Claim(new(fence.section.Line, fence.fence.Lines.Last));
        }

        reading.Runbook = reading.Runbook with { Postmortem = reading.Runbook.Postmortem with { Sections = sections } };
    }

    private static void ReadDue(Reading reading)
    {
        var said = Stated(reading).DistinctBy(found => found.Due).ToList();
        if (said.Count == 0)
        {
            var window = reading.Sections.Where(section => section.Topic == Topic.PostIncident)
                .Select(section => (section, due: Duration.Find(section.Aside ?? ""))).FirstOrDefault(found => found.due is { Longest.Ticks: > 0 });
            if (window.due is null)
            {
                reading.Miss("When the postmortem is due", "it is due 48 h after the resolution");
                return;
            }

            said = [.. Times(window.section.Aside, window.section.HeadingLines)];
            Take(reading, window.due.Longest, window.section.HeadingLines, "taken from the time for all post-incident work");
        }
        else
        {
            var isBusiness = Vocabulary.Says(reading.Source.Line(said[0].Lines.First), "business days", "working days", "werktagen", "werktage", "arbeitstagen", "arbeitstage");
            Take(reading, said[0].Due, said[0].Lines, isBusiness ? "business days are counted as days, so that it is never late" : null);
        }

        if (said.Count > 1)
        {
            reading.Ask(new CompilationQuestion(
                "postmortem/dueWithin",
                "The runbook names different times for the postmortem. Within which is it due?",
                [.. said.Select(found => new CompilationChoice(Hours(found.Due), JsonSerializer.Serialize(found.Due, RunbookJson.Options), found.Lines))]));
        }
    }

    private static void Take(Reading reading, TimeSpan due, SourceLines lines, string? doubt)
    {
        reading.Fact(FactKind.PostmortemDue, "postmortem/dueWithin", $"The postmortem is due {Hours(due)} after the resolution", lines, doubt);
        reading.Runbook = reading.Runbook with { Postmortem = reading.Runbook.Postmortem with { DueWithin = due } };
    }

    /// <summary>In the heading ("Post-Mortem (within 48 hours)"), in what stands under it, or behind a bold "Postmortem" in a list.</summary>
    private static IEnumerable<(TimeSpan Due, SourceLines Lines)> Stated(Reading reading)
    {
        foreach (var section in reading.Sections.Where(section => section.Topic is Topic.Postmortem or Topic.PostmortemTemplate))
        {
            foreach (var found in Times(section.Aside, section.HeadingLines)
                .Concat(section.Entries.SelectMany(entry => Times(entry.Text, entry.OwnLines)))
                .Concat(section.Blocks.OfType<Paragraph>().SelectMany(paragraph => paragraph.Text).SelectMany(line => Times(line.Text, line.Lines))))
            {
                yield return found;
            }
        }

        // "Incident review within 5 days", "Postmortem innerhalb von 5 Werktagen" among what follows an incident.
        foreach (var found in reading.Sections.Where(section => section.Topic is Topic.PostIncident or Topic.FollowUp).SelectMany(section => section.Entries)
            .Where(entry => Vocabulary.Says(entry.Text, "postmortem", "post mortem", "incident review", "retrospective") && Vocabulary.Says(entry.Text, "within", "in", "innerhalb", "binnen", "spätestens")).SelectMany(entry => Times(entry.Text, entry.OwnLines)))
        {
            yield return found;
        }

        foreach (var found in Labels(reading).SelectMany(entry => Times(entry.Text, entry.OwnLines)))
        {
            yield return found;
        }
    }

    // Of "24-48 hours" the longer end counts, and it is asked whether the shorter was meant.
    private static IEnumerable<(TimeSpan Due, SourceLines Lines)> Times(string? text, SourceLines lines) =>
        text is null || Duration.Find(text) is not { IsNextBusinessDay: false } time || time.Shortest < TimeSpan.FromHours(1) ? []
        : time.IsRange ? [(time.Longest, lines), (time.Shortest, lines)]
        : [(time.Longest, lines)];

    // As teams say it: "within 48 hours", not "2 days".
    private static string Hours(TimeSpan due) => string.Create(CultureInfo.InvariantCulture, $"{due.TotalHours:0.#} h");

    private static IEnumerable<ListEntry> Labels(Reading reading) => reading.Sections.SelectMany(section => section.Entries)
        .Where(entry => entry.Tick is null && entry.Labelled is { } label && Vocabulary.TopicOf(label.Label) is Topic.Postmortem);
}
