using System.Text;
using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Source;

/// <summary>Markdown inside a line, as words.</summary>
internal static partial class Inline
{
    /// <summary>Emphasis, code marks and link targets left out: "**Owner**: `x` [a](b)" is "Owner: x a". Underscores inside words stay.</summary>
    public static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAny("*_`[<\\~") < 0)
        {
            return text.Trim();
        }

        text = Link().Replace(text, "${words}");
        var plain = new StringBuilder(text.Length);
        var inCode = false;
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (sign == '`')
            {
                inCode = !inCode;
            }
            else if (inCode)
            {
                plain.Append(sign);
            }
            else if (sign == '\\' && at + 1 < text.Length && char.IsPunctuation(text[at + 1]))
            {
                plain.Append(text[++at]);
            }
            else if (!IsEmphasis(text, at))
            {
                plain.Append(sign);
            }
        }

        return plain.ToString().Trim();
    }

    private static bool IsEmphasis(string text, int at) => text[at] switch
    {
        // "2 * 3" and "snake_case" are no emphasis.
        '*' => !(IsSpace(text, at - 1) && IsSpace(text, at + 1)),
        '_' => !(IsWord(text, at - 1) && IsWord(text, at + 1)) && !(IsSpace(text, at - 1) && IsSpace(text, at + 1)),
        '~' => at + 1 < text.Length && text[at + 1] == '~' || at > 0 && text[at - 1] == '~',
        _ => false,
    };

    private static bool IsSpace(string text, int at) => at < 0 || at >= text.Length || char.IsWhiteSpace(text[at]);

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    [GeneratedRegex(@"!?\[(?<words>[^\[\]]{1,300})\]\([^()\s]{0,1000}(?:\s""[^""]{0,200}"")?\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
