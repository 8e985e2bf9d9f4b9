using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Communications;

/// <summary>A template with what is known put in.</summary>
/// <param name="Text">Missing values still stand in it as <c>{{name}}</c>.</param>
/// <param name="Missing">Names without a value, in the order they appear; while there is one, the text must not be published.</param>
public sealed record FilledText(string Text, ImmutableArray<string> Missing)
{
    public bool IsComplete => Missing.IsEmpty;
}

/// <summary>Puts values into <c>{{placeholders}}</c>. A value is put in as it is: braces inside it are never filled again.</summary>
public static partial class TemplateFill
{
    public static FilledText Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        var missing = new List<string>();
        var text = Pattern().Replace(template, match =>
        {
            var name = match.Groups["name"].Value;
            if (values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value))
            {
                // A value that ends its own sentence does not end it twice ("… fail.. We").
                return FollowedByStop(template, match) ? value.Trim().TrimEnd('.') : value.Trim();
            }

            if (!missing.Contains(name))
            {
                missing.Add(name);
            }

            return $"{{{{{name}}}}}";
        });
        return new FilledText(text, [.. missing]);
    }

    /// <summary>The distinct placeholder names of a text, in the order they appear. For a text about to be published: what still blocks it.</summary>
    public static ImmutableArray<string> NamesIn(string text) => [.. Pattern().Matches(text).Select(match => match.Groups["name"].Value).Distinct()];

    /// <summary>The text without its placeholders.</summary>
    public static string Drop(string text) => Pattern().Replace(text, "").Trim();

    private static bool FollowedByStop(string template, Match match)
    {
        var next = match.Index + match.Length;
        return next < template.Length && template[next] == '.';
    }

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z0-9_\-]+)\s*\}\}")]
    private static partial Regex Pattern();
}
