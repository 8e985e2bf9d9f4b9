using System.Collections.Immutable;

namespace IncidentConsole.Domain.Runbooks.Filling;

/// <summary>What an action asks a person to fill in and to type.</summary>
public static class ActionFill
{
    /// <summary>Names without brackets, of its command and its request.</summary>
    public static ImmutableArray<string> Names(RunbookAction action) =>
    [
        .. (action.Command is { Placeholders.IsDefaultOrEmpty: false } command ? command.Placeholders.Select(Placeholder.Name) : [])
            .Concat(action.Request is { } request ? RequestFill.PlaceholdersOf(request) : []).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>What is typed to confirm a destructive action, as far as filled in; null for another.</summary>
    /// <param name="service">What the incident is about.</param>
    public static string? Target(RunbookAction action, string service, IReadOnlyDictionary<string, string> values) => !action.IsDestructive
        ? null
        : Placeholder.In(action.ConfirmedBy(service)).Aggregate(action.ConfirmedBy(service), (target, name) =>
            values.GetValueOrDefault(name)?.Trim() is { Length: > 0 } value ? target.Replace(Placeholder.Token(name), value, StringComparison.Ordinal) : target);
}
