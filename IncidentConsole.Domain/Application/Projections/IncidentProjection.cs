using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Repeats;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Domain.StatusPages;

namespace IncidentConsole.Domain.Application.Projections;

/// <summary>Incident → read model rows. The same function serves the append and the rebuild, so replay equals live.</summary>
public static class IncidentProjection
{
    /// <summary>Raised when the shape or meaning of a row changes; a store with a lower one is rebuilt behind readiness.</summary>
    public const int Version = 6;

    public static ReadModelChanges Of(Incident before, Incident after, IReadOnlyList<RecordedEvent> news) => new(
        Row(after),
        IncidentVisibility.ViewersOf(after),
        [.. news.Where(recorded => recorded.Event is PostmortemSectionSaved).Select(recorded => Revision(recorded, (PostmortemSectionSaved)recorded.Event))],
        after.IsDrill ? [] : after.Postmortem.ActionItems,
        PublicOf(after))
    {
        Procedures = !after.IsDrill && news.Any(recorded => recorded.Event is ActionStarted or SendAttempted or ActionSkipped or ServiceChanged) ? SimilarReader.StartedProcedures(after) : null,
    };

    /// <summary>What the public page says of an incident in this state; null while nothing of it went out, and of a drill.</summary>
    public static PublicIncident? PublicOf(Incident incident) => incident.IsPublic && !incident.IsDrill ? Public(incident) : null;

    public static IncidentRow Row(Incident incident)
    {
        var level = incident.Level;
        var due = DeadlineSchedule.For(incident).Where(deadline => deadline.Kind != DeadlineKind.ActionEffectDue).MinBy(deadline => deadline.DueAt);
        var sections = incident.Runbook.Postmortem.Sections;
        return new IncidentRow
        {
            Id = incident.Id,
            Number = incident.Number,
            Version = incident.Version,
            Title = incident.Title.Shown,
            Summary = incident.Summary?.Shown,
            Service = incident.Service,
            ServiceIsKnown = incident.ServiceIsKnown,
            OwnerTeam = incident.OwnerTeam,
            RunbookSlug = incident.Runbook.Slug,
            RunbookKey = incident.RunbookKey.Value,
            Severity = level.Rank,
            SeverityLabel = level.Label,
            SeverityName = level.Name,
            Status = incident.Status,
            Visibility = incident.Visibility,
            IsDrill = incident.IsDrill,
            CommanderId = incident.Commander?.PersonId,
            CommanderName = incident.Commander?.Name,
            DeclaredAt = incident.Milestones.Declared!.Value,
            DetectedAt = incident.Milestones.Detected!.Value,
            ImpactStartedAt = incident.Milestones.ImpactStarted,
            AcknowledgedAt = incident.Milestones.Acknowledged,
            MitigatedAt = incident.Milestones.Mitigated,
            ResolvedAt = incident.Milestones.Resolved,
            NextUpdateAt = incident.NextUpdateAt,
            NextDueAt = due?.DueAt,
            NextDueKind = due?.Kind.ToString(),
            IsPublic = incident.IsPublic && !incident.IsDrill,
            PostmortemDueAt = PostmortemDueAt(incident),
            PostmortemPublishedAt = incident.Postmortem.PublishedAt,
            PostmortemSectionsDone = PostmortemParts.Of(incident).Count(part => part.State == PartState.Done),
            PostmortemSections = sections.Length,
        };
    }

    /// <summary>Null while the incident is open, and for a drill.</summary>
    public static DateTimeOffset? PostmortemDueAt(Incident incident) =>
        incident.Status is IncidentStatus.Resolved or IncidentStatus.Closed && !incident.IsDrill ? incident.Milestones.Resolved + incident.Runbook.Postmortem.DueWithin : null;

    private static SectionRevision Revision(RecordedEvent recorded, PostmortemSectionSaved saved) =>
        new(saved.SectionId, saved.Revision, saved.Text.Text, recorded.Actor.Name, recorded.OccurredAt);

    private static PublicIncident Public(Incident incident)
    {
        var updates = incident.Updates.FindAll(update => update.State == UpdateState.Out);
        var last = updates[^1];
        return new PublicIncident(
            incident.Id,
            incident.Number,
            updates.FindLast(update => update.Title is not null)?.Title?.Shown ?? "Incident",
            last.PublicStatus,
            updates[0].WentOutAt!.Value,
            last.PublicStatus == PublicStatus.Resolved ? last.WentOutAt : null,
            last.PublicStatus == PublicStatus.Resolved ? null : last.NextUpdateAt,
            [.. updates.Select(update => new PublicUpdateRow(update.Number, update.PublicStatus, update.Text.Shown, update.WentOutAt!.Value, update.Components))])
        {
            Language = incident.Runbook.Language,
            ResolvedUnproved = last.PublicStatus == PublicStatus.Resolved ? incident.Override?.Why.Text : null,
        };
    }
}
