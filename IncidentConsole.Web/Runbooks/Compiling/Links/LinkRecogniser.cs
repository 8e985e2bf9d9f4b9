using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Links;

/// <summary>Related runbooks, documents, dashboards, logs and tools, from the sections made for them; a dashboard's address from anywhere.</summary>
internal sealed partial class LinkRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var section in reading.Sections)
        {
            if (section.Topic is Topic.Links or Topic.RelatedRunbooks or Topic.Dashboards or Topic.Logs or Topic.Tools || section.IsUnder(Topic.Links))
            {
                foreach (var entry in section.Entries.Where(entry => entry.Tick is null))
                {
                    ReadEntry(reading, section, entry);
                }
            }

            ReadDashboards(reading, section);
        }
    }

    private static void ReadEntry(Reading reading, Section section, ListEntry entry)
    {
        var said = Labelled.ReadLoose(entry.Text);
        var text = said is { Value.Length: > 0 } ? said.Value : entry.Text;
        var links = MarkdownLink().Matches(text);
        foreach (Match link in links)
        {
            var title = Inline.Plain(link.Groups["words"].Value);
            Add(reading, title, link.Groups["target"].Value, KindOf(section, $"{said?.Label} {title}"), entry.OwnLines);
        }

        if (links.Count == 0 && Target(text) is { } target)
        {
            Add(reading, said?.Label ?? TitleOf(text, target), target, KindOf(section, said?.Label ?? text), entry.OwnLines);
        }
    }

    /// <summary>"Dashboard: http://…" in a paragraph, or as a comment among commands.</summary>
    private static void ReadDashboards(Reading reading, Section section)
    {
        foreach (var line in section.Blocks.OfType<Paragraph>().SelectMany(paragraph => paragraph.Text))
        {
            if (Labelled.ReadLoose(line.Text) is { } said && Vocabulary.TopicOf(said.Label) == Topic.Dashboards && Address().Match(said.Value) is { Success: true } address)
            {
                Add(reading, said.Label, address.Value, RunbookLinkKind.Dashboard, line.Lines);
            }
        }

        foreach (var line in section.Fences.SelectMany(fence => fence.Content).Where(line => line.Text.TrimStart().StartsWith('#')))
        {
            if (Vocabulary.Says(line.Text, "dashboard", "dashboards") && Address().Match(line.Text) is { Success: true } address)
            {
                Add(reading, TitleOf(line.Text.TrimStart('#', ' '), address.Value), address.Value, RunbookLinkKind.Dashboard, line.Lines);
            }
        }
    }

    private static void Add(Reading reading, string title, string target, RunbookLinkKind kind, SourceLines lines)
    {
        var link = new RunbookLink(title, target, kind);
        if (!reading.Runbook.Links.Contains(link))
        {
            reading.Fact(FactKind.Link, $"links/{reading.Runbook.Links.Length}", $"{kind}: {title} at {target}", lines);
            reading.Runbook = reading.Runbook with { Links = reading.Runbook.Links.Add(link) };
        }
    }

    private static RunbookLinkKind KindOf(Section section, string words) => section.Topic switch
    {
        Topic.Dashboards => RunbookLinkKind.Dashboard,
        Topic.Logs => RunbookLinkKind.Log,
        Topic.Tools => RunbookLinkKind.Tool,
        Topic.RelatedRunbooks => RunbookLinkKind.Runbook,
        _ when Vocabulary.Says(words, "runbook", "runbooks") => RunbookLinkKind.Runbook,
        _ when Vocabulary.Says(words, "dashboard", "dashboards") => RunbookLinkKind.Dashboard,
        _ when Vocabulary.Says(words, "log", "logs", "tracing") => RunbookLinkKind.Log,
        _ => RunbookLinkKind.Document,
    };

    private static string? Target(string text) =>
        Address().Match(text) is { Success: true } address ? address.Value : Code().Match(text) is { Success: true } code ? code.Groups["code"].Value : null;

    private static string TitleOf(string text, string target)
    {
        var words = Inline.Plain(Aside().Replace(text, "")).Replace(target, "", StringComparison.Ordinal).Trim(' ', ':', '(', ')', '-', '–');
        return words.Length == 0 ? target : words;
    }

    [GeneratedRegex(@"\[(?<words>[^\[\]]{1,300})\]\((?<target>[^()\s]{1,1000})(?:\s""[^""]{0,200}"")?\)", RegexOptions.CultureInvariant)]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"https?://[^\s`<>()""]{1,1000}", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    // "(rotating by `x`)" says something about the place, not what it is.
    [GeneratedRegex(@"\([^()]{0,200}`[^()`]{1,200}`[^()]{0,200}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Aside();

    [GeneratedRegex("`(?<code>[^`]{1,300})`", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
