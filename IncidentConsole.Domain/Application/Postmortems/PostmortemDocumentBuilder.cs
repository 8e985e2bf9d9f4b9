using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Postmortems;

/// <summary>Incident, its log and the samples of its window -> the paper. Works from the declaration on.</summary>
public static class PostmortemDocumentBuilder
{
    /// <param name="incident">Declared; as it stands.</param>
    /// <param name="events">Its whole stream.</param>
    /// <param name="runbooks">Gives the immutable runbook version an event names.</param>
    /// <param name="linked">What its service's signals said, in the language of the runbook.</param>
    /// <param name="metrics">The signals' samples around the incident.</param>
    /// <param name="timeZoneId">IANA id.</param>
    /// <param name="now">UTC; the facts of an open incident are as of then.</param>
    public static PostmortemDocument Build(Incident incident, IReadOnlyList<RecordedEvent> events, Func<RunbookKey, Runbook> runbooks, ImmutableArray<TimelineEntry> linked, IReadOnlyList<MetricStrip> metrics, string timeZoneId, DateTimeOffset now)
    {
        var timeline = TimelineView.From(events, runbooks, incident.Runbook.Language);
        var parts = PostmortemParts.Of(incident);
        var summary = parts.FirstOrDefault(part => part.Section.Kind == PostmortemSectionKind.Facts);
        var impact = parts.FirstOrDefault(part => part.Section.Id == PostmortemParts.ImpactId);
        var milestones = Milestones(incident);
        var words = IncidentWords.Of(incident.Runbook.Language);
        string Shown(Prose text) => text.Text ?? words.Redacted;
        return new PostmortemDocument
        {
            Number = incident.Label,
            Title = Shown(incident.Title),
            Service = incident.Service,
            Severity = Severity(incident),
            Status = incident.Status.ToString(),
            IsOpen = incident.IsOpen,
            IsDrill = incident.IsDrill,
            IsRestricted = incident.Visibility == Visibility.Restricted,
            Commander = incident.Commander?.Name,
            Language = incident.Runbook.Language == "de" ? DocumentLanguage.German : DocumentLanguage.English,
            TimeZoneId = timeZoneId,
            MadeAt = now,
            PublishedAt = incident.Postmortem.PublishedAt,
            Revision = incident.Postmortem.Sections.Values.Sum(section => section.Revision),
            Milestones = milestones,
            Durations = new(incident.Milestones.TimeToDetect, incident.Milestones.TimeToAcknowledge, incident.Milestones.TimeToMitigate, incident.Milestones.TimeToResolve),
            DetectedByConsole = incident.ByDetection,
            DetectedByAlert = incident.ByAlert || incident.Alerts.Values.Any(alert => alert.StartedAt <= milestones.Declared),
            Summary = (summary?.Text ?? incident.Summary) is { } said ? Shown(said) : null,
            Impact = (impact?.Text ?? incident.Impact) is { } noticed ? Shown(noticed) : null,
            AffectedUsers = incident.AffectedUsers is { } users ? Labels.Number(users) : null,
            SummaryHeading = summary?.Section.Title,
            ImpactHeading = impact?.Section.Title,
            Revenue = incident.Postmortem.Revenue is { } cost ? Shown(cost) : null,
            Downtime = incident.Postmortem.DowntimeMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            Links = [.. incident.Postmortem.Links.Select(link => new DocumentLink(link.Url, link.Title is { } title ? Shown(title) : null))],
            SignOff = incident.Postmortem.Review is { DoneAt: { } reviewed } review ? new(review.Name, On: DateOnly.FromDateTime(reviewed.UtcDateTime)) : new(),
            Metrics = metrics,
            Sections = [.. parts.Where(part => part != summary && part != impact).Where(IsDrawn).Select(part => new DocumentSection(part.Section.Title, part.Text is { } text ? Shown(text) : "", part.Section.Kind))],
            Timeline = [.. PostmortemTimeline.Of(incident, new LinkedTimeline(timeline, linked).InOrderOfEvents()).Where(row => row.IsKept).Select(row =>
                new DocumentTimelineRow(row.At, row.Offset, PostmortemTimeline.Word(row.Kind), row.Who, row.Text.Replace(Prose.Redacted.Shown, words.Redacted, StringComparison.Ordinal), row.Link))],
            ActionItems = [.. incident.Postmortem.ActionItems.Select((item, index) =>
                new DocumentActionItem(index + 1, Shown(item.What), item.Kind.ToString(), item.OwnerName, item.DueOn, item.State, item.Ticket))],
            Updates = [.. incident.Updates.Where(update => update.State == UpdateState.Out).Select(update => new DocumentUpdate(update.WentOutAt!.Value, update.PublicStatus.ToString(), Shown(update.Text)))],
            Roles = RoleSpans.Of(incident, events),
            Overrides = [.. timeline.InOrderOfEvents().Where(entry => IsOverride(entry) && !IsOfGuard(entry, incident)).Select(entry => new DocumentOverride(entry.OccurredAt, entry.Headline, entry.Actor.Name, entry.Reason!)).Concat(Guard(incident, Shown)).OrderBy(row => row.At)],
        };
    }

    private static DocumentSeverity Severity(Incident incident)
    {
        var level = incident.Level;
        return new(level.Label, string.Equals(level.Label, level.Name, StringComparison.OrdinalIgnoreCase) ? null : level.Name, level.Rank);
    }

    private static DocumentMilestones Milestones(Incident incident)
    {
        var at = incident.Milestones;
        return new(at.ImpactStarted, at.Detected!.Value, at.Declared!.Value, at.Acknowledged, at.Mitigated, at.Resolved);
    }

    private static bool IsDrawn(PostmortemPart part) => part.Section.Kind is not (PostmortemSectionKind.Timeline or PostmortemSectionKind.ActionItems);

    /// <summary>The reason of the guard's override stands once, beside what spoke against it.</summary>
    private static bool IsOfGuard(TimelineEntry entry, Incident incident) => incident.Override is { } guard && entry.OccurredAt == guard.At && entry.Reason == guard.Why.Text;

    /// <summary>What spoke against the resolution, with the reason given for it.</summary>
    private static IEnumerable<DocumentOverride> Guard(Incident incident, Func<Prose, string> shown) => incident.Override is { } guard
        ? [new(guard.At, $"{IncidentWords.Of(incident.Runbook.Language).ResolvedUnproved}: {string.Join("; ", guard.Points.Where(point => point.Blocks).Select(point => GuardWords.Of(point, incident, incident.Runbook.Language)))}", guard.By.Name, shown(guard.Why))]
        : [];

    /// <summary>Whatever a person gave a reason for went another way than the runbook or the rules would have.</summary>
    private static bool IsOverride(TimelineEntry entry) => entry.Reason is not null && entry.Actor.Kind != ActorKind.System && !entry.IsUndone;
}
