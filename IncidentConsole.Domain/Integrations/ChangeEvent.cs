namespace IncidentConsole.Domain.Integrations;

/// <summary>Somebody changed something: a deploy, a configuration, a flag. It explains an incident more often than anything else.</summary>
/// <param name="SenderKey">By which its sender would repeat it; the same again is the same change.</param>
/// <param name="Service">Slug, or as said where the console knows none by that name.</param>
/// <param name="Source">Where it happened, as the sender says: an environment, a pipeline; null when it says nothing.</param>
public sealed record ChangeEvent(
    string Id, string SenderId, string SenderName, string SenderKey, string Service, string Summary, string? Source, string? Author, string? Url, DateTimeOffset At);

/// <summary>Which change explains an incident best: the nearest to its onset.</summary>
public static class OnsetRule
{
    /// <summary>A deploy is told when it is done, and hurts while it runs; what came later is an answer to the trouble.</summary>
    public static readonly TimeSpan ToldAfter = TimeSpan.FromMinutes(5);

    /// <returns>Null when nothing was changed before it, nor right after.</returns>
    public static ChangeEvent? Nearest(IEnumerable<ChangeEvent> changes, DateTimeOffset onset) =>
        changes.Where(change => change.At - onset <= ToldAfter).MinBy(change => (change.At - onset).Duration());
}

/// <summary>A change as a sender tells it.</summary>
/// <param name="Fields">Its fields by the sender's names, one of which may name the service.</param>
/// <param name="Key">Null where the sender has none: then each is another.</param>
public sealed record ChangeNotice(string? Key, string Summary, string? Source, string? Author, string? Url, DateTimeOffset At, IReadOnlyDictionary<string, string> Fields);
