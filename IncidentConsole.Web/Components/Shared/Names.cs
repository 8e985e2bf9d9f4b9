namespace IncidentConsole.Web.Components.Shared;

/// <summary>Short forms of a person's name for tight places.</summary>
public static class Names
{
    /// <summary>"Maya Okafor" → "MO".</summary>
    public static string Initials(string? name)
    {
        var words = Words(name);
        return words.Length switch
        {
            0 => "?",
            1 => words[0][..1].ToUpperInvariant(),
            _ => $"{words[0][0]}{words[^1][0]}".ToUpperInvariant(),
        };
    }

    /// <summary>"Maya Okafor" → "Maya".</summary>
    public static string First(string? name) => Words(name).FirstOrDefault() ?? "";

    private static string[] Words(string? name) => (name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
