namespace IncidentConsole.Domain.Integrations;

/// <summary>Somebody changed something: a deploy, a configuration, a flag. It explains an incident more often than anything else.</summary>
/// <param name="SenderKey">By which its sender would repeat it; the same again is the same change.</param>
/// <param name="Service">Slug, or as said where the console knows none by that name.</param>
/// <param name="Source">Where it happened, as the sender says: an environment, a pipeline; null when it says nothing.</param>
public sealed record ChangeEvent(
    string Id, string SenderId, string SenderName, string SenderKey, string Service, string Summary, string? Source, string? Author, string? Url, DateTimeOffset At);

/// <summary>A change as a sender tells it.</summary>
/// <param name="Fields">Its fields by the sender's names, one of which may name the service.</param>
/// <param name="Key">Null where the sender has none: then each is another.</param>
public sealed record ChangeNotice(string? Key, string Summary, string? Source, string? Author, string? Url, DateTimeOffset At, IReadOnlyDictionary<string, string> Fields);
