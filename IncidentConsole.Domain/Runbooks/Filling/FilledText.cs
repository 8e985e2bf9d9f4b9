using System.Collections.Immutable;

namespace IncidentConsole.Domain.Runbooks.Filling;

/// <summary>
/// A command, address or body with its placeholders filled by a person. A value is encoded for the very place it stands in; where that cannot be
/// done safely it is refused in words, and its placeholder stays, so that nothing half right is ever copied or sent.
/// </summary>
/// <param name="Problems">At most one for each placeholder, in the order they stand in the text.</param>
public sealed record FilledText(ImmutableArray<FilledPart> Parts, ImmutableArray<FillProblem> Problems)
{
    public string Text => string.Concat(Parts.Select(part => part.Text));

    public bool IsComplete => Problems.IsEmpty;

    /// <summary>What a person should know although it is complete; null where there is nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Why it cannot be used yet, and what to do: "Fill in pod-name and revision first."; null when it is complete.</summary>
    public string? Blocked => Words(Problems);

    /// <summary>The same for the problems of several texts together.</summary>
    public static string? Words(IEnumerable<FillProblem> problems)
    {
        var all = problems.DistinctBy(problem => problem.Placeholder).ToList();
        var missing = all.Where(problem => problem.Words is null).Select(problem => problem.Placeholder).ToList();
        var wrong = all.Select(problem => problem.Words).OfType<string>();
        return all.Count == 0 ? null : string.Join(' ', missing.Count == 0 ? wrong : wrong.Prepend($"Fill in {List(missing)} first."));
    }

    private static string List(List<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}

/// <param name="Placeholder">Its name without brackets; null for the runbook's own text.</param>
/// <param name="IsFilled">False where the placeholder still stands.</param>
public sealed record FilledPart(string Text, string? Placeholder = null, bool IsFilled = false);

/// <param name="Words">What is wrong with the value, as a sentence; null where there is none yet.</param>
public sealed record FillProblem(string Placeholder, string? Words);
