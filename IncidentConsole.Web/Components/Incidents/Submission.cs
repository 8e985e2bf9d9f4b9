using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Components.Incidents;

public enum SubmissionState
{
    /// <summary>Pressed; the desk has not answered.</summary>
    Sending,

    /// <summary>The desk accepted; it becomes a fact on screen when the feed brings it.</summary>
    AwaitingFeed,

    /// <summary>The desk said no, in words that stay beside the button.</summary>
    Refused,

    /// <summary>Something broke on the way: nothing is known to be saved, the same id may be sent again.</summary>
    Failed,
}

/// <summary>One press of one button and what became of it.</summary>
/// <param name="Slot">Names the button on the page; one submission at a time per slot.</param>
/// <param name="ClientId">Idempotency key: a retry carries the same one, so that it can never happen twice.</param>
/// <param name="Version">Version of the last event it caused, once accepted.</param>
public sealed record Submission(string Slot, IncidentIntent Intent, string ClientId, Announcement? Announcement)
{
    public SubmissionState State { get; init; } = SubmissionState.Sending;

    public int Version { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>What its form does once the desk accepted, at once or after "Do it anyway": closes, forgets its draft. Null for a mere button.</summary>
    public Func<Task>? Done { get; init; }

    public bool IsPending => State is SubmissionState.Sending or SubmissionState.AwaitingFeed;
}

/// <summary>What the toast says once the feed has brought it, and how it is taken back within ten seconds.</summary>
/// <param name="Undo">From the version of the event to the intent that undoes it; null where there is no undo.</param>
public sealed record Announcement(string Text, Func<int, IncidentIntent>? Undo = null);

/// <summary>A toast on show.</summary>
/// <param name="Until">When it goes away by itself.</param>
public sealed record Toast(string Text, IncidentIntent? Undo, DateTimeOffset Until);
