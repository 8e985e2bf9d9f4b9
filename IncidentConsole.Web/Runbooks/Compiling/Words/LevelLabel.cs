using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Words;

/// <summary>"SEV-1: Critical", "P0 - Critical", "Kritisch (SEV1)", "High": a level as a heading, a cell or a label names it, and nothing else.</summary>
/// <param name="Label">As written: "SEV-1".</param>
/// <param name="Name">The word beside it; null without one.</param>
/// <param name="Number">Of a coded label: 1 of SEV-1.</param>
/// <param name="Weight">What the word says, 1 = worst; null where it is no known word.</param>
internal sealed partial record LevelLabel(string Label, string? Name, int? Number, int? Weight)
{
    // Worst first.
    private static readonly string[][] Words =
    [
        ["critical", "kritisch", "emergency", "blocker", "catastrophic", "notfall"],
        ["high", "major", "hoch", "severe", "schwer", "urgent", "schwerwiegend"],
        ["medium", "moderate", "mittel", "mäßig"],
        ["low", "minor", "niedrig", "gering", "leicht"],
        ["informational", "info", "cosmetic", "trivial"],
    ];

    private static readonly Dictionary<string, int> Weights =
        Words.SelectMany((words, at) => words.Select(word => (word, at))).ToDictionary(pair => pair.word, pair => pair.at + 1, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null where the text is no level, or a level and something more.</summary>
    public static LevelLabel? Read(string text)
    {
        text = Source.Inline.Plain(text).Trim().TrimEnd(':').Trim();
        if (WeightOf(text) is { } weight)
        {
            return new(text, null, null, weight);
        }

        if (Coded().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var code = match.Groups["code"].Value;
        var name = match.Groups["name"].Value.Trim();
        var isTied = match.Groups["tie"].Length > 0;
        // "SEV-1 Escalation" is a heading about SEV-1, not the level.
        if (name.Length > 0 && !isTied && WeightOf(name) is null)
        {
            return null;
        }

        var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        return name.Length == 0 ? new(code, null, number, null) : new(code, name, number, WeightOf(name));
    }

    public static int? WeightOf(string word) => Weights.TryGetValue(word, out var weight) ? weight : null;

    [GeneratedRegex(@"^(?:(?<name>\p{L}{3,20})\s?\((?<code>" + Code + @")\)|(?<code>" + Code + @")(?:\s{0,3}(?<tie>[:–—(/]|-\s)\s{0,3}|\s{1,3})?(?<name>[\p{L}][\p{L} /&-]{1,40})?\)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Coded();

    private const string Code = @"(?:SEV(?:ERITY)?|P|S|PRIO(?:RITY|RITÄT)?|SCHWEREGRAD)[\s-]?(?<number>\d)";
}
