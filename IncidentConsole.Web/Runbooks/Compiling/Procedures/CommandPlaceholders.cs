using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>Placeholders of a command: <c>&lt;pod-name&gt;</c>, <c>&lt;ATTACKER_IP&gt;</c>, <c>&lt;brief description&gt;</c>; never HTML, never a redirection.</summary>
internal static partial class CommandPlaceholders
{
    private static readonly HashSet<string> Html = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "b", "i", "u", "p", "br", "hr", "em", "strong", "code", "pre", "div", "span", "ul", "ol", "li", "table", "tr", "td", "th", "thead", "tbody", "html", "head", "body", "title", "script", "style",
        "img", "link", "meta", "form", "input", "button", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "sub", "sup", "kbd", "blockquote",
    };

    /// <summary>Each once, with its brackets, in the order of the text.</summary>
    public static ImmutableArray<string> In(string text) => [.. Candidate().Matches(text).Where(match => IsOne(text, match)).Select(match => match.Value).Distinct(StringComparer.Ordinal).Where(found => !IsTag(text, found))];

    // "<entry>x</entry>"
    private static bool IsTag(string text, string found) => text.Contains("</", StringComparison.Ordinal) && text.Contains($"</{found[1..]}", StringComparison.OrdinalIgnoreCase);

    private static bool IsOne(string text, Match match)
    {
        var name = match.Value[1..^1];
        var before = match.Index == 0 ? ' ' : text[match.Index - 1];
        var after = match.Index + match.Length == text.Length ? ' ' : text[match.Index + match.Length];
        // "sort <in>out" reads one file and writes another; "a<b>c" and "<<EOF>" are no placeholders either.
        return !Html.Contains(name) && before != '<' && !char.IsLetterOrDigit(before) && !(char.IsWhiteSpace(before) && char.IsLetterOrDigit(after));
    }

    [GeneratedRegex(@"<[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z0-9_.-]+){0,5}>", RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();
}
