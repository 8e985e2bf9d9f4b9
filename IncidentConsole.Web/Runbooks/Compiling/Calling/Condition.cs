using System.Text.RegularExpressions;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Calling;

/// <summary>"if not resolved in 15 minutes", "(if >2 hours or data breach)", "nach 10 min ohne Bestätigung", "immediately": when a step runs.</summary>
internal static partial class Condition
{
    // What an incident can be marked as; other conditions are for people to judge.
    private static readonly (string Words, string Id)[] Attributes =
    [
        ("data breach", "data-breach"), ("datenleck", "data-breach"), ("datenpanne", "data-breach"), ("datenschutzverletzung", "data-breach"), ("security incident", "security-incident"), ("security breach", "security-incident"),
        ("sicherheitsvorfall", "security-incident"), ("data loss", "data-loss"), ("datenverlust", "data-loss"), ("legal", "legal"), ("media attention", "media-attention"),
    ];

    /// <param name="without">The text without the words that say when.</param>
    public static When? Read(string text, out string without)
    {
        without = text;
        var clause = Leading().Match(text) is { Success: true } leading ? leading : Clause().Match(text);
        var words = clause.Success ? clause.Groups["words"].Value : text;
        if (clause.Success)
        {
            without = text.Remove(clause.Index, clause.Length);
        }

        var attribute = Attributes.Where(known => Vocabulary.Says(words, known.Words)).Select(known => known.Id).FirstOrDefault();
        if (attribute is not null && !clause.Success)
        {
            // "Data breach team" is a target, not a condition.
            attribute = null;
        }

        if (Duration.Find(words) is not { } time || time.IsNextBusinessDay)
        {
            return attribute is null ? null : new(EscalationTrigger.Attribute, TimeSpan.Zero, attribute);
        }

        if (time.Longest == TimeSpan.Zero)
        {
            return new(EscalationTrigger.AtOnce, TimeSpan.Zero);
        }

        if (!clause.Success)
        {
            return null;
        }

        if (Vocabulary.Says(words, "ack", "acknowledged", "acknowledgement", "acknowledgment", "acknowledges", "answer", "answers", "response", "responds", "acknowledge", "acknowledging", "bestätigt", "bestätigung", "reaktion", "antwort", "meldet"))
        {
            return new(EscalationTrigger.Unacknowledged, time.Longest, attribute);
        }

        var isPlain = Vocabulary.Says(words, "resolved", "unresolved", "elapsed", "since start", "since the start", "gelöst", "behoben", "ongoing", "lasts");
        return new(EscalationTrigger.Elapsed, time.Longest, attribute, isPlain ? null : "counted from the start of the incident, whatever was acknowledged");
    }

    // "If the primary does not acknowledge within 5 minutes, page the secondary."
    [GeneratedRegex(@"^(?<words>(?:if|when|after|in\scase\sof|falls|wenn|nach|bei)\s(?=[^(),]{0,100}(?:\d|breach|incident|loss|leck|panne|vorfall|verlust|verletzung))[^(),]{2,120}),\s{0,3}(?:then\s|dann\s)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    [GeneratedRegex(@"\(\s{0,2}(?<words>(?:if|when|after|within|once|falls|wenn|nach|immediate|sofort|>|unless|\d)[^()]{0,120})\)|[,:–-]?\s{0,3}\b(?<words>(?:if|when|after|unless|falls|wenn|nach)\s(?=[^()]{0,100}(?:\d|breach|incident|loss|leck|panne|vorfall|verlust|verletzung|legal|media))[^()]{2,120})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clause();
}
