using System.Text;

namespace IncidentConsole.Web.Documents;

/// <summary>Text without what no font can draw: control characters and halves of surrogate pairs.</summary>
internal static class PlainText
{
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar))
            {
                clean.Append(rune);
            }
        }
        return clean.ToString();
    }
}
