using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Levels;

/// <summary>A value with the words it was read from.</summary>
internal sealed record Found<T>(T Value, string Words, SourceLines Lines, string? Doubt = null);

/// <summary>What one place says about one level.</summary>
internal sealed class LevelDraft(LevelLabel label, SourceLines lines)
{
    public LevelLabel Label => label;

    public SourceLines Lines => lines;

    public Found<string>? Name { get; set; }

    public Found<string>? Impact { get; set; }

    public List<Found<string>> Examples { get; } = [];

    public Found<ResponseTarget>? Response { get; set; }

    public Found<ResponseMode>? Mode { get; set; }

    /// <summary>Said about the level, and not understood.</summary>
    public List<Found<string>> Rest { get; } = [];

    /// <summary>Lines that only introduce what was read ("Examples:").</summary>
    public List<SourceLines> Introductions { get; } = [];

    public bool Says => Impact is not null || Examples.Count > 0 || Response is not null || Mode is not null || label.Name is not null;

    public void ReadResponse(string words, SourceLines at)
    {
        var found = ResponseWords.Target(words, at);
        if (found is null)
        {
            Rest.Add(new(words, words, at));
        }

        Response ??= found;
    }

    public void ReadMode(string words, SourceLines at)
    {
        if (ResponseWords.Mode(words) is { } mode)
        {
            Mode ??= new(mode, words, at);
            if (Vocabulary.Says(words, "and", "und", "plus"))
            {
                // How it calls is understood, the second one it calls is not.
                Rest.Add(new(words, words, at));
            }
        }
        else
        {
            Rest.Add(new(words, words, at));
        }
    }
}

/// <summary>The levels one table, one list or one run of headings names.</summary>
internal sealed record LevelGroup(List<LevelDraft> Levels, bool IsNamedSeverity);
