using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Postmortems;

/// <summary>A section of a postmortem form with the line that names it.</summary>
internal sealed record FormPart(string Title, string? Hint, SourceLines Lines);

/// <summary>The sections of a postmortem, from a form in a code block or from a list of words, and what each of them is.</summary>
internal static partial class PostmortemForm
{
    private const int LongestHint = 300;

    private static readonly ImmutableArray<(string Id, PostmortemSectionKind Kind, string[] Words)> Known =
    [
        ("summary", PostmortemSectionKind.Facts, ["summary", "incident summary", "zusammenfassung", "überblick", "overview"]),
        ("timeline", PostmortemSectionKind.Timeline, ["timeline", "incident timeline", "zeitleiste", "zeitlicher ablauf", "ablauf"]),
        ("action-items", PostmortemSectionKind.ActionItems, ["action items", "actions", "follow ups", "follow up", "follow up actions", "maßnahmen", "folgemaßnahmen"]),
        ("detection", PostmortemSectionKind.Detection, ["detection", "erkennung"]),
        ("response", PostmortemSectionKind.ResponseTimes, ["response", "response times", "reaktion", "reaktionszeiten"]),
        ("root-cause", PostmortemSectionKind.Text, ["root cause", "root causes", "root cause analysis", "ursache", "ursachen"]),
        ("impact", PostmortemSectionKind.Text, ["impact", "auswirkung", "auswirkungen", "wirkung"]),
        ("went-well", PostmortemSectionKind.Text, ["what went well", "went well", "was gut lief", "was lief gut"]),
        ("went-wrong", PostmortemSectionKind.Text, ["what went wrong", "went wrong", "was schlecht lief", "was lief schlecht"]),
    ];

    /// <summary>The headings of a form; its own title is none of them.</summary>
    public static IReadOnlyList<FormPart> Of(Fence fence)
    {
        var headings = fence.Content.Select((line, at) => (line, at, match: Heading().Match(line.Text))).Where(found => found.match.Success).ToList();
        var level = headings.Select(found => found.match.Groups["marks"].Length).DefaultIfEmpty(0).GroupBy(marks => marks).OrderByDescending(group => group.Count()).First().Key;
        var parts = headings.Where(found => found.match.Groups["marks"].Length == level).ToList();
        return
        [
            .. parts.Select((part, place) =>
            {
                var end = place + 1 < parts.Count ? parts[place + 1].at : fence.Content.Length;
                return new FormPart(HeadingText.Of(part.match.Groups["words"].Value).Title, Hint(fence.Content[(part.at + 1)..end]), part.line.Lines);
            }),
        ];
    }

    /// <summary>"Timeline, Root Cause, Maßnahmen (kurz/mittel/lang)": one section each, and three of the measures.</summary>
    public static IEnumerable<FormPart> Of(ListEntry entry) =>
        from word in Comma().Split(entry.Text)
        let plain = Inline.Plain(word).Trim().TrimEnd('.')
        where plain.Length > 0
        from title in Terms(plain)
        select new FormPart(title, null, entry.OwnLines);

    /// <summary>What a section is; a second timeline or list of items is text.</summary>
    public static ImmutableArray<PostmortemSection> Sections(IReadOnlyList<FormPart> parts)
    {
        var sections = ImmutableArray.CreateBuilder<PostmortemSection>();
        foreach (var part in parts)
        {
            var words = Vocabulary.Squeeze(part.Title);
            var known = Known.FirstOrDefault(row => row.Words.Contains(words));
            var isTaken = known.Id is null || sections.Any(section => section.Id == known.Id);
            sections.Add(isTaken
                ? new(Reading.Id(part.Title, sections.Select(section => section.Id)), part.Title, PostmortemSectionKind.Text, part.Hint)
                : new(known.Id!, part.Title, known.Kind, part.Hint));
        }

        return sections.ToImmutable();
    }

    private static IEnumerable<string> Terms(string words) => Spans().Match(words) is { Success: true } match
        ? match.Groups["spans"].Value.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(span => $"{match.Groups["what"].Value.Trim()} ({span})")
        : [words];

    private static string? Hint(ImmutableArray<TextLine> lines)
    {
        var words = lines.Select(line => Marker().Replace(line.Text.Trim(), "")).Where(line => line.Length > 0 && line.Trim('-') != "")
            .Select(line => FormLabel().Match(line) is { Success: true } label ? label.Groups["label"].Value : line)
            .Select(line => line.StartsWith('[') && line.EndsWith(']') ? line[1..^1] : line)
            .Select(Inline.Plain).ToList();
        var hint = string.Join("; ", words);
        return hint.Length == 0 ? null : hint.Length <= LongestHint ? hint : hint[..hint.LastIndexOf(' ', LongestHint)] + " …";
    }

    [GeneratedRegex(@"^(?<marks>#{1,6})\s{1,8}(?<words>.{1,200})$", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    // A comma inside parentheses parts nothing.
    [GeneratedRegex(@",(?![^()]{0,200}\))\s{0,8}", RegexOptions.CultureInvariant)]
    private static partial Regex Comma();

    [GeneratedRegex(@"^(?<what>[^()]{1,60})\((?<spans>[^()/]{1,30}(?:/[^()/]{1,30}){1,5})\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Spans();

    [GeneratedRegex(@"^(?:[-*+]|\d{1,3}[.)])?\s{0,8}(?:\[[ xX]\]\s{0,8})?", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"^(?:\*\*(?<label>[^*]{1,60})\*\*\s{0,3}:|(?<label>[A-Z][A-Za-z ]{1,40}):)\s", RegexOptions.CultureInvariant)]
    private static partial Regex FormLabel();
}
