namespace IncidentConsole.Web.Signals.Text;

/// <summary>What the comment lines of a page declare (type, help, unit), and the rules that bind samples to their family.</summary>
internal sealed class MetricFamilies(ExpositionFormat format)
{
    private static readonly string[] Suffixes = ["_total", "_created", "_bucket", "_sum", "_count", "_gsum", "_gcount", "_info"];
    private readonly bool open = format == ExpositionFormat.OpenMetrics;
    private readonly Dictionary<string, MetricType> types = new(StringComparer.Ordinal);
    private readonly HashSet<string> helped = new(StringComparer.Ordinal);
    private readonly HashSet<string> units = new(StringComparer.Ordinal);
    private readonly HashSet<string> sampled = new(StringComparer.Ordinal);
    private readonly PointRules points = new();
    private string? current;

    public IReadOnlyDictionary<string, MetricType> Types => types;

    /// <summary>Reads a line that begins with #. True when it was the end mark of OpenMetrics.</summary>
    public bool ReadComment(ReadOnlySpan<char> line)
    {
        if (open && line is "# EOF")
        {
            points.End();
            return true;
        }

        var words = open
            ? line.ToString().Split(' ', 4)
            : ["#", .. line[1..].ToString().Split([' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries)];
        if (words is not ["#", "HELP" or "TYPE" or "UNIT", _, ..] || (words[1] == "UNIT" && !open))
        {
            return open ? throw new MalformedLineException("only HELP, TYPE, UNIT and EOF may follow #") : false;
        }

        var name = words[2].Trim('"');
        if (open && (words.Length < 4 || (words[2] is not ['"', ..] && !SampleLine.IsMetricName(words[2]))))
        {
            throw new MalformedLineException($"{words[1]} is followed by a name, a space and its text");
        }

        Enter(name);
        var text = words.Length > 3 ? words[3] : "";
        switch (words[1])
        {
            case "TYPE" when open && Clash(name, TypeOf(text)) is { } other:
                throw new MalformedLineException($"the samples of {name} would have names of {other}");
            case "TYPE" or "UNIT" when open && HasUnit(name, words[1], text):
                throw new MalformedLineException($"{name} has states, not a unit");
            case "HELP" when !helped.Add(name):
                throw new MalformedLineException($"a second HELP for {name}");
            case "UNIT" when !units.Add(name):
                throw new MalformedLineException($"a second UNIT for {name}");
            case "UNIT" when text.Length > 0 && !name.EndsWith($"_{text}", StringComparison.Ordinal):
                throw new MalformedLineException($"the unit {text} is not the end of the name {name}");
            case "TYPE" when sampled.Contains(name):
                throw new MalformedLineException($"TYPE for {name} stands after its samples");
            case "TYPE" when !types.TryAdd(name, TypeOf(open ? text : text.Trim())):
                throw new MalformedLineException($"a second TYPE for {name}");
        }

        return false;
    }

    /// <summary>Checks a sample against its family; in OpenMetrics families are whole blocks and their samples carry fixed suffixes.</summary>
    public void Admit(MetricSample sample, bool hasExemplar)
    {
        var family = FamilyOf(sample.Name);
        Enter(family);
        sampled.Add(family);
        var type = types.GetValueOrDefault(family);
        var suffix = sample.Name[family.Length..];
        if (type is MetricType.Histogram or MetricType.GaugeHistogram && suffix == "_bucket"
            && !(sample.Labels.TryGetValue("le", out var bound) && PrometheusNumber.TryParse(bound, out _)))
        {
            throw new MalformedLineException($"{sample.Name} has no bound (le)");
        }

        if (open && !Fits(type, suffix))
        {
            throw new MalformedLineException($"{sample.Name} is not a sample of the {TypeName(type)} {family}");
        }

        if (open)
        {
            points.Admit(family, type, suffix, sample);
        }

        if (hasExemplar && suffix is not ("_total" or "_bucket"))
        {
            throw new MalformedLineException($"{sample.Name} may not carry an exemplar");
        }
    }

    private string FamilyOf(string name)
    {
        foreach (var suffix in Suffixes)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && types.ContainsKey(name[..^suffix.Length]))
            {
                return name[..^suffix.Length];
            }
        }

        return name;
    }

    private void Enter(string family)
    {
        if (open && current != family && current is not null && (sampled.Contains(family) || types.ContainsKey(family) || helped.Contains(family)))
        {
            throw new MalformedLineException($"the lines of {family} do not stand together");
        }

        if (open && current != family)
        {
            points.End();
        }

        current = family;
    }

    private string? Clash(string name, MetricType type)
    {
        foreach (var suffix in Suffixes)
        {
            if (Fits(type, suffix) && types.ContainsKey(name + suffix))
            {
                return name + suffix;
            }

            if (name.EndsWith(suffix, StringComparison.Ordinal) && types.TryGetValue(name[..^suffix.Length], out var other) && Fits(other, suffix))
            {
                return name[..^suffix.Length];
            }
        }

        return null;
    }

    /// <summary>Info and state sets have no unit, whichever of the two lines comes first.</summary>
    private bool HasUnit(string name, string word, string text)
    {
        var (type, unit) = word == "TYPE" ? (TypeOf(text), units.Contains(name)) : (types.GetValueOrDefault(name), text.Length > 0);
        return unit && type is (MetricType.Info or MetricType.StateSet);
    }

    private static bool Fits(MetricType type, string suffix) => type switch
    {
        MetricType.Untyped or MetricType.Gauge or MetricType.StateSet => suffix is "",
        MetricType.Counter => suffix is "_total" or "_created",
        MetricType.Histogram => suffix is "_bucket" or "_sum" or "_count" or "_created",
        MetricType.GaugeHistogram => suffix is "_bucket" or "_gsum" or "_gcount",
        MetricType.Summary => suffix is "" or "_sum" or "_count" or "_created",
        MetricType.Info => suffix is "_info",
    };

    private MetricType TypeOf(string word) => word switch
    {
        "counter" => MetricType.Counter,
        "gauge" => MetricType.Gauge,
        "histogram" => MetricType.Histogram,
        "summary" => MetricType.Summary,
        "untyped" when !open => MetricType.Untyped,
        "unknown" when open => MetricType.Untyped,
        "gaugehistogram" when open => MetricType.GaugeHistogram,
        "info" when open => MetricType.Info,
        "stateset" when open => MetricType.StateSet,
        _ => throw new MalformedLineException($"\"{word}\" is not a type of metric"),
    };

    private static string TypeName(MetricType type) => type.ToString().ToLowerInvariant();
}
