using IncidentConsole.Web.Runbooks.Compiling.Source;

namespace IncidentConsole.Web.Runbooks.Compiling.Words;

/// <summary>German or English, by the words only one of them has; those that teams use in both ("incident", "severity") count for neither.</summary>
internal static class Language
{
    private static readonly HashSet<string> German =
        ["der", "die", "das", "und", "oder", "mit", "für", "bei", "nicht", "ist", "wird", "werden", "des", "dem", "den", "im", "zum", "zur", "nach", "von", "auf", "wer", "wenn", "eskalation", "schweregrade", "prüfen", "störung", "störungen", "maßnahmen", "checkliste", "sofort", "ausfall"];

    private static readonly HashSet<string> English =
        ["the", "and", "or", "with", "for", "not", "is", "will", "be", "to", "of", "from", "on", "who", "if", "when", "check", "escalate", "page", "immediate", "outage"];

    public static bool IsGerman(SourceTree source)
    {
        var german = 0;
        var english = 0;
        for (var line = 1; line <= source.LineCount; line++)
        {
            foreach (var word in Vocabulary.Squeeze(source.Line(line)).Split(' '))
            {
                german += German.Contains(word) ? 1 : 0;
                english += English.Contains(word) ? 1 : 0;
            }
        }

        return german > english;
    }
}
