using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Resolving;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// What one open page knows of one incident: the state every circuit shares, who is looking, and what this person has pressed.
/// It promises that a press shows as pending at once and as a fact only when the feed brings it. Used on the circuit's context only.
/// </summary>
public sealed partial class IncidentView(IncidentDesk desk, TimeProvider clock, ILogger<IncidentView> logger, Incident incident, TimelineSnapshot timeline, Actor actor, Viewer viewer)
{
    private static readonly TimeSpan UndoWithin = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Submission> submissions = [];

    /// <summary>Raised after anything a panel may show has changed; each panel looks at its own slice.</summary>
    public event Action? Changed;

    public Incident Incident { get; private set; } = incident;

    /// <summary>The timeline as shared by all circuits; never older than what it is shown with.</summary>
    public TimelineSnapshot Timeline { get; private set; } = timeline;

    public Actor Actor => actor;

    public Viewer Viewer => viewer;

    /// <summary>The clock of what is shown: it stands where the page looks at an earlier moment.</summary>
    public DateTimeOffset Now => Past?.At ?? clock.GetUtcNow();

    /// <summary>The one next thing and two runners-up, for this person.</summary>
    public DoNext Next { get; private set; } = DoNext.For(incident, DeadlineSchedule.For(incident), clock.GetUtcNow(), viewer);

    /// <summary>Placeholder → what was filled in; the page keeps it, the device too.</summary>
    public ImmutableDictionary<string, string> Values { get; private set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The action whose request is shown before it is sent: sending it is then the one main button of the procedure.</summary>
    public string? ShownRequest { get; private set; }

    public Toast? Toast { get; private set; }

    /// <summary>Which inline form of the header is open; see <see cref="Trays"/>.</summary>
    public string? Tray { get; private set; }

    /// <summary>A severity chosen and not yet confirmed.</summary>
    public int? ChosenSeverity { get; private set; }

    /// <summary>The runbook's step somebody turned to out of its order, by its action; null = the order holds.</summary>
    public string? ChosenStep { get; private set; }

    /// <summary>Escalation target → names of the people bound to it for this service, as the configuration stood when the page opened.</summary>
    public IReadOnlyDictionary<string, string> Bindings { get; set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What the metrics of the service say, a few seconds old at most; null where it has no signals.</summary>
    public MetricVerdict? Metrics { get; set; }

    /// <summary>What the signals say of the runbook's resolution criteria, a few seconds old at most; by id, only those a signal may judge.</summary>
    public IReadOnlyDictionary<string, LiveCriterion> Resolution { get; set; } = ImmutableDictionary<string, LiveCriterion>.Empty;

    /// <summary>Due times the console tried to meet and could not, a few seconds old at most.</summary>
    public IReadOnlyList<DueDeadline> Failing { get; set; } = [];

    public bool MayRespond => Past is null && RightsTable.Allows(viewer.Role, Right.Respond);

    /// <summary>The account's right; another one's incident still asks for a reason.</summary>
    public bool MayCommand => Past is null && (RightsTable.Allows(viewer.Role, Right.Command) || IsInCommand);

    public bool IsInCommand => Incident.Holds(IncidentRole.Commander, actor.Id) || Incident.Holds(IncidentRole.Deputy, actor.Id);

    public bool MayPublish => MayCommand || (Past is null && Incident.Holds(IncidentRole.CommunicationsLead, actor.Id));

    public bool MayRedact => Past is null && RightsTable.Allows(viewer.Role, Right.Administer);

    /// <summary>True where the desk will ask this person for a reason, because somebody else is in command.</summary>
    public bool NeedsReasonToCommand => !IsInCommand && Incident.Commander is not null;

    public Submission? Of(string slot) => submissions.GetValueOrDefault(slot);

    /// <summary>What became of the presses of the slots that begin so, as one value that changes when they do: for panels that draw many buttons themselves.</summary>
    public int PressesOf(params ReadOnlySpan<string> prefixes)
    {
        var all = 0;
        foreach (var submission in submissions.Values)
        {
            foreach (var prefix in prefixes)
            {
                all = submission.Slot.StartsWith(prefix, StringComparison.Ordinal) ? HashCode.Combine(all, submission.Slot, submission.State) : all;
            }
        }

        return all;
    }

    public bool IsPending(string slot) => submissions.TryGetValue(slot, out var submission) && submission.IsPending;

    /// <summary>The feed brought something, or time has passed: takes the newer state, settles what it confirms, and lets panels look at the clock again.</summary>
    public void Show(Incident newer, TimelineSnapshot timeline)
    {
        if (newer.Version >= Latest.Version)
        {
            Latest = newer;
            (Incident, Timeline) = Past is null ? (newer, timeline) : (Incident, Timeline);
        }

        if (Past is not null)
        {
            Changed?.Invoke();   // what is shown stands still; that something came is all that is said
            return;
        }

        Next = DoNext.For(Incident, DeadlineSchedule.For(Incident), Now, viewer, Failing, Metrics);

        foreach (var settled in submissions.Values.Where(s => s.State == SubmissionState.AwaitingFeed && s.Version <= Incident.Version).ToList())
        {
            Settle(settled);
        }

        if (Toast is { } toast && toast.Until <= Now)
        {
            Toast = null;
        }

        Changed?.Invoke();
    }

    /// <param name="clientId">Of the draft it comes from, so that the same text sent again after a lost circuit is recorded once; null = a new one.</param>
    /// <returns>True once the desk accepted; a refusal stays under the slot.</returns>
    /// <param name="done">Runs once the desk accepted, also when that takes a reason or a retry beside the button.</param>
    public Task<bool> SendAsync(string slot, IncidentIntent intent, Announcement? announcement = null, string? clientId = null, Func<Task>? done = null) =>
        IsPending(slot) ? Task.FromResult(false) : SendAsync(new Submission(slot, intent, clientId ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), announcement) { Done = done });

    /// <summary>Sends the same press again under the same id, with the reason the rule asked for, and on what is shown now.</summary>
    public Task<bool> RetryAsync(string slot, string? reason = null)
    {
        if (Of(slot) is not { IsPending: false } said)
        {
            return Task.FromResult(false);
        }

        var intent = said.Intent with { Reason = reason ?? said.Intent.Reason, SeenVersion = said.Intent.SeenVersion is null ? null : Incident.Version };
        return SendAsync(said with { State = SubmissionState.Sending, Refusal = null, Intent = intent });
    }

    public void Dismiss(string slot)
    {
        if (Of(slot) is { IsPending: false } && submissions.Remove(slot))
        {
            Changed?.Invoke();
        }
    }

    public void OpenTray(string? tray)
    {
        Tray = tray;
        Changed?.Invoke();
    }

    public void ChooseSeverity(int? rank)
    {
        ChosenSeverity = rank;
        Changed?.Invoke();
    }

    public void ChooseStep(string action)
    {
        ChosenStep = action;
        Changed?.Invoke();
    }

    public void DropToast()
    {
        Toast = null;
        Changed?.Invoke();
    }

    /// <summary>A value for a runbook's placeholder, for every step of this incident that asks for it.</summary>
    public void SetValue(string name, string value)
    {
        (Values, ShownRequest) = (Values.SetItem(name, value), null);   // what was shown is no longer what would be sent
        Changed?.Invoke();
    }

    public void ShowRequest(string? actionId)
    {
        ShownRequest = actionId;
        Changed?.Invoke();
    }

    /// <summary>Has the console send an action's request; the feed brings the attempt and its answer to everybody.</summary>
    /// <returns>Null once it was sent, whatever came of it; else why not.</returns>
    public async Task<string?> SendActionAsync(ActionSender sender, ActionToSend asked)
    {
        if (Past is not null)
        {
            return "You look at an earlier moment. Go back to now first.";
        }

        try
        {
            return (await sender.SendAsync(Incident.Id, asked, actor, viewer, SendOptions.Console, CancellationToken.None)).Refusal?.Message;
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, Slots.Action(asked.ActionId), Incident.Label);
            return "The console could not finish this. Look at the timeline whether it was sent before you send it again.";
        }
    }

    public Task UndoAsync()
    {
        if (Toast?.Undo is not { } undo)
        {
            return Task.CompletedTask;
        }

        Toast = null;
        return SendAsync(Slots.Undo, undo, new Announcement("Taken back"));
    }

    private async Task<bool> SendAsync(Submission submission)
    {
        if (Past is not null)
        {
            return false;   // no part offers a press there; one that was on its way when the page went there is not sent
        }

        Keep(submission);
        Outcome outcome;
        try
        {
            outcome = await desk.SendAsync(Incident.Id, submission.Intent, actor, SendOptions.Click(submission.ClientId), CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, submission.Slot, Incident.Label);
            Keep(submission with { State = SubmissionState.Failed });
            return false;
        }

        if (outcome is Outcome.Refused refused)
        {
            Keep(submission with { State = SubmissionState.Refused, Refusal = refused.Refusal });
            return false;
        }

        // Without an event it is so already, or was done by the first press of a retry.
        Accepted(submission with { State = SubmissionState.AwaitingFeed, Version = outcome is Outcome.Accepted { Events: [.., var last] } ? last.Version : 0 });
        await (submission.Done?.Invoke() ?? Task.CompletedTask);
        return true;
    }

    private void Accepted(Submission submission)
    {
        submissions[submission.Slot] = submission;
        Show(Incident, Timeline);
    }

    private void Keep(Submission submission)
    {
        submissions[submission.Slot] = submission;
        Changed?.Invoke();
    }

    private void Settle(Submission submission)
    {
        submissions.Remove(submission.Slot);
        if (submission.Announcement is { } said)
        {
            Toast = new Toast(said.Text, submission.Version > 0 ? said.Undo?.Invoke(submission.Version) : null, Now + UndoWithin);
        }
    }

    [LoggerMessage(4101, LogLevel.Error, "{Slot} of {Incident} failed on the way to the desk")]
    private static partial void LogFailed(ILogger logger, Exception exception, string slot, string incident);
}
