using System.Text;
using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>One simple command of a script: its words without quotes. Placeholders stay one word.</summary>
/// <param name="WritesFile">Its output goes into a file.</param>
/// <param name="IsPiped">It reads what the command before it wrote.</param>
internal sealed record ShellCommand(IReadOnlyList<string> Words, bool WritesFile, bool IsPiped);

/// <summary>
/// A script as its simple commands, those inside <c>$( … )</c> included. It is read to find out what a script touches, never to run it:
/// what it does not know it passes over.
/// </summary>
internal sealed partial class ShellWords
{
    private const int DeepestSubstitution = 8;

    private readonly string text;
    private readonly int depth;
    private readonly List<ShellCommand> commands = [];
    private readonly List<string> words = [];
    private readonly StringBuilder word = new();
    private bool hasWord;
    private bool writesFile;
    private bool isPiped;
    private int at;

    private ShellWords(string text, int depth)
    {
        this.text = text;
        this.depth = depth;
    }

    public static IReadOnlyList<ShellCommand> Read(string script) => new ShellWords(script, 0).ReadAll();

    private List<ShellCommand> ReadAll()
    {
        while (at < text.Length)
        {
            Step(text[at]);
        }

        EndCommand(pipes: false);
        return commands;
    }

    private void Step(char sign)
    {
        switch (sign)
        {
            case '\\' when at + 1 < text.Length:
                if (text[at + 1] != '\n')
                {
                    Put(text[at + 1]);
                }

                at += 2;
                break;
            case '\'' or '"':
                Quoted(sign);
                break;
            case '$' when Follows("$("):
                Substitution(")");
                break;
            case '#' when !hasWord:
                at = End('\n');
                break;
            case '<' when Placeholder().Match(text, at) is { Success: true } match:
                word.Append(match.Value);
                hasWord = true;
                at += match.Length;
                break;
            case '<':
                Redirect(isOutput: false);
                break;
            case '>':
                Redirect(isOutput: true);
                break;
            case ' ' or '\t':
                EndWord();
                at++;
                break;
            case '|' or '&' or ';' or '\n' or '(' or ')':
                var pipes = sign == '|' && !Follows("||");
                at += Follows("||") || Follows("&&") ? 2 : 1;
                EndCommand(pipes);
                break;
            default:
                Put(sign);
                at++;
                break;
        }
    }

    private void Quoted(char mark)
    {
        hasWord = true;
        for (at++; at < text.Length && text[at] != mark; at++)
        {
            if (mark == '"' && text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }
            else if (mark == '"' && Follows("$("))
            {
                Substitution(")");
                at--;
                continue;
            }

            word.Append(text[at]);
        }

        at++;
    }

    private void Substitution(string close)
    {
        var level = 1;
        var end = at + 2;
        for (; end < text.Length && level > 0; end++)
        {
            level += text[end] == '(' ? 1 : text[end] == close[0] ? -1 : 0;
        }

        if (depth < DeepestSubstitution)
        {
            commands.AddRange(new ShellWords(text[(at + 2)..Math.Max(at + 2, end - 1)], depth + 1).ReadAll());
        }

        word.Append("$()");
        hasWord = true;
        at = end;
    }

    // "2>&1", ">/dev/null", "< file", "<<EOF": neither sign nor file is a word of the command.
    private void Redirect(bool isOutput)
    {
        if (word.Length == 1 && char.IsDigit(word[0]))
        {
            word.Clear();
            hasWord = false;
        }

        EndWord();
        if (Follows("<<") && !Follows("<<<"))
        {
            SkipDocument();
            return;
        }

        while (at < text.Length && text[at] is '<' or '>' or '&' or '|' or ' ')
        {
            at++;
        }

        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not (';' or '|' or '&'))
        {
            at++;
        }

        var file = text[start..at];
        writesFile |= isOutput && file is not ("/dev/null" or "1" or "2");
    }

    private void SkipDocument()
    {
        var match = DocumentMark().Match(text, at);
        var close = match.Success ? text.IndexOf($"\n{match.Groups["mark"].Value}", at, StringComparison.Ordinal) : -1;
        at = close < 0 ? text.Length : close + 1 + match.Groups["mark"].Length;
        writesFile = true;
    }

    private void Put(char sign)
    {
        word.Append(sign);
        hasWord = true;
    }

    private void EndWord()
    {
        if (hasWord)
        {
            words.Add(word.ToString());
        }

        word.Clear();
        hasWord = false;
    }

    private void EndCommand(bool pipes)
    {
        EndWord();
        if (words.Count > 0)
        {
            commands.Add(new ShellCommand([.. words], writesFile, isPiped));
        }

        words.Clear();
        (writesFile, isPiped) = (false, pipes);
    }

    private bool Follows(string signs) => string.CompareOrdinal(text, at, signs, 0, signs.Length) == 0;

    private int End(char sign) => text.IndexOf(sign, at) is var end and >= 0 ? end : text.Length;

    [GeneratedRegex(@"\G<[A-Za-z][A-Za-z0-9_. -]{0,60}(?<! )>(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\G<<-?\s{0,3}['""]?(?<mark>\w{1,40})", RegexOptions.CultureInvariant)]
    private static partial Regex DocumentMark();
}
