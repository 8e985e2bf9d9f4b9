using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Tells the public. What is posted here goes out ten seconds later, so that it can still be withdrawn;
/// at once for the API and when an update is overdue. Only what an update says ever becomes public.
/// </summary>
/// <param name="Title">Public title; null keeps the last one, and the first update then gets a neutral one, never the internal title.</param>
/// <param name="NextUpdateInMinutes">The promise; null takes the longest wait of the runbook's cadence. Ignored for Resolved, which promises nothing.</param>
public sealed record PostUpdate(
    PublicStatus PublicStatus,
    string Text,
    string? Title = null,
    ImmutableArray<ComponentChange> Components = default,
    int? NextUpdateInMinutes = null) : IncidentIntent
{
    public static readonly TimeSpan TimeToWithdraw = TimeSpan.FromSeconds(10);

    private const int LongestUpdate = 5_000;
    private const int LongestTitle = 200;
    private const int LongestWait = 7 * 24 * 60;

    /// <summary>True for the API: there is nobody who would press undo.</summary>
    public bool GoesOutAtOnce { get; init; }

    /// <summary>The e-mail to stakeholders that goes with it; null leaves it to the runbook's template.</summary>
    public UpdateMailText? Mail { get; init; }

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = CommandRule.Check(incident, situation, isUpdate: true)
            ?? Ended(incident)
            ?? Guard.Text(Text, "The update is empty. Say what people notice, what you do, and when you will write again.", LongestUpdate)
            ?? Guard.NotTooLong(Title, LongestTitle)
            ?? Guard.NotTooLong(Mail?.Subject, LongestTitle)
            ?? Guard.NotTooLong(Mail?.Body)
            ?? Unfilled()
            ?? (NextUpdateInMinutes is < 1 or > LongestWait ? Guard.Invalid("The next update can be promised for 1 minute to 7 days from now.") : null)
            ?? Twice();
        return refusal.Then(() => Post(incident, situation.Now));
    }

    private Decision Post(Incident incident, DateTimeOffset now)
    {
        var changes = Components.IsDefault ? [] : Components;
        var number = incident.Updates.Count + 1;
        var isFirst = !incident.Updates.Exists(update => update.State != UpdateState.Withdrawn && update.Title is not null);
        var title = Prose.From(Title) ?? (isFirst ? new Prose(PublicWords.NeutralTitle(incident.Runbook.Language)) : null);
        var goesOutAt = GoesOutAtOnce || DeadlineSchedule.IsUpdateOverdue(incident, now) ? now : now + TimeToWithdraw;
        foreach (var waiting in incident.Updates.Where(update => update.State == UpdateState.Posted && update.GoesOutAt > goesOutAt))
        {
            goesOutAt = waiting.GoesOutAt;   // the public reads updates in the order they were written
        }

        var posted = new UpdatePosted(number, PublicStatus, title, new Prose(Text.Trim()), changes, Promise(incident, now), goesOutAt);
        IncidentEvent[] mail = Mail is { } written ? [new UpdateMailWritten(number, new Prose(written.Subject.Trim()), new Prose(written.Body.Trim()))] : [];
        IncidentEvent[] wentOut = goesOutAt > now ? [] : [new UpdateWentOut(number)];
        return Decision.Accept(now, [posted, .. mail, .. wentOut]);
    }

    private DateTimeOffset? Promise(Incident incident, DateTimeOffset now)
    {
        if (PublicStatus == PublicStatus.Resolved || !incident.IsOpen)
        {
            return null;
        }

        return NextUpdateInMinutes is { } minutes
            ? now.AddMinutes(minutes)
            : now + incident.Runbook.Communication.CadenceAt(incident.Severity)?.Longest;
    }

    /// <summary>An incident that is over takes one more word only to end what the public still reads.</summary>
    private Refusal? Ended(Incident incident) =>
        incident.IsOpen || incident.Status == IncidentStatus.Resolved || (incident.IsPublic && PublicStatus == PublicStatus.Resolved && incident.LastOut!.PublicStatus != PublicStatus.Resolved)
            ? null
            : Guard.NotEnded(incident);

    private Refusal? Unfilled()
    {
        var missing = TemplateFill.NamesIn($"{Title} {Text} {Mail?.Subject} {Mail?.Body}");
        return missing.IsEmpty ? null : Guard.Invalid($"Fill in {string.Join(", ", missing.Select(name => $"{{{{{name}}}}}"))} before this goes out.");
    }

    private Refusal? Twice()
    {
        var twice = Components.IsDefault ? null : Components.GroupBy(change => change.Component).FirstOrDefault(changes => changes.Count() > 1)?.Key;
        return twice is null ? null : Guard.Invalid($"The update gives \"{twice}\" two states. Choose one.");
    }
}

/// <param name="Subject">One line.</param>
public sealed record UpdateMailText(string Subject, string Body);
