using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>What would be sent: nothing was.</summary>
/// <param name="Headers">One a line, secrets masked.</param>
internal sealed record SendPreviewDto(bool DryRun, string Method, string Url, IReadOnlyList<string> Headers, string? Body, double TimeLimit)
{
    public static SendPreviewDto Of(SendPreview preview) =>
        new(true, preview.Request.Method, preview.Request.Url.Text, preview.Headers, preview.Request.Body?.Text, preview.TimeLimit.TotalSeconds);
}

/// <summary>What became of a send.</summary>
/// <param name="Outcome">succeeded, rejected, timedOut, notReached or brokenOff; null: it is under way, or nobody heard its end.</param>
/// <param name="Result">The same in words.</param>
/// <param name="Took">Seconds.</param>
/// <param name="AnswerBy">Without an outcome by then, none will come.</param>
/// <param name="Answer">As kept: cut to size, secrets masked.</param>
internal sealed record SendDto(string Action, string SendId, SendOutcome? Outcome, string Result, int? Status, double? Took, string? Answer, string By, DateTimeOffset At, DateTimeOffset AnswerBy)
{
    public static SendDto Of(string actionId, ActionSend send) => new(
        actionId,
        send.SendId,
        send.Outcome,
        send is { Outcome: { } outcome, Took: { } took } ? SendWords.Of(outcome, send.Status, took) : "No answer is known: it is under way, or the console stopped before it heard one",
        send.Status,
        send.Took?.TotalSeconds,
        send.Answer?.Shown,
        send.By.Name,
        send.At,
        send.AnswerBy);
}
