using System.Collections.Immutable;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Severities;

/// <summary>
/// The severity levels of a runbook, worst first. The program knows only the rank (1 = worst); labels and names belong to the runbook.
/// </summary>
public sealed record SeverityScheme(ImmutableArray<SeverityLevel> Levels)
{
    public int LastRank => Levels.Length;

    /// <summary>The level of a rank; a rank beyond the scheme means its last level (a rank under 1 its first).</summary>
    public SeverityLevel this[int rank] => Levels[Math.Clamp(rank, 1, LastRank) - 1];

    /// <summary>Finds a level by rank or by label or name; case, spaces and hyphens do not matter. Null when nothing fits.</summary>
    public SeverityLevel? Find(string said)
    {
        if (int.TryParse(said, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var rank) && rank > 0)
        {
            return this[rank];
        }

        var key = Squeeze(said);
        return key.Length == 0 ? null : Levels.FirstOrDefault(level => Squeeze(level.Label) == key || Squeeze(level.Name) == key || Squeeze(level.Label + level.Name) == key);
    }

    private static string Squeeze(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}

/// <summary>One level of a scheme.</summary>
/// <param name="Rank">1 = worst. Compare with <see cref="IsMoreSevereThan"/>, never with &lt;.</param>
/// <param name="Label">The runbook's own: SEV-1, SEV1, P0, Critical.</param>
/// <param name="Name">Critical, High, …; equal to the label where the runbook has only one word.</param>
/// <param name="Question">The decision question that picks this level; null where the runbook has none.</param>
public sealed record SeverityLevel(int Rank, string Label, string Name, string Impact)
{
    public ImmutableArray<string> Examples { get; init; } = [];

    public ResponseTarget Response { get; init; } = ResponseTarget.None;

    /// <summary>How loudly the ladder may reach people at this level. Where the runbook does not say, a step that pages pages.</summary>
    public ResponseMode Mode { get; init; } = ResponseMode.PageOnCall;

    public string? Question { get; init; }

    /// <summary>What the metrics must say for this level; any one of them suffices (a disjunction).</summary>
    public ImmutableArray<ThresholdRule> Thresholds { get; init; } = [];

    /// <summary>"SEV-2 High", or just the label where the name adds nothing.</summary>
    public string Title => string.Equals(Label, Name, StringComparison.OrdinalIgnoreCase) ? Label : $"{Label} {Name}";

    public bool IsMoreSevereThan(SeverityLevel other) => Rank < other.Rank;
}

public enum ResponseMode
{
    PageAtOnce,
    PageOnCall,
    Notify,
    Ticket,
}

/// <summary>How soon a person must have acknowledged: an elapsed time, the next business day, or not stated.</summary>
public sealed record ResponseTarget
{
    private ResponseTarget()
    {
    }

    public static ResponseTarget None { get; } = new();

    public static ResponseTarget NextBusinessDay { get; } = new() { IsNextBusinessDay = true };

    /// <summary>Zero means "at once".</summary>
    public TimeSpan? Within { get; private init; }

    public bool IsNextBusinessDay { get; private init; }

    public static ResponseTarget Elapsed(TimeSpan within) => new() { Within = within };
}
