using System.Text;
using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Runbooks.Filling;

/// <summary>
/// Reads a POSIX shell text as far as a placeholder and says what stands around it. Quotes nest as a shell nests them. Where a value cannot be quoted for
/// certain (backticks, here-documents, a program inside quotes) it says so, and only plain values are let in.
/// </summary>
internal sealed partial class ShellReader
{
    /// <summary>Their arguments are programs of another language, or commands of another machine.</summary>
    private static readonly HashSet<string> Interpreters = ["awk", "sed", "jq", "perl", "ruby", "node", "python", "python3", "eval", "ssh", "watch", "su", "psql", "mysql", "trap"];

    /// <summary>What follows one of these is a program.</summary>
    private static readonly HashSet<string> ProgramOptions = ["-c", "-e", "-lc", "-ec", "--exec", "-exec", "--eval", "--execute", "--command", "eval"];

    private readonly Stack<Frame> frames = new([new Frame(Kind.Bare)]);
    private string? hereDocument;
    private bool hereBody;
    private readonly StringBuilder hereLine = new();

    private enum Kind
    {
        Bare,
        Single,
        Double,
        Ansi,
        Backtick,
        Braces,
        Comment,
    }

    /// <summary>Encodes a value for where the reader stands.</summary>
    public Encoded Encode(string name, string value)
    {
        var top = frames.Peek();
        var outer = frames.First(frame => frame.Kind == Kind.Bare);
        if (Nowhere(top) is { } where)
        {
            return Note(Values.PlainOnly(name, value, where));
        }

        if (outer.Word.Length == 0 && (top.Kind == Kind.Bare || top.Content.Length == 0) && value[0] == '-')
        {
            return new("", $"{name} starts with \"-\": the program would read it as an option.");
        }

        if ((outer.IsProgram ? outer.Previous : outer.Interpreter) is { } runs)
        {
            return Note(Values.PlainOnly(name, value, $"in what {runs} runs as a program"));
        }

        return Note(top.Kind switch
        {
            Kind.Bare => new(Values.IsPlain(value) ? value : Quote(value)),
            Kind.Single => new(Data(top, value).Replace("'", "'\\''", StringComparison.Ordinal)),
            // Left and entered again: inside double quotes an interactive shell still reads "!", and nothing escapes it.
            Kind.Double => new(Data(top, value) is var data && Values.IsPlain(data) ? data : $"\"{Quote(data)}\""),
            Kind.Ansi or Kind.Backtick or Kind.Braces or Kind.Comment => throw new System.Diagnostics.UnreachableException(),
        });
    }

    public void Pass(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            i += hereBody ? InHereDocument(text[i]) : Step(text, i);
        }
    }

    private static string Quote(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Quoted data that is JSON stays JSON.</summary>
    private static string Data(Frame quoted, string value) =>
        Values.LooksLikeJson(quoted.Content.ToString()) ? Values.Json(value, Values.EndsInJsonString(quoted.Content.ToString())) : value;

    private string? Nowhere(Frame top) => hereBody ? "in a here-document" : top.Kind switch
    {
        Kind.Comment => "in a comment",
        Kind.Backtick => "inside backticks",
        Kind.Braces => "inside ${…}",
        Kind.Ansi => "inside $'…'",
        Kind.Bare or Kind.Single or Kind.Double => null,
    };

    private Encoded Note(Encoded encoded)
    {
        frames.Peek().Content.Append('x');
        frames.First(frame => frame.Kind == Kind.Bare).Word.Append('x');
        return encoded;
    }

    /// <returns>How many characters more than one were read.</returns>
    private int Step(string text, int i)
    {
        var (top, c, next) = (frames.Peek(), text[i], i + 1 < text.Length ? text[i + 1] : '\0');
        switch (top.Kind)
        {
            case Kind.Single or Kind.Ansi:
                return Quoted(top, c, next, '\'', escapes: top.Kind == Kind.Ansi);
            case Kind.Backtick:
                return Quoted(top, c, next, '`', escapes: true);
            case Kind.Braces:
                return Quoted(top, c, next, '}', escapes: true);
            case Kind.Comment:
                if (c == '\n')
                {
                    frames.Pop();
                    EndOfLine();
                }

                return 0;
            case Kind.Double when c is not ('$' or '`'):
                return Quoted(top, c, next, '"', escapes: true);
            case Kind.Bare or Kind.Double:
                return Open(text, i, top, c, next);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private int Quoted(Frame top, char c, char next, char end, bool escapes)
    {
        if (c == end)
        {
            frames.Pop();
            frames.First(frame => frame.Kind == Kind.Bare).Word.Append(top.Content);
            return 0;
        }

        if (escapes && c == '\\' && next != '\0')
        {
            top.Content.Append(next is '"' or '\\' or '$' or '`' ? "" : "\\").Append(next);
            return 1;
        }

        top.Content.Append(c);
        return 0;
    }

    private int Open(string text, int i, Frame top, char c, char next)
    {
        switch (c)
        {
            case '$' when next == '(':
                frames.Push(new Frame(Kind.Bare));
                return 1;
            case '$' when next == '{':
                frames.Push(new Frame(Kind.Braces));
                return 1;
            case '`':
                frames.Push(new Frame(Kind.Backtick));
                return 0;
            case not '\0' when top.Kind == Kind.Double:
                top.Content.Append(c);
                return 0;
            case '$' when next == '\'':
                frames.Push(new Frame(Kind.Ansi));
                return 1;
            case '\'' or '"':
                frames.Push(new Frame(c == '"' ? Kind.Double : Kind.Single));
                return 0;
            case '(':
                frames.Push(new Frame(Kind.Bare));
                return 0;
            case ')' when frames.Count > 1:
                frames.Pop();
                frames.First(frame => frame.Kind == Kind.Bare).Word.Append('x');
                return 0;
            case '#' when top.Word.Length == 0:
                frames.Push(new Frame(Kind.Comment));
                return 0;
            case '\\' when next != '\0':
                top.Word.Append(next == '\n' ? "" : next.ToString());
                return 1;
            case '<' when next == '<' && HereDocument().Match(text, i) is { Success: true } here && here.Index == i:
                hereDocument = here.Groups["word"].Value;
                return here.Length - 1;
            default:
                Bare(top, c);
                return 0;
        }
    }

    private void Bare(Frame top, char c)
    {
        if (c is ' ' or '\t')
        {
            top.EndWord();
        }
        else if (c is ';' or '|' or '&' or '\n')
        {
            top.EndCommand();
            if (c == '\n')
            {
                EndOfLine();
            }
        }
        else
        {
            top.Word.Append(c);
        }
    }

    private void EndOfLine()
    {
        frames.Peek().EndCommand();
        hereBody = hereDocument is not null;
        hereLine.Clear();
    }

    private int InHereDocument(char c)
    {
        if (c != '\n')
        {
            hereLine.Append(c);
            return 0;
        }

        if (hereLine.ToString().TrimStart('\t') == hereDocument)
        {
            (hereDocument, hereBody) = (null, false);
        }

        hereLine.Clear();
        return 0;
    }

    [GeneratedRegex(@"<<-?[ \t]*(?<quote>['""]?)(?<word>\w+)\k<quote>")]
    private static partial Regex HereDocument();

    private sealed class Frame(Kind kind)
    {
        public Kind Kind => kind;

        /// <summary>What was quoted so far, as the program will get it.</summary>
        public StringBuilder Content { get; } = new();

        public StringBuilder Word { get; } = new();

        /// <summary>The first word of the command that is one, behind whatever it is started by ("sudo -u root awk").</summary>
        public string? Interpreter { get; private set; }

        public string Previous { get; private set; } = "";

        public bool IsProgram => ProgramOptions.Contains(Previous);

        public void EndWord()
        {
            if (Word.Length == 0)
            {
                return;
            }

            Previous = Word.ToString();
            Word.Clear();
            var program = Previous[(Previous.LastIndexOf('/') + 1)..];
            Interpreter ??= Interpreters.Contains(program) ? program : null;
        }

        public void EndCommand()
        {
            EndWord();
            (Interpreter, Previous) = (null, "");
        }
    }
}
