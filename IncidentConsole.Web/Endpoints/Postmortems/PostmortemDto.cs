using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Endpoints.Postmortems;

/// <summary>A postmortem as the API shows it. Times are UTC; durations and offsets are seconds.</summary>
/// <param name="Number">"INC-7".</param>
/// <param name="Version">The incident's version and ETag.</param>
/// <param name="DueAt">Null while the incident is open, and for a drill.</param>
/// <param name="Missing">What is still to do before it is complete, in words.</param>
internal sealed record PostmortemDto(
    string Number,
    int Version,
    string Title,
    bool IsOpen,
    DateTimeOffset? DueAt,
    DateTimeOffset? PublishedAt,
    int PartsDone,
    int Parts,
    IReadOnlyList<string> Missing,
    PostmortemFactsDto Facts,
    IReadOnlyList<SectionDto> Sections,
    IReadOnlyList<ActionItemDto> ActionItems,
    IReadOnlyList<KeptEntryDto> Timeline,
    CostDto Cost,
    IReadOnlyList<LinkDto> Links,
    ReviewDto? Review)
{
    public static PostmortemDto Of(Incident incident, IReadOnlyList<PostmortemRow> timeline)
    {
        var parts = PostmortemParts.Of(incident);
        return new(
            incident.Label, incident.Version, incident.Title.Shown, incident.IsOpen, IncidentProjection.Row(incident).PostmortemDueAt, incident.Postmortem.PublishedAt,
            parts.Count(part => part.State == PartState.Done), parts.Count, [.. parts.Select(part => part.Missing).OfType<string>()],
            PostmortemFactsDto.Of(incident),
            [.. parts.Select(part => SectionDto.Of(incident, part))],
            [.. incident.Postmortem.ActionItems.Select((item, index) => ActionItemDto.Of(item, index + 1))],
            [.. timeline.Select(row => new KeptEntryDto(row.Version, row.At, row.Offset.TotalSeconds, PostmortemTimeline.Word(row.Kind), row.Who, row.Text, row.IsKept, row.Why))],
            new(incident.Postmortem.Revenue?.Shown, incident.Postmortem.DowntimeMinutes),
            [.. incident.Postmortem.Links.Select(link => new LinkDto(link.Url, link.Title?.Shown))],
            incident.Postmortem.Review is { } review ? new(review.PersonId, review.Name, review.AskedBy.Name, review.AskedAt, review.DoneAt) : null);
    }
}

/// <summary>Facts bound to the log; nobody types them.</summary>
internal sealed record PostmortemFactsDto(
    string Severity,
    string? Commander,
    string? Impact,
    int? AffectedUsers,
    DateTimeOffset? ImpactStartedAt,
    DateTimeOffset? DetectedAt,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? MitigatedAt,
    DateTimeOffset? ResolvedAt,
    double? TimeToDetect,
    double? TimeToAcknowledge,
    double? TimeToMitigate,
    double? TimeToResolve)
{
    public static PostmortemFactsDto Of(Incident incident)
    {
        var at = incident.Milestones;
        return new(
            incident.Level.Title, incident.Commander?.Name, incident.Impact?.Shown, incident.AffectedUsers,
            at.ImpactStarted, at.Detected, at.Acknowledged, at.Mitigated, at.Resolved,
            at.TimeToDetect?.TotalSeconds, at.TimeToAcknowledge?.TotalSeconds, at.TimeToMitigate?.TotalSeconds, at.TimeToResolve?.TotalSeconds);
    }
}

/// <param name="Text">Markdown; null while there is none.</param>
/// <param name="Revision">0 while nobody wrote; send it back to insist on it.</param>
internal sealed record SectionDto(string Id, string Title, PostmortemSectionKind Kind, PartState State, string? Text, int Revision, string? SavedBy, DateTimeOffset? SavedAt)
{
    public static SectionDto Of(Incident incident, PostmortemPart part)
    {
        var saved = incident.Postmortem.Sections.GetValueOrDefault(part.Section.Id);
        return new(part.Section.Id, part.Section.Title, part.Section.Kind, part.State, part.Text?.Shown, part.Revision, saved?.By.Name, saved?.At);
    }
}

/// <param name="Number">1-based, as people name it.</param>
internal sealed record ActionItemDto(string Id, int Number, string What, ActionItemKind Kind, string? OwnerId, string? Owner, DateOnly? DueOn, ActionItemState State, string? Ticket)
{
    public static ActionItemDto Of(ActionItem item, int number) =>
        new(item.ItemId, number, item.What.Shown, item.Kind, item.OwnerId, item.OwnerName, item.DueOn, item.State, item.Ticket);
}

/// <param name="Version">Of the entry; the key of <c>keep</c> in a PUT. Negative for what a signal of the service said.</param>
internal sealed record KeptEntryDto(int Version, DateTimeOffset At, double Offset, string Kind, string Who, string Text, bool Kept, string? Reason);

/// <param name="Revenue">In people's words; null while nobody said.</param>
internal sealed record CostDto(string? Revenue, int? DowntimeMinutes);

internal sealed record LinkDto(string Url, string? Title);

/// <param name="DoneAt">Null while it is waited for.</param>
internal sealed record ReviewDto(string PersonId, string Person, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? DoneAt);
