using System.Collections.Immutable;

namespace IncidentConsole.Domain.Communications;

/// <summary>One name a template may use between double braces.</summary>
/// <param name="Name">As written in the template: <c>next_update</c>.</param>
/// <param name="Asks">What a person is asked for while the value is missing.</param>
/// <param name="IsFact">True where the incident knows it, at least once it is far enough; false where a person always says it.</param>
public sealed record Placeholder(string Name, string Asks, bool IsFact);

/// <summary>The closed list of placeholders: what templates may name, and what the console asks for.</summary>
public static class Placeholders
{
    public static ImmutableArray<Placeholder> Known { get; } =
    [
        new("number", "Number of the incident", IsFact: true),
        new("title", "Title", IsFact: true),
        new("summary", "Summary", IsFact: true),
        new("service", "Service", IsFact: true),
        new("owner_team", "Team that owns the service", IsFact: true),
        new("severity", "Severity with its name", IsFact: true),
        new("severity_label", "Severity", IsFact: true),
        new("status", "Status of the incident", IsFact: true),
        new("public_status", "Public status", IsFact: true),
        new("commander", "Incident Commander", IsFact: true),
        new("responders", "Responders", IsFact: true),
        new("started", "Start of the impact", IsFact: true),
        new("resolved", "Time of the resolution", IsFact: true),
        new("duration", "How long it lasts", IsFact: true),
        new("impact", "What people notice", IsFact: true),
        new("affected_users", "Number of affected users", IsFact: true),
        new("next_update", "Time of the next update", IsFact: true),
        new("update_interval", "Time between two updates", IsFact: true),
        new("postmortem_due", "When the postmortem is due", IsFact: true),
        new("update", "Text of the update", IsFact: true),
        new("channel", "Channel of the incident", IsFact: true),
        new("current_state", "Where things stand", IsFact: true),
        new("actions_taken", "What was done", IsFact: true),
        new("next_steps", "What has to happen next", IsFact: true),
        new("contact", "How to reach you", IsFact: true),
        new("cause", "The cause, in plain words", IsFact: false),
        new("plan", "What is being done about it", IsFact: false),
        new("eta", "When it should work again", IsFact: false),
    ];

    /// <summary>What people are asked for each of these names; a runbook's own name is asked for in its own words.</summary>
    public static ImmutableArray<Placeholder> AskedFor(IEnumerable<string> names) =>
        [.. names.Select(name => Find(name) ?? new Placeholder(name, Words(name), IsFact: false))];

    /// <summary>"cause_of_delay" → "Cause of delay".</summary>
    private static string Words(string name)
    {
        var words = name.Replace('_', ' ').Replace('-', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>Null when no such placeholder is known.</summary>
    public static Placeholder? Find(string name) => Known.FirstOrDefault(known => known.Name == name);
}
