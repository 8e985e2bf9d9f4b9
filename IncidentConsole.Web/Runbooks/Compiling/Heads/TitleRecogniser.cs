using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Heads;

/// <summary>Title, language, owner and scope: the first heading, the line of facts under it ("Status: draft • Owner: …"), the overview.</summary>
internal sealed partial class TitleRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        ReadLanguage(reading);
        ReadTitle(reading);
        foreach (var block in Opening(reading).SelectMany(section => section.Blocks).OfType<Paragraph>())
        {
            foreach (var line in block.Text)
            {
                ReadFacts(reading, line);
            }
        }

        foreach (var section in reading.Sections.Where(section => section.Topic is Topic.Scope or Topic.Owner))
        {
            if (section.Blocks.FirstOrDefault() is Paragraph paragraph)
            {
                Take(reading, section.Title, paragraph.Joined, section.Lines with { Last = paragraph.Lines.Last }, null);
            }
        }

        ReadOverview(reading);
    }

    // The title's own section, and what stands before any heading.
    private static IEnumerable<Section> Opening(Reading reading) => [reading.Source.Root, .. reading.Sections.Take(1)];

    private static void ReadTitle(Reading reading)
    {
        var titled = reading.Sections.FirstOrDefault(section => section is { IsLabel: false, Level: 1 }) ?? reading.Sections.FirstOrDefault(section => !section.IsLabel);
        if (titled is null)
        {
            reading.Runbook = reading.Runbook with { Title = reading.IsGerman ? "Runbook ohne Titel" : "Untitled runbook" };
            reading.Miss("Title", $"it is called \"{reading.Runbook.Title}\"");
            return;
        }

        reading.Runbook = reading.Runbook with { Title = titled.Heading };
        reading.Fact(FactKind.Title, "title", $"The runbook is called \"{titled.Heading}\"", titled.HeadingLines, titled.Level == 1 ? null : "taken from the first heading, which is none of level 1");
    }

    private static void ReadLanguage(Reading reading)
    {
        var german = Language.IsGerman(reading.Source);
        reading.Runbook = reading.Runbook with { Language = german ? "de" : "en" };
        reading.Note(FactKind.Language, "language", german ? "The runbook is German" : "The runbook is English", new SourceLines(1, 1), "seen from its words");
    }

    private static void ReadFacts(Reading reading, TextLine line)
    {
        var parts = line.Text.Split(['•', '|', '·', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts)
        {
            if (Named().Match(Inline.Plain(part)) is { Success: true } match)
            {
                Take(reading, match.Groups["name"].Value, match.Groups["value"].Value, line.Lines, null);
            }
        }
    }

    private static void Take(Reading reading, string name, string value, SourceLines lines, string? doubt)
    {
        value = Inline.Plain(value);
        if (value.Length is 0 or > 400)
        {
            return;
        }

        switch (Vocabulary.TopicOf(name))
        {
            case Topic.Owner when reading.Runbook.OwnerTeam is null:
                reading.Runbook = reading.Runbook with { OwnerTeam = value };
                reading.Fact(FactKind.OwnerTeam, "ownerTeam", $"{value} owns the runbook", lines, doubt);
                break;
            case Topic.Scope or Topic.Overview when reading.Runbook.Scope is null:
                reading.Runbook = reading.Runbook with { Scope = value };
                reading.Fact(FactKind.Scope, "scope", $"It is for: {value}", lines, doubt);
                break;
            default:
                break;
        }
    }

    private static void ReadOverview(Reading reading)
    {
        if (reading.Runbook.Scope is null && reading.Sections.FirstOrDefault(section => section.Topic == Topic.Overview) is { } overview && overview.Blocks.FirstOrDefault() is Paragraph paragraph)
        {
            Take(reading, "scope", paragraph.Joined, paragraph.Lines, "taken from the overview");
        }
    }

    [GeneratedRegex(@"^(?<name>[\p{L}][\p{L} -]{1,30}):\s{1,4}(?<value>.{1,400})$", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
