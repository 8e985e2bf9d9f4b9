using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace IncidentConsole.Web.StatusPage;

/// <summary>Markup by interpolation: what stands in the literal is markup, what is interpolated is text and is encoded.</summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder markup = new();

    /// <summary>Writes literal markup with every hole encoded.</summary>
    public Html Add(FormattableString part)
    {
        markup.AppendFormat(null, part.Format, [.. part.GetArguments().Select(argument => (object)Encode(argument))]);
        return this;
    }

    /// <summary>Writes what another writer has made.</summary>
    public Html Add(Html part)
    {
        markup.Append(part.markup);
        return this;
    }

    public override string ToString() => markup.ToString();

    private static string Encode(object? argument) => argument switch
    {
        null => "",
        IFormattable number => Encoder.Encode(number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)),
        _ => Encoder.Encode(argument.ToString() ?? ""),
    };
}
