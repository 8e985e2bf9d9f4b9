using System.Text;

namespace IncidentConsole.Web.Runbooks.Compiling;

/// <summary>Words -> ids for URLs and overrides: lower case, hyphens, umlauts spelt out.</summary>
internal static class Ids
{
    private const int Longest = 60;

    /// <summary>At most 60 characters, cut at a word; "item" where no letter or digit is left.</summary>
    public static string Of(string words)
    {
        var id = new StringBuilder();
        foreach (var sign in words)
        {
            var spelt = Spell(char.ToLowerInvariant(sign));
            if (spelt.Length > 0)
            {
                id.Append(spelt);
            }
            else if (sign is not ('\'' or '’' or '`' or '*') && id.Length > 0 && id[^1] != '-')
            {
                id.Append('-');
            }
        }

        var text = id.ToString().Trim('-');
        if (text.Length > Longest)
        {
            var cut = text.LastIndexOf('-', Longest);
            text = text[..(cut > 0 ? cut : Longest)];
        }

        return text.Length == 0 ? "item" : text;
    }

    private static string Spell(char sign) => sign switch
    {
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        _ when char.IsAsciiLetterOrDigit(sign) => sign.ToString(),
        _ => "",
    };
}
