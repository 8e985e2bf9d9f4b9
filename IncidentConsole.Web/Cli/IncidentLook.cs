using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Endpoints.Incidents;

namespace IncidentConsole.Web.Cli;

/// <summary><c>incident status</c> and <c>incident active</c>: what is open.</summary>
internal static class IncidentLook
{
    public static async Task<int> StatusAsync(IncidentCall call, CancellationToken cancellationToken)
    {
        if (call.About is not null)
        {
            return await OneAsync(call, cancellationToken);
        }

        var reply = await call.Reach.StatusAsync(cancellationToken);
        return reply.Value is { } status ? await call.AnswerAsync(status, Status, CodeOf(status)) : await call.FailAsync(reply);
    }

    public static async Task<int> ActiveAsync(IncidentCall call, CancellationToken cancellationToken)
    {
        var reply = await call.Reach.StatusAsync(cancellationToken);
        return reply.Value is { } status ? await call.AnswerAsync(status, Active) : await call.FailAsync(reply);
    }

    /// <summary>Drills are shown and never counted: nobody is woken by one.</summary>
    internal static int CodeOf(StatusDto status)
    {
        var open = status.Open.Where(incident => !incident.IsDrill).ToList();
        return open.Count == 0 ? IncidentExit.Done : open.Exists(incident => incident.Urgency == Urgency.Late) ? IncidentExit.Pressing : IncidentExit.Found;
    }

    internal static string Status(StatusDto status)
    {
        var open = status.Open.Where(incident => !incident.IsDrill).ToList();
        var late = open.Count(incident => incident.Urgency == Urgency.Late);
        var drills = status.Open.Count - open.Count;
        var words = open.Count == 0 ? "No open incident" : $"{IncidentText.Count(open.Count, "open incident")}, worst {open[0].Severity}, {(late == 0 ? "nothing late" : $"{late} with something late")}";
        var lines = status.Open.Select(incident =>
            $"  {incident.Number}  {incident.Severity}, {incident.Status}{(incident.IsDrill ? ", drill" : "")}: {incident.Title}\n         {IncidentText.Due(incident.Next, incident.DueAt, status.At)}");
        return string.Join('\n', lines.Prepend($"{words}{(drills == 0 ? "" : $", {IncidentText.Count(drills, "drill")}")}. {IncidentText.Clock(status.At)}"));
    }

    internal static string Active(StatusDto status) => status.Open.Count == 0
        ? $"No open incident. {IncidentText.Clock(status.At)}"
        : IncidentText.Table(
            ["NUMBER", "SEVERITY", "STATUS", "SERVICE", "COMMANDER", "OPEN FOR", "NEXT", "TITLE"],
            status.Open.Select(incident => (IReadOnlyList<string>)
            [
                incident.Number, incident.Severity, incident.IsDrill ? $"{incident.Status} (drill)" : incident.Status.ToString(), incident.Service, incident.Commander ?? "nobody",
                Elapsed.Words(status.At - incident.DetectedAt), IncidentText.Due(incident.Next, incident.DueAt, status.At), incident.Title,
            ]));

    private static async Task<int> OneAsync(IncidentCall call, CancellationToken cancellationToken)
    {
        if (call.Number is not { } number)
        {
            return await call.NoNumberAsync();
        }

        var reply = await call.Reach.IncidentAsync(number, cancellationToken);
        return reply.Value is { } incident ? await call.AnswerAsync(incident, One) : await call.FailAsync(reply);
    }

    internal static string One(IncidentDto incident)
    {
        (string Label, string? Value)[] rows =
        [
            ("Service", incident.ServiceIsKnown ? incident.Service : $"{incident.Service} (not set up: the default runbook applies)"),
            ("Runbook", incident.Runbook),
            ("Commander", incident.Commander ?? "nobody"),
            ("Detected", Moment(incident.DetectedAt)),
            ("Acknowledged", Took(incident.AcknowledgedAt, incident.TimeToAcknowledge)),
            ("Mitigated", Took(incident.MitigatedAt, incident.TimeToMitigate)),
            ("Resolved", Took(incident.ResolvedAt, incident.TimeToResolve)),
            ("Public", incident.IsPublic ? incident.NextUpdateAt is { } next ? $"yes, next update {Moment(next)}" : "yes" : "no"),
            ("Summary", incident.Summary),
        ];
        var lines = rows.Where(row => row.Value is not null).Select(row => $"  {row.Label,-13} {row.Value}");
        return string.Join('\n', lines.Prepend($"{incident.Number}  {incident.Severity}, {incident.Status}{(incident.IsDrill ? ", drill" : "")}: {incident.Title}"));
    }

    private static string? Took(DateTimeOffset? at, double? seconds) => at is { } moment ? $"{Moment(moment)}{(seconds is >= 0 ? $", after {IncidentText.Span(seconds.Value)}" : "")}" : null;

    private static string Moment(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
}
