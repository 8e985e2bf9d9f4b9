using System.Globalization;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>What became of a request the console sent, the same on screen, in the timeline and by the API.</summary>
public static class SendWords
{
    /// <summary>"Answered 200 in 310 ms", "No answer in 10 s: it may have worked".</summary>
    public static string Of(SendOutcome outcome, int? status, TimeSpan took) => outcome switch
    {
        SendOutcome.Succeeded or SendOutcome.Rejected => string.Create(CultureInfo.InvariantCulture, $"Answered {status} in {Length(took)}"),
        SendOutcome.TimedOut => $"No answer in {Length(took)}: it may have worked",
        SendOutcome.NotReached => "Not reached: nothing was done",
        SendOutcome.BrokenOff => $"Broken off after {Length(took)}: it may have worked",
    };

    internal static string Answered(SendAnswered e, TimelineContext context) => $"{Of(e.Outcome, e.Status, TimeSpan.FromMilliseconds(e.Milliseconds))}. {context.Action(e.ActionId)}";

    private static string Length(TimeSpan took) => took < TimeSpan.FromSeconds(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.#} s");
}
