using System.Globalization;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Duties;

/// <summary>Duties towards the public, the runbook and those who learn from it: updates, checks, resolve, postmortem, action items.</summary>
internal static class RecordDuties
{
    /// <summary>How long after the mitigation a raised limit may stay raised before that is late.</summary>
    private static readonly TimeSpan LimitBackWithin = TimeSpan.FromHours(1);

    public static IEnumerable<Duty> Of(Incident incident, DateTimeOffset now) =>
        Update(incident).Concat(Checklist(incident, now)).Concat(RaisedLimits(incident)).Concat(Document(incident)).Concat(Resolve(incident)).Concat(Postmortem(incident)).Concat(ActionItems(incident));

    private static IEnumerable<Duty> Update(Incident incident)
    {
        if (incident.Updates.Exists(update => update.State == UpdateState.Posted))
        {
            yield break;   // one is on its way out
        }

        var number = incident.Updates.Count == 0 ? 1 : incident.Updates.Max(update => update.Number) + 1;
        if (incident.UpdateOwedSince is { } since)
        {
            yield return new Duty(DutyKind.Update, "owed", $"Tell the public: {Turn(incident.Status)}", since + DeadlineSchedule.TurnToldWithin) { Primary = DutyAction.WriteUpdate };
        }
        else if (Promised(incident) is { } promised)
        {
            var text = incident.IsPublic ? $"Publish update {number.ToString(CultureInfo.InvariantCulture)}" : "Publish the first public update";
            yield return new Duty(DutyKind.Update, "", text, promised) { Primary = DutyAction.WriteUpdate };
        }
    }

    // From the state and not from the rows: a due time that passed is no row any more, and the duty is open all the same.
    private static DateTimeOffset? Promised(Incident incident)
    {
        if (!incident.IsOpen)
        {
            return null;
        }

        return incident.Updates.Exists(update => update.State != UpdateState.Withdrawn)
            ? incident.NextUpdateAt
            : DeadlineSchedule.For(incident with { PassedDeadlines = [] }).FirstOrDefault(deadline => deadline.Kind == DeadlineKind.StatusUpdateDue)?.DueAt;
    }

    private static string Turn(IncidentStatus status) => status switch
    {
        IncidentStatus.Monitoring => "the impact is mitigated",
        IncidentStatus.Resolved or IncidentStatus.Closed => "it is resolved",
        IncidentStatus.Declined => "there was no incident",
        IncidentStatus.Merged => "it goes on under another incident",
        IncidentStatus.Triage or IncidentStatus.Investigating or IncidentStatus.Identified or IncidentStatus.Mitigating => "it is not over",
    };

    private static IEnumerable<Duty> Checklist(Incident incident, DateTimeOffset now)
    {
        foreach (var phase in incident.Runbook.Checklist)
        {
            var anchor = phase.Anchor switch
            {
                ChecklistAnchor.Declared => incident.IsOpen ? incident.Milestones.Declared : null,
                ChecklistAnchor.Resolved => incident.Status == IncidentStatus.Resolved ? incident.Milestones.Resolved : null,
            };

            // Follow-up work may be done before its window; work of the response waits for its turn.
            if (anchor is null || (phase.Anchor == ChecklistAnchor.Declared && anchor + phase.From > now))
            {
                continue;
            }

            if (phase.Items.FirstOrDefault(item => item.IsRequired && incident.ItemState(item.Id) == ChecklistItemState.Open) is { } open)
            {
                var done = phase.Items.Count(item => incident.ItemState(item.Id) != ChecklistItemState.Open);
                yield return new Duty(DutyKind.Checklist, open.Id, open.Text, anchor + phase.To)
                {
                    Detail = string.Create(CultureInfo.InvariantCulture, $"{phase.Title}: {done} of {phase.Items.Length} done"),
                    Primary = DutyAction.TickItem,
                    Secondary = DutyAction.MarkNotApplicable,
                };
                yield break;   // one phase after the other
            }
        }
    }

    // Nothing takes it back by itself, so it stays a duty after the incident is over.
    private static IEnumerable<Duty> RaisedLimits(Incident incident) => incident.Status is IncidentStatus.Declined or IncidentStatus.Merged ? [] :
        from limit in incident.RaisedLimits
        select new Duty(DutyKind.RaisedLimit, limit.ActionId, $"Take the limit back: {limit.Title}", incident.Milestones.Mitigated + LimitBackWithin)
        {
            Detail = $"{limit.By.Name} raised it{(limit.Why?.Text is { } why ? $": {why}" : "")}",
            Primary = DutyAction.TakeLimitBack,
        };

    private static IEnumerable<Duty> Document(Incident incident) => incident.Status != IncidentStatus.Monitoring || incident.Undocumented.IsEmpty ? [] :
    [
        new Duty(DutyKind.Document, "", $"Write down {string.Join(" and ", incident.Undocumented.Select(kind => $"the {kind.ToString().ToLowerInvariant()}"))}", null)
        {
            Detail = $"The {incident.Runbook.Title} wants it before the incident is resolved.",
            Primary = DutyAction.OpenDocumentation,
        },
    ];

    private static IEnumerable<Duty> Resolve(Incident incident) => incident.Status != IncidentStatus.Monitoring ? [] :
    [
        new Duty(DutyKind.Resolve, "", "Resolve once the proof holds", null)
        {
            Detail = incident.Runbook.ResolveCriteria.IsEmpty ? null : string.Join(" · ", incident.Runbook.ResolveCriteria.Select(criterion => criterion.Text)),
            Primary = DutyAction.Resolve,
        },
    ];

    private static IEnumerable<Duty> Postmortem(Incident incident)
    {
        if (incident is not { Status: IncidentStatus.Resolved or IncidentStatus.Closed, IsDrill: false, Postmortem.PublishedAt: null, Milestones.Resolved: { } resolved })
        {
            yield break;
        }

        var texts = incident.Runbook.Postmortem.Sections.Where(section => section.Kind == PostmortemSectionKind.Text).ToList();
        var written = texts.Count(section => incident.Postmortem.Sections.TryGetValue(section.Id, out var text) && !string.IsNullOrWhiteSpace(text.Text.Text));
        yield return new Duty(DutyKind.Postmortem, "", written == 0 ? "Write the postmortem" : "Finish the postmortem", resolved + incident.Runbook.Postmortem.DueWithin)
        {
            Detail = string.Create(CultureInfo.InvariantCulture, $"{written} of {texts.Count} parts written"),
            Primary = DutyAction.OpenPostmortem,
        };
    }

    private static IEnumerable<Duty> ActionItems(Incident incident) =>
        from item in incident.Postmortem.ActionItems
        where item is { State: ActionItemState.Open or ActionItemState.Doing, DueOn: not null }
        select new Duty(DutyKind.ActionItem, item.ItemId, $"Finish the action item: {item.What.Shown}", new DateTimeOffset(item.DueOn!.Value.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero))
        {
            Detail = item.OwnerName ?? "nobody owns it",
            Primary = DutyAction.OpenActionItems,
        };
}
