using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Source;

/// <summary>A heading cleaned for matching: teams number their headings, put emoji before them, and files lose their encoding.</summary>
internal sealed partial record HeadingText(string Plain, string Title, string? Aside)
{
    public static HeadingText Of(string heading)
    {
        var plain = Inline.Plain(heading).Trim().TrimEnd(':', '#').TrimEnd();
        var words = plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var from = 0;
        var to = words.Length;
        if (words.Any(HasAsciiLetter))
        {
            // Only at the edges: a symbol between words may mean something.
            while (from < to && IsDecoration(words[from]))
            {
                from++;
            }

            while (to > from && IsDecoration(words[to - 1]))
            {
                to--;
            }
        }

        var title = Number().Replace(string.Join(' ', words[from..to]), "");
        string? aside = null;
        if (Parentheses().Match(title) is { Success: true } match && match.Index > 0)
        {
            aside = match.Groups["aside"].Value.Trim();
            title = title[..match.Index].TrimEnd();
        }

        return new HeadingText(plain, title.TrimEnd(':').Trim(), aside);
    }

    /// <summary>An emoji, a lone symbol, or what is left of one after a wrong decoding ("üö®", "ÔøΩ", "ðŸš¨"): no plain letter or digit in it.</summary>
    private static bool IsDecoration(string word) => !word.Any(char.IsAsciiLetterOrDigit) && word.All(IsSymbolOrStrayLatin);

    private static bool IsSymbolOrStrayLatin(char sign) =>
        !char.IsLetter(sign) || (sign is > '\u007f' and < '\u0250') || sign is 'Ω' or 'π' or '\uf8ff'
        || CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse;

    private static bool HasAsciiLetter(string word) => word.Any(char.IsAsciiLetter);

    // "1.", "2.3", "4)", "Step 2:", "IV." are left out; a bare number that is a word of the title ("5 Whys") stays.
    [GeneratedRegex(@"^(?:(?:Step|Schritt|Phase|Part|Teil)\s{1,3}\d{1,3}\s{0,3}[:.)–-]|\d{1,3}(?:\.\d{1,3}){0,4}[.):](?=\s|$)|\d{1,3}(?:\.\d{1,3}){1,4}(?=\s)|[IVX]{1,5}[.)])\s{0,8}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\s{0,8}[(\[](?<aside>[^()\[\]]{1,200})[)\]]\s{0,8}:?$", RegexOptions.CultureInvariant)]
    private static partial Regex Parentheses();
}
