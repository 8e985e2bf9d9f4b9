using System.Globalization;
using System.Text;

namespace IncidentConsole.Web.Signals.Text;

/// <summary>Reads one sample line from left to right. What does not fit ends in <see cref="MalformedLineException"/>, caught by the parser.</summary>
internal ref struct SampleLine(ReadOnlySpan<char> line, ExpositionFormat format)
{
    private const int LongestExemplar = 128;
    private readonly ReadOnlySpan<char> line = line;
    private readonly bool open = format == ExpositionFormat.OpenMetrics;
    private int at;

    /// <summary>Whether an exemplar followed the value (OpenMetrics): the parser knows where one may stand.</summary>
    public bool HasExemplar { get; private set; }

    public MetricSample Read()
    {
        var name = Peek() == '{' ? null : MetricName();
        Blanks();
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        if (Peek() == '{')
        {
            at++;
            name = Labels(labels, name);
        }

        Gap();
        var value = Number("value");
        DateTimeOffset? time = null;
        while (at < line.Length)
        {
            Gap();
            if (open && Peek() == '#' && !HasExemplar)
            {
                Exemplar();
            }
            else if (time is null && !HasExemplar)
            {
                time = Time();
            }
            else
            {
                throw new MalformedLineException($"unexpected \"{Rest()}\" after the value");
            }
        }

        return new MetricSample(name!, labels, value, time);
    }

    private readonly char Peek() => at < line.Length ? line[at] : '\0';

    private readonly string Rest() => line[at..].Length > 20 ? $"{line.Slice(at, 20)}…" : line[at..].ToString();

    /// <summary>Where blanks may stand: anywhere between two parts of the older text format, nowhere in OpenMetrics.</summary>
    private void Blanks()
    {
        while (!open && Peek() is ' ' or '\t')
        {
            at++;
        }
    }

    /// <summary>Where a blank must stand: exactly one space in OpenMetrics.</summary>
    private void Gap()
    {
        if (open)
        {
            Expect(' ', "one space");
        }

        Blanks();
    }

    private string MetricName()
    {
        var start = at;
        while (IsNameChar(Peek(), at > start) || Peek() == ':')
        {
            at++;
        }

        return at > start ? line[start..at].ToString() : throw new MalformedLineException($"a metric name was expected at \"{Rest()}\"");
    }

    public static bool IsMetricName(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsNameChar(text[i], i > 0) && text[i] != ':')
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    private static bool IsNameChar(char c, bool inside) => char.IsAsciiLetter(c) || c == '_' || (inside && char.IsAsciiDigit(c));

    private string Labels(Dictionary<string, string> labels, string? name)
    {
        for (var first = true; ; first = false)
        {
            Blanks();
            if (Peek() == '}')
            {
                at++;
                return name ?? throw new MalformedLineException("the metric has no name");
            }

            if (!first)
            {
                Expect(',', "a comma or a closing brace");
                Blanks();
                if (Peek() == '}')
                {
                    if (open)
                    {
                        throw new MalformedLineException("a comma stands before the closing brace");
                    }

                    continue;
                }
            }

            var quoted = Peek() == '"';
            var label = quoted ? Quoted() : LabelName();
            Blanks();
            if (quoted && Peek() is ',' or '}')
            {
                name = name is null && first && label.Length > 0 ? label : throw new MalformedLineException($"\"{label}\" stands where a label was expected");
                continue;
            }

            Expect('=', $"an equals sign after the label {label}");
            Blanks();
            if (Peek() != '"')
            {
                throw new MalformedLineException($"the value of the label {label} is not in quotes");
            }

            if (!labels.TryAdd(label, Quoted()))
            {
                throw new MalformedLineException($"the label {label} stands twice");
            }
        }
    }

    private string LabelName()
    {
        var start = at;
        while (IsNameChar(Peek(), at > start))
        {
            at++;
        }

        return at > start ? line[start..at].ToString() : throw new MalformedLineException($"a label name was expected at \"{Rest()}\"");
    }

    private void Expect(char wanted, string words)
    {
        if (Peek() != wanted)
        {
            throw new MalformedLineException($"{words} was expected at \"{Rest()}\"");
        }

        at++;
    }

    private string Quoted()
    {
        var text = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            switch (line[at])
            {
                case '"':
                    at++;
                    return text.ToString();
                case '\\' when at + 1 < line.Length:
                    text.Append(line[++at] switch
                    {
                        '\\' => "\\",
                        '"' => "\"",
                        'n' => "\n",
                        var other when open => $"\\{other}",
                        var other => throw new MalformedLineException($"unknown escape \\{other}"),
                    });
                    break;
                default:
                    text.Append(line[at]);
                    break;
            }
        }

        throw new MalformedLineException("a quote is not closed");
    }

    private ReadOnlySpan<char> Token()
    {
        var start = at;
        while (at < line.Length && line[at] is not (' ' or '\t'))
        {
            at++;
        }

        return line[start..at];
    }

    private double Number(string what)
    {
        var token = Token();
        return PrometheusNumber.TryParse(token, out var number) ? number : throw new MalformedLineException($"\"{token}\" is not a number where the {what} stands");
    }

    private DateTimeOffset Time()
    {
        var token = Token();
        double milliseconds;
        if (open)
        {
            milliseconds = PrometheusNumber.TryParse(token, out var seconds) ? seconds * 1000 : double.NaN;
        }
        else
        {
            milliseconds = long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : double.NaN;
        }

        return milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds)
            : throw new MalformedLineException($"\"{token}\" is not a timestamp");
    }

    /// <summary>`# {labels} value [timestamp]`: read for its form only, nothing here draws exemplars.</summary>
    private void Exemplar()
    {
        HasExemplar = true;
        at++;
        Gap();
        Expect('{', "the exemplar's labels");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        Labels(labels, "exemplar");
        if (labels.Sum(label => label.Key.EnumerateRunes().Count() + label.Value.EnumerateRunes().Count()) > LongestExemplar)
        {
            throw new MalformedLineException($"the labels of an exemplar are longer than {LongestExemplar} characters");
        }

        Gap();
        Number("exemplar's value");
        if (at < line.Length)
        {
            Gap();
            Time();
        }
    }
}

/// <summary>One line that breaks the format. Never leaves the parser.</summary>
internal sealed class MalformedLineException(string message) : FormatException(message.Length <= Longest ? message : $"{message[..Longest]}…")
{
    /// <summary>A name of a megabyte is not shown to anybody.</summary>
    private const int Longest = 200;
}
