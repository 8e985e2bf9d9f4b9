using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Integrations;

/// <summary>Which alerts of a service are meant: all of them for its maintenance, those whose labels fit, or this very one.</summary>
/// <param name="Subject">Only this very alert, whatever its labels say by then; the matchers only tell its name.</param>
/// <param name="Matchers">All must fit; none: every alert of the service.</param>
public sealed record SilenceScope(string Service, string? Subject, IReadOnlyList<LabelMatcher> Matchers)
{
    /// <summary>The label that holds what people call an alert.</summary>
    public const string AlertName = "alertname";

    public static SilenceScope Of(string service) => new(service, null, []);

    /// <param name="subject">Null: all of that name.</param>
    public static SilenceScope Named(string service, string alertName, string? subject = null) => new(service, subject, [new LabelMatcher(AlertName, LabelMatch.Is, alertName)]);

    public bool IsMaintenance => Matchers.Count == 0 && Subject is null;

    /// <summary>The one name it is about; null when it is about more.</summary>
    public string? OneName => Matchers is [{ Label: AlertName, Match: LabelMatch.Is } only] ? only.Value : null;

    /// <summary>For people: "every alert", "Disk full", "Disk full, only this one", "severity =~ warning|info".</summary>
    public string What => IsMaintenance ? "every alert" : $"{OneName ?? string.Join(", ", Matchers)}{(Subject is null ? "" : ", only this one")}";

    /// <param name="said">What a label says; empty where the alert does not have it.</param>
    public bool Covers(string service, string subject, Func<string, string> said) =>
        string.Equals(Service, service, StringComparison.OrdinalIgnoreCase)
        && (Subject is null ? Matchers.All(matcher => matcher.Fits(said(matcher.Label))) : Subject == subject);
}

/// <summary>For a time, the alerts it covers are kept and counted but open and join nothing.</summary>
/// <param name="EndedAt">When somebody ended it early.</param>
public sealed record Silence(string Id, SilenceScope Scope, Actor By, string Reason, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? EndedAt)
{
    public bool Holds(DateTimeOffset now) => EndedAt is null && From <= now && now < Until;
}
