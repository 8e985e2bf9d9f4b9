using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Postmortems;

/// <param name="Heading">As the runbook's template names it.</param>
/// <param name="Markdown">What people wrote; empty is drawn as "not written yet".</param>
/// <param name="Kind">Detection and response times begin with their facts.</param>
public sealed record DocumentSection(string Heading, string Markdown, PostmortemSectionKind Kind = PostmortemSectionKind.Text);

/// <summary>One chart over the incident: drawn as a strip with the incident window shaded.</summary>
/// <param name="Unit">"%", "ms", "per second" or empty.</param>
/// <param name="Points">In order of time; a null value is a gap in the line, never bridged.</param>
public sealed record MetricStrip(string Title, string Unit, IReadOnlyList<MetricPoint> Points, IReadOnlyList<MetricThreshold> Thresholds)
{
    /// <summary>What a text names it by: <c>![Error rate](chart:error-rate)</c>. Null where no text can.</summary>
    public string? SignalId { get; init; }
}

public readonly record struct MetricPoint(DateTimeOffset At, double? Value);

/// <param name="SeverityLabel">The level this limit speaks for, "SEV-2".</param>
/// <param name="Rank">1 is worst.</param>
public sealed record MetricThreshold(double Value, string SeverityLabel, int Rank, Comparison Comparison = Comparison.Above);

/// <param name="Offset">From detection; negative before it.</param>
/// <param name="Kind">"Decision", "Alert": the word the timeline shows.</param>
/// <param name="Link">http, https or mailto; any other is not drawn as a link.</param>
public sealed record DocumentTimelineRow(DateTimeOffset At, TimeSpan Offset, string Kind, string Who, string Text, string? Link = null);

/// <param name="Kind">"Prevent", "Detect", …</param>
/// <param name="Ticket">A name such as "OPS-812", or an address.</param>
public sealed record DocumentActionItem(int Number, string What, string Kind, string? Owner, DateOnly? Due, ActionItemState State, string? Ticket);

/// <param name="PublicStatus">"Investigating", as the public page says it.</param>
/// <param name="SentTo">"Page, e-mail", or null when it is not known.</param>
public sealed record DocumentUpdate(DateTimeOffset At, string PublicStatus, string Text, string? SentTo = null);

/// <param name="Until">Null while the person still holds the role.</param>
public sealed record DocumentRole(string Role, string Who, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>Something done against a guard or the runbook, with the reason given for it.</summary>
public sealed record DocumentOverride(DateTimeOffset At, string What, string Who, string Reason);

/// <param name="Title">Null prints the address.</param>
public sealed record DocumentLink(string Url, string? Title);

/// <summary>Empty names print as empty lines to sign on.</summary>
public sealed record DocumentSignOff(string? ReviewedBy = null, string? ApprovedBy = null, DateOnly? On = null);
