using System.Globalization;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Drafts;

/// <summary>
/// The brief of a hand-over in the runbook's own form and language, drafted from the state and the timeline, to correct before it is sent.
/// </summary>
public static class HandOverDraft
{
    private const int MostDone = 12;
    private const int MostNext = 8;

    /// <param name="timeline">Entries of the incident in any order, in the runbook's language; those that were taken back are left out.</param>
    /// <param name="contact">How the one who hands over can be reached; null = the name of the commander.</param>
    public static string For(Incident incident, IEnumerable<TimelineEntry> timeline, DateTimeOffset now, TimeZoneInfo zone, string? contact = null)
    {
        var words = IncidentWords.Of(incident.Runbook.Language);
        var values = new Dictionary<string, string>
        {
            ["current_state"] = State(incident, now, words),
            ["actions_taken"] = Lines(Done(timeline, zone), MostDone, words, newest: true),
            ["next_steps"] = Lines(Next(incident, now, zone, words), MostNext, words, newest: false),
            ["contact"] = contact ?? incident.Commander?.Name ?? words.NobodyInCommand,
        };
        var brief = Message.Of(incident, TemplateKind.HandOver, now, zone, values);
        // A form that asks for what nobody knows yet would hand over with holes in it: the plain one says all the console knows.
        return brief.Missing.IsEmpty ? brief.Body : Message.Of(PlainTemplates.Of(TemplateKind.HandOver, incident.Runbook.Language), incident, now, zone, values).Body;
    }

    private static string State(Incident incident, DateTimeOffset now, IncidentWords words)
    {
        var sentences = new List<string> { Say(words.SinceDetection, words.Status(incident.Status), Elapsed.Words(now - (incident.Milestones.Detected ?? now), incident.Runbook.Language)) };
        if (incident.Impact?.Text is { } impact)
        {
            sentences.Add(incident.AffectedUsers is { } users ? $"{impact.TrimEnd('.')} ({Say(words.AboutUsers, Labels.Number(users))})" : impact.TrimEnd('.'));
        }

        if (incident.LastOut is { } told)
        {
            sentences.Add(Say(words.PublicWasTold, (told.Text.Text ?? words.Redacted).TrimEnd('.')));
        }

        return string.Join(". ", sentences) + ".";
    }

    private static IEnumerable<string> Done(IEnumerable<TimelineEntry> timeline, TimeZoneInfo zone) => timeline
        .Where(entry => entry.Counts && IsWorthTelling(entry))
        .OrderBy(entry => entry.OccurredAt)
        .Select(entry => $"{PublicTime.Clock(entry.OccurredAt, zone)} {entry.Headline}{(entry.Kind is TimelineKind.Decision or TimelineKind.Action && entry.Text is { } text ? $": {OneLine(text)}" : "")}");

    private static bool IsWorthTelling(TimelineEntry entry) =>
        entry.IsKeyMoment && entry.Kind is TimelineKind.Action or TimelineKind.Decision or TimelineKind.Severity or TimelineKind.Escalation or TimelineKind.Update or TimelineKind.Mitigated;

    private static IEnumerable<string> Next(Incident incident, DateTimeOffset now, TimeZoneInfo zone, IncidentWords words) =>
    [
        .. incident.Ladder.Values.Where(step => step.IsWaiting).OrderBy(step => step.CalledAt)
            .Select(step => Say(words.GetToAcknowledge, string.Join(", ", step.Called.Select(person => person.Name)), Target(incident, step))),
        .. incident.Ladder.Values.Where(step => step.ReachedNobody && incident.Runbook.Escalation.Find(step.StepId) is { CallsPeople: true })
            .Select(step => Say(words.ReachNobodyBound, Target(incident, step))),
        .. incident.Actions.Values.Where(run => run.State == ActionRunState.Started).OrderBy(run => run.StartedAt)
            .Select(run => Say(words.ConfirmOrSkip, incident.Runbook.FindAction(run.ActionId)?.Title ?? run.ActionId)),
        .. incident.NextUpdateAt is { } promised ? [Say(words.PublicUpdateBy, PublicTime.Words(promised, now, zone, incident.Runbook.Language))] : Array.Empty<string>(),
        .. incident.Runbook.Checklist.Where(phase => phase.Anchor == ChecklistAnchor.Declared).SelectMany(phase => phase.Items)
            .Where(item => incident.ItemState(item.Id) == ChecklistItemState.Open).Select(item => item.Text),
    ];

    private static string Target(Incident incident, StepProgress step) => incident.Runbook.Escalation.Find(step.StepId)?.Target ?? step.StepId;

    private static string Lines(IEnumerable<string> all, int most, IncidentWords words, bool newest)
    {
        var lines = all.ToList();
        if (lines.Count == 0)
        {
            return $"- {words.NothingRecorded}";
        }

        var shown = newest ? lines.TakeLast(most) : lines.Take(most);
        var rest = lines.Count > most ? $"- {Say(newest ? words.AndBefore : words.AndMore, (lines.Count - most).ToString(CultureInfo.InvariantCulture))}" : null;
        var text = string.Join('\n', shown.Select(line => "- " + line));
        return (rest, newest) switch
        {
            (null, _) => text,
            (_, true) => $"{rest}\n{text}",
            (_, false) => $"{text}\n{rest}",
        };
    }

    private static string Say(string words, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, words, values);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
