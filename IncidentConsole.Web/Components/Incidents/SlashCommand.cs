using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>What a line that begins with "/" asks for.</summary>
/// <param name="Kind">Kind of the entry; null where it is not one.</param>
/// <param name="Pages">True for "/page": calls the next escalation step.</param>
/// <param name="Text">The rest of the line.</param>
internal sealed record SlashCommand(NoteKind? Kind, bool Pages, string Text)
{
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Known =
    [
        new("/decision", "what was decided, and why"),
        new("/action", "what is being done"),
        new("/note", "what was seen"),
        new("/page", "call the next escalation step"),
    ];

    /// <summary>Null for ordinary text, and for a word nobody knows: "/etc/hosts is full" is a note.</summary>
    public static SlashCommand? Parse(string text)
    {
        var line = text.TrimStart();
        if (!line.StartsWith('/'))
        {
            return null;
        }

        var end = line.AsSpan().IndexOfAny(' ', '\n', '\t');
        var word = (end < 0 ? line : line[..end]).ToLowerInvariant();
        var rest = end < 0 ? "" : line[(end + 1)..].Trim();
        return word switch
        {
            "/decision" or "/d" => new(NoteKind.Decision, false, rest),
            "/action" or "/a" => new(NoteKind.Action, false, rest),
            "/note" or "/n" => new(NoteKind.Note, false, rest),
            "/page" or "/p" => new(null, true, rest),
            _ => null,
        };
    }
}
