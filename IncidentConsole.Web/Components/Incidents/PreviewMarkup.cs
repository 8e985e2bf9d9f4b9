using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using IncidentConsole.Domain.Communications;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A text as its readers will see it; a value nobody has said yet is a marked gap in words, never two braces. Everything is encoded here.</summary>
internal static partial class PreviewMarkup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(string text)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (var gap in Gap().EnumerateMatches(text))
        {
            var name = text.AsSpan(gap.Index, gap.Length).Trim("{} ").ToString();
            html.Append(Encoder.Encode(text[at..gap.Index])).Append("<mark class=\"gap\">").Append(Encoder.Encode(Placeholders.AskedFor([name])[0].Asks)).Append(": missing</mark>");
            at = gap.Index + gap.Length;
        }

        return html.Append(Encoder.Encode(text[at..])).ToString();
    }

    [GeneratedRegex(@"\{\{\s*[\w-]+\s*\}\}")]
    private static partial Regex Gap();
}
