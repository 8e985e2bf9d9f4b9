using System.Collections.Immutable;

namespace IncidentConsole.Web.Runbooks.Compiling.Source;

/// <summary>The cells of one table line; a pipe in a code span or behind a backslash belongs to its cell.</summary>
internal static class TableCells
{
    public static ImmutableArray<string> Split(string line)
    {
        var cells = ImmutableArray.CreateBuilder<string>();
        var text = line.Trim();
        var start = text.StartsWith('|') ? 1 : 0;
        var inCode = false;
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == '`')
            {
                inCode = !inCode;
            }
            else if (text[at] == '|' && !inCode)
            {
                cells.Add(text[start..at].Trim().Replace("\\|", "|", StringComparison.Ordinal));
                start = at + 1;
            }
        }

        if (start < text.Length)
        {
            cells.Add(text[start..].Trim().Replace("\\|", "|", StringComparison.Ordinal));
        }

        return cells.ToImmutable();
    }
}
