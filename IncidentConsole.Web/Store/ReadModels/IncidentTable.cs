using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Store.ReadModels;

/// <summary>The table behind lists: one row an incident. Columns, their values and their reading stand in one list.</summary>
internal static class IncidentTable
{
    private static readonly (string Column, Func<IncidentRow, object?> Value)[] Columns =
    [
        ("id", row => row.Id.Value),
        ("number", row => row.Number),
        ("version", row => row.Version),
        ("title", row => row.Title),
        ("summary", row => row.Summary),
        ("service", row => row.Service),
        ("service_is_known", row => row.ServiceIsKnown),
        ("owner_team", row => row.OwnerTeam),
        ("runbook_slug", row => row.RunbookSlug),
        ("runbook_key", row => row.RunbookKey),
        ("severity", row => row.Severity),
        ("severity_label", row => row.SeverityLabel),
        ("severity_name", row => row.SeverityName),
        ("status", row => row.Status.ToString()),
        ("visibility", row => row.Visibility.ToString()),
        ("is_drill", row => row.IsDrill),
        ("commander_id", row => row.CommanderId),
        ("commander_name", row => row.CommanderName),
        ("declared_at", row => SqlTypes.Text(row.DeclaredAt)),
        ("detected_at", row => SqlTypes.Text(row.DetectedAt)),
        ("impact_started_at", row => SqlTypes.Text(row.ImpactStartedAt)),
        ("acknowledged_at", row => SqlTypes.Text(row.AcknowledgedAt)),
        ("mitigated_at", row => SqlTypes.Text(row.MitigatedAt)),
        ("resolved_at", row => SqlTypes.Text(row.ResolvedAt)),
        ("next_update_at", row => SqlTypes.Text(row.NextUpdateAt)),
        ("next_due_at", row => SqlTypes.Text(row.NextDueAt)),
        ("next_due_kind", row => row.NextDueKind),
        ("is_public", row => row.IsPublic),
        ("postmortem_due_at", row => SqlTypes.Text(row.PostmortemDueAt)),
        ("postmortem_published_at", row => SqlTypes.Text(row.PostmortemPublishedAt)),
        ("postmortem_sections_done", row => row.PostmortemSectionsDone),
        ("postmortem_sections", row => row.PostmortemSections),
    ];

    private static readonly string Upsert = $"""
        INSERT INTO incident ({string.Join(", ", Columns.Select(column => column.Column))}, is_open)
        VALUES ({string.Join(", ", Columns.Select(column => "@" + column.Column))}, @is_open)
        ON CONFLICT (id) DO UPDATE SET {string.Join(", ", Columns.Skip(1).Select(column => $"{column.Column} = excluded.{column.Column}"))}, is_open = excluded.is_open
        """;

    /// <summary>What a select lists so that Dapper reads an <see cref="IncidentRow"/>.</summary>
    public static string Select { get; } = string.Join(", ", Columns.Select(column => $"incident.{column.Column} AS {column.Column.Replace("_", "", StringComparison.Ordinal)}"));

    public static Task WriteAsync(WriteScope scope, IncidentRow row) => scope.ExecuteAsync(
        Upsert,
        [.. Columns.Select(column => ("@" + column.Column, column.Value(row))), ("@is_open", row.Status.IsOpen())]);
}
