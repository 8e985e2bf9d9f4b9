using System.Globalization;

namespace IncidentConsole.Web.Signals.Text;

/// <summary>
/// Parser of Prometheus text 0.0.4 and OpenMetrics 1.0 (INTERFACES section 7). A page that breaks its format is refused whole,
/// with the line: half of a page could be a wrong figure, and a cut page is only seen by its missing end.
/// </summary>
public sealed class ExpositionParser
{
    private const string NoEnd = "the page does not end in # EOF: the answer was cut off";
    private readonly ExpositionFormat format;
    private readonly List<MetricSample> samples = [];
    private readonly HashSet<string> identities = new(StringComparer.Ordinal);
    private readonly MetricFamilies families;

    private ExpositionParser(ExpositionFormat format)
    {
        this.format = format;
        families = new MetricFamilies(format);
    }

    /// <summary>The page's content, or null with the problem in words ("line 12: a quote is not closed").</summary>
    public static Exposition? Parse(string text, ExpositionFormat format, out string? problem)
    {
        var parser = new ExpositionParser(format);
        problem = parser.Read(text);
        return problem is null ? new Exposition(parser.samples, parser.families.Types) : null;
    }

    private string? Read(string text)
    {
        var open = format == ExpositionFormat.OpenMetrics;
        if (text.Length == 0)
        {
            return open ? NoEnd : null;
        }

        if (!open && text[^1] != '\n')
        {
            return "the last line is not ended: the answer was cut off";
        }

        var body = text.AsSpan(0, text.EndsWith('\n') ? text.Length - 1 : text.Length);
        var (number, ended) = (0, false);
        foreach (var range in body.Split('\n'))
        {
            number++;
            if (ended)
            {
                return string.Create(CultureInfo.InvariantCulture, $"line {number}: there is text after # EOF");
            }

            try
            {
                ended = ReadLine(body[range]);
            }
            catch (MalformedLineException malformed)
            {
                return string.Create(CultureInfo.InvariantCulture, $"line {number}: {malformed.Message}");
            }
        }

        return open && !ended ? NoEnd : null;
    }

    /// <summary>True when the line was the end mark of OpenMetrics.</summary>
    private bool ReadLine(ReadOnlySpan<char> line)
    {
        var open = format == ExpositionFormat.OpenMetrics;
        var content = open ? line : line.Trim(" \t");
        if (content.IsEmpty && !open)
        {
            return false;
        }

        if (content.StartsWith("#", StringComparison.Ordinal))
        {
            return families.ReadComment(content);
        }

        var scanner = new SampleLine(content, format);
        var sample = scanner.Read();
        families.Admit(sample, scanner.HasExemplar);
        if (!identities.Add(Identity(sample)))
        {
            throw new MalformedLineException($"{sample.Name} stands twice with the same labels");
        }

        samples.Add(sample);
        return false;
    }

    private static string Identity(MetricSample sample) => string.Join('\u0001', sample.Labels
        .OrderBy(label => label.Key, StringComparer.Ordinal)
        .Select(label => $"{label.Key}\u0002{label.Value}")
        .Prepend(sample.Name)
        .Append(sample.At?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? ""));
}
