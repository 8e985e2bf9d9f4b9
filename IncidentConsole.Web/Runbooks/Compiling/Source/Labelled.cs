using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Source;

/// <summary>"**Restart Pods** (if healthy): value" taken apart.</summary>
/// <param name="Label">Without emphasis and colon.</param>
/// <param name="Aside">What stood in parentheses right after it; null without.</param>
/// <param name="Value">The rest of the line, as written; empty where the label stands alone.</param>
internal sealed partial record Labelled(string Label, string? Aside, string Value)
{
    /// <summary>Reads a line that begins with bold words; null where it does not, or where the bold words only begin a sentence.</summary>
    public static Labelled? Read(string text)
    {
        if (!text.StartsWith("**", StringComparison.Ordinal) && !text.StartsWith("__", StringComparison.Ordinal))
        {
            return null;
        }

        var match = Bold().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var label = match.Groups["label"].Value.Trim();
        var rest = match.Groups["value"].Value.Trim();
        var hasMark = label.EndsWith(':') || match.Groups["mark"].Length > 0 || label.EndsWith('?');
        if (!hasMark && rest.Length > 0)
        {
            return null;
        }

        var aside = match.Groups["aside"];
        return new Labelled(Inline.Plain(label.TrimEnd(':')), aside.Success ? aside.Value.Trim() : null, rest);
    }

    /// <summary>As <see cref="Read"/>, and "Impact: How many?" without bold too; at most six words before the colon.</summary>
    public static Labelled? ReadLoose(string text)
    {
        if (Read(text) is { } bold)
        {
            return bold;
        }

        var match = Words().Match(text);
        return match.Success ? new Labelled(Inline.Plain(match.Groups["label"].Value), null, match.Groups["value"].Value.Trim()) : null;
    }

    [GeneratedRegex(@"^(?:\*\*(?<label>[^*]{1,160})\*\*|__(?<label>[^_]{1,160})__)\s{0,8}(?:\((?<aside>[^()]{1,200})\))?\s{0,8}(?<mark>[:–—]|-(?=\s)|→|=>)?(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();

    [GeneratedRegex(@"^(?<label>[^\s:]{1,40}(?:\s[^\s:]{1,40}){0,5}):\s(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
