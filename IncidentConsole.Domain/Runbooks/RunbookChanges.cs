using System.Collections.Immutable;

namespace IncidentConsole.Domain.Runbooks;

public enum ChangeSort
{
    Added,
    Removed,
    Changed,
}

/// <summary>One thing a new version of a runbook changes.</summary>
/// <param name="Part">Where it belongs: "Severity levels", "Escalation"; changes of one part follow each other.</param>
/// <param name="Words">For people: "SEV-2 answers within 15 min, was 30 min".</param>
public sealed record RunbookChange(string Part, ChangeSort Sort, string Words);

/// <summary>Collects the changes while two runbooks are held against each other.</summary>
internal sealed class RunbookChanges
{
    /// <summary>Longer texts (templates, scripts) are named, not shown.</summary>
    private const int LongestShown = 160;

    private readonly ImmutableArray<RunbookChange>.Builder all = ImmutableArray.CreateBuilder<RunbookChange>();

    public ImmutableArray<RunbookChange> ToImmutable() => all.ToImmutable();

    public void Say(string part, ChangeSort sort, string words) => all.Add(new RunbookChange(part, sort, words));

    public void Value(string part, string what, string? was, string? now)
    {
        if (was == now)
        {
            return;
        }

        var sort = (was, now) switch
        {
            (null, _) => ChangeSort.Added,
            (_, null) => ChangeSort.Removed,
            _ => ChangeSort.Changed,
        };
        Say(part, sort, sort switch
        {
            ChangeSort.Added => $"{what}: {Shown(now!)} (new)",
            ChangeSort.Removed => $"{what}: none, was {Shown(was!)}",
            ChangeSort.Changed when IsLong(was!) || IsLong(now!) => $"{what}: reworded",
            ChangeSort.Changed => $"{what}: {now}, was {was}",
        });
    }

    /// <summary>A list of plain texts: what came and what went; the order where nothing else changed.</summary>
    public void Texts(string part, string what, IEnumerable<string?> was, IEnumerable<string?> now)
    {
        var old = was.Select(text => text ?? "").ToList();
        var current = now.Select(text => text ?? "").ToList();
        var (gone, came) = (Without(old, current), Without(current, old));
        if (gone.Count == 1 && came.Count == 1)
        {
            Value(part, what, gone[0], came[0]);
        }
        else
        {
            gone.ForEach(text => Say(part, ChangeSort.Removed, $"{what}: no longer {Shown(text)}"));
            came.ForEach(text => Say(part, ChangeSort.Added, $"{what}: {Shown(text)} (new)"));
        }

        if (gone.Count == 0 && came.Count == 0 && !old.SequenceEqual(current))
        {
            Say(part, ChangeSort.Changed, $"{what}: in another order");
        }
    }

    /// <summary>A list of things with a key: what came, what went, what changed in those that stayed.</summary>
    public void Entries<T>(string part, ImmutableArray<T> was, ImmutableArray<T> now, Func<T, string> key, Func<T, string> name, Action<T, T> compare)
    {
        var old = was.GroupBy(key).ToDictionary(group => group.Key, group => group.First());
        var current = now.Select(key).ToHashSet();
        foreach (var entry in now)
        {
            if (old.TryGetValue(key(entry), out var before))
            {
                compare(before, entry);
            }
            else
            {
                Say(part, ChangeSort.Added, $"{name(entry)} is new");
            }
        }

        foreach (var entry in was.Where(entry => !current.Contains(key(entry))))
        {
            Say(part, ChangeSort.Removed, $"{name(entry)} is gone");
        }

        var kept = was.Select(key).Where(current.Contains).ToList();
        if (!kept.SequenceEqual(now.Select(key).Where(old.ContainsKey)))
        {
            Say(part, ChangeSort.Changed, $"In another order: {string.Join(", ", now.Where(entry => old.ContainsKey(key(entry))).Select(name))}");
        }
    }

    private static List<string> Without(List<string> texts, List<string> others)
    {
        var left = new List<string>(others);
        return [.. texts.Where(text => !left.Remove(text))];
    }

    private static bool IsLong(string text) => text.Length > LongestShown || text.Contains('\n', StringComparison.Ordinal);

    private static string Shown(string text) => IsLong(text) ? $"{text.ReplaceLineEndings(" ")[..Math.Min(text.Length, LongestShown)].TrimEnd()} …" : text;
}
