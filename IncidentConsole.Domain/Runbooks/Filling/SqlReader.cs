using System.Text;
using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Runbooks.Filling;

/// <summary>
/// Reads an SQL text as far as a placeholder and says what stands around it. It adds no quotes: a runbook writes its own, since only it knows whether a
/// value is a text, a number or a name. Inside quotes the quote is doubled; bare, only what cannot change the statement is let in.
/// </summary>
internal sealed partial class SqlReader
{
    public const string Warning = "Quotes are doubled for you, but the console does not know your database. Read the statement before you run it.";

    /// <summary>A name, not a value, follows these.</summary>
    private static readonly HashSet<string> BeforeNames = new(["FROM", "INTO", "UPDATE", "TABLE", "JOIN", "INDEX", "DATABASE", "SCHEMA", "VIEW", "TRUNCATE", "EXISTS"], StringComparer.OrdinalIgnoreCase);

    private readonly StringBuilder read = new();
    private string open = "";

    public void Pass(string text)
    {
        read.Append(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (open.Length > 0)
            {
                if (string.CompareOrdinal(text, i, open, 0, open.Length) == 0)
                {
                    i += open.Length - 1;
                    open = "";
                }

                continue;
            }

            open = text[i] switch
            {
                '\'' or '"' or '`' => text[i].ToString(),
                '-' when Next(text, i) == '-' => "\n",
                '/' when Next(text, i) == '*' => "*/",
                '$' when Dollar().Match(text, i) is { Success: true } tag && tag.Index == i => tag.Value,
                _ => "",
            };
            i += open.Length > 1 ? open.Length - 1 : 0;
        }
    }

    public Encoded Encode(string name, string value)
    {
        var encoded = open switch
        {
            "'" when value.Contains('\\', StringComparison.Ordinal) => new Encoded("", $"{name} holds a backslash, which databases read differently. Write this statement by hand."),
            "'" => new(value.Replace("'", "''", StringComparison.Ordinal)),
            "\"" => new(value.Replace("\"", "\"\"", StringComparison.Ordinal)),
            "`" => new(value.Replace("`", "``", StringComparison.Ordinal)),
            "" => Bare(name, value),
            _ => Values.PlainOnly(name, value, "in a comment or a program inside the statement"),
        };
        read.Append('x');
        return encoded;
    }

    private Encoded Bare(string name, string value)
    {
        if (Number().IsMatch(value))
        {
            return new(value);
        }

        var before = LastWord().Match(read.ToString()).Value;
        return BeforeNames.Contains(before)
            ? Identifier().IsMatch(value) ? new(value) : new("", $"{name} is the name of something in the database here: letters, digits, _ and . only.")
            : new("", $"{name} stands without quotes in SQL, so only a number fits. For a text, put quotes around it in the runbook.");
    }

    private static char Next(string text, int i) => i + 1 < text.Length ? text[i + 1] : '\0';

    [GeneratedRegex(@"\$[A-Za-z_]*\$")]
    private static partial Regex Dollar();

    [GeneratedRegex(@"\A-?[0-9]+(?:\.[0-9]+)?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"[A-Za-z_]+(?=\s+\z)")]
    private static partial Regex LastWord();
}
