using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>What is open now, the most urgent first. Times are UTC.</summary>
internal sealed record StatusDto(DateTimeOffset At, IReadOnlyList<OpenIncidentDto> Open);

/// <param name="Number">"INC-7".</param>
/// <param name="Next">What is due first, as the board says it.</param>
/// <param name="DueAt">Null when nothing is due.</param>
/// <param name="Urgency">calm, soon or late.</param>
internal sealed record OpenIncidentDto(
    string Number, string Severity, int SeverityRank, string Title, string Service, IncidentStatus Status, string? Commander, bool IsDrill, DateTimeOffset DetectedAt, string Next, DateTimeOffset? DueAt, Urgency Urgency)
{
    public static OpenIncidentDto Of(IncidentRow row, DateTimeOffset now)
    {
        var line = BoardLine.For(row, now);
        return new(row.Label, row.SeverityTitle, row.Severity, row.Title, row.Service, row.Status, row.CommanderName, row.IsDrill, row.DetectedAt, line.Text, line.DueAt, line.Urgency);
    }
}
