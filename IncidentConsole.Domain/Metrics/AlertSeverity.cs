using System.Collections.Frozen;

namespace IncidentConsole.Domain.Metrics;

/// <summary>
/// The common words of monitoring systems for "how bad", as ranks (1 = worst). A runbook's own labels come first:
/// ask them before this table, because "P1" is the worst of one scheme and the second of another.
/// </summary>
public static class AlertSeverity
{
    private static readonly string[][] WorstFirst =
    [
        ["critical", "page", "sev1", "p0"],
        ["high", "error", "sev2", "p1"],
        ["warning", "medium", "sev3", "p2"],
        ["info", "low", "none", "sev4", "p3"],
    ];

    private static readonly FrozenDictionary<string, int> Ranks = WorstFirst
        .SelectMany((words, index) => words.Select(word => KeyValuePair.Create(word, index + 1)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rank of such a word (case, spaces, hyphens and underscores do not matter); null for a word nobody agreed on.</summary>
    public static int? RankOf(string? word) =>
        word is not null && Ranks.TryGetValue(string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant(), out var rank) ? rank : null;
}
