using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Metrics;

/// <summary>
/// What a label must say, with Prometheus' four signs. A label that is not there says nothing, which is the empty text. Patterns come from
/// people and run while alerts and samples come in: they take time by the length of the text alone, whatever is written in them.
/// </summary>
/// <param name="Value">The text, or the pattern for the whole of it.</param>
public sealed record LabelMatcher(string Label, LabelMatch Match, string Value)
{
    /// <summary>By <see cref="LabelMatch"/>.</summary>
    private static readonly string[] AllSigns = ["!=", "=~", "!~", "="];

    /// <summary>As they are offered.</summary>
    public static readonly IReadOnlyList<string> Signs = ["=", "!=", "=~", "!~"];

    public const int LongestName = 200;
    public const int LongestValue = 500;

    private const RegexOptions Engine = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Of one look at one label; never reached by a pattern the engine takes, unless the machine stands still.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private static readonly Dictionary<RegexParseError, string> Words = new()
    {
        [RegexParseError.InsufficientClosingParentheses] = "a bracket ( is never closed",
        [RegexParseError.InsufficientOpeningParentheses] = "a bracket ) closes none",
        [RegexParseError.UnterminatedBracket] = "a bracket [ is never closed",
        [RegexParseError.QuantifierAfterNothing] = "there is nothing to repeat before it",
        [RegexParseError.NestedQuantifiersNotParenthesized] = "two repeats follow each other",
        [RegexParseError.ReversedCharacterRange] = "a range runs backwards",
        [RegexParseError.ReversedQuantifierRange] = "a repeat runs from more to less",
        [RegexParseError.UnescapedEndingBackslash] = "nothing follows the \\",
    };

    public string Sign => AllSigns[(int)Match];

    /// <summary>The pattern, for who judges many texts by it; null where the text itself is compared.</summary>
    public Regex? Pattern => Match is LabelMatch.Like or LabelMatch.NotLike ? new Regex(Whole, Engine, Longest) : null;

    private string Whole => $@"\A(?:{Value})\z";

    /// <param name="sign">One of <see cref="Signs"/>.</param>
    public static LabelMatcher Of(string label, string sign, string value) => new(label, (LabelMatch)Array.IndexOf(AllSigns, sign), value);

    /// <param name="said">Empty where there is no such label.</param>
    /// <param name="pattern"><see cref="Pattern"/>, where it was made already; else one of the few the runtime keeps.</param>
    public bool Fits(string said, Regex? pattern = null)
    {
        try
        {
            return Match switch
            {
                LabelMatch.Is => said == Value,
                LabelMatch.Not => said != Value,
                LabelMatch.Like => pattern?.IsMatch(said) ?? Regex.IsMatch(said, Whole, Engine, Longest),
                LabelMatch.NotLike => !(pattern?.IsMatch(said) ?? Regex.IsMatch(said, Whole, Engine, Longest)),
            };
        }
        catch (RegexMatchTimeoutException)
        {
            return false;   // in doubt nothing is silenced, and nothing is measured
        }
    }

    /// <summary>Why it cannot be used, in words that name the place; null when it can.</summary>
    public string? Problem()
    {
        if (string.IsNullOrWhiteSpace(Label) || Label.Length > LongestName)
        {
            return $"Say which label must say \"{Value}\": a name of at most {LongestName} characters.";
        }

        if (Value.Length > LongestValue)
        {
            return $"What {Label} must say has at most {LongestValue} characters. Shorten it, or write a pattern.";
        }

        if (Match is LabelMatch.Is or LabelMatch.Not)
        {
            return null;
        }

        try
        {
            _ = new Regex(Value, Engine, Longest);   // alone first, so that the place is the one people see
            _ = new Regex(Whole, Engine, Longest);
            return null;
        }
        catch (RegexParseException e)
        {
            return $"The pattern for {Label}, {Value}, cannot be read at character {Math.Clamp(e.Offset, 1, Math.Max(1, Value.Length))}: {Words.GetValueOrDefault(e.Error, "this is no regular expression")}.";
        }
        catch (NotSupportedException)
        {
            return $"The pattern for {Label}, {Value}, repeats too much, or looks ahead or back (as (?=…) and \\1 do). Write it without, so that it never holds up an alert.";
        }
    }

    public override string ToString() => $"{Label} {Sign} {(Value.Length == 0 ? "\"\"" : Value)}";
}

public enum LabelMatch
{
    /// <summary><c>!=</c></summary>
    Not,

    /// <summary><c>=~</c></summary>
    Like,

    /// <summary><c>!~</c></summary>
    NotLike,

    /// <summary><c>=</c></summary>
    Is,
}
