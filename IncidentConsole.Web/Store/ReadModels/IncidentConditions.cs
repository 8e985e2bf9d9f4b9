using System.Globalization;
using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Store.ReadModels;

/// <summary>A filter as a condition on <c>incident</c>. Words are conjoined, each found anywhere in the incident: title, summary, service, number, any text.</summary>
internal static class IncidentConditions
{
    private const int MostWords = 8;

    public static DynamicParameters ParametersOf(Viewer viewer)
    {
        var (seesAll, id) = ViewerTable.Parameters(viewer);
        var parameters = new DynamicParameters();
        parameters.Add("seesAll", seesAll);
        parameters.Add("viewer", id);
        return parameters;
    }

    public static (string Condition, DynamicParameters Parameters) Of(IncidentFilter filter, Viewer viewer, ITextSearch search)
    {
        var parameters = ParametersOf(viewer);
        var conditions = new List<string> { ViewerTable.VisibleTo };
        void Add(string condition, string parameter, object value)
        {
            conditions.Add(condition);
            parameters.Add(parameter, value);
        }

        switch (filter.Status?.ToUpperInvariant())
        {
            case "OPEN":
                conditions.Add("incident.is_open");
                break;
            case "CLOSED":
                conditions.Add("NOT incident.is_open");
                break;
            default:
                break;
        }

        switch (filter.Drills)
        {
            case DrillScope.WithoutDrills:
                conditions.Add("NOT incident.is_drill");
                break;
            case DrillScope.OnlyDrills:
                conditions.Add("incident.is_drill");
                break;
            case DrillScope.WithDrills:
                break;
        }

        if (filter.Severity is { } severity)
        {
            Add("incident.severity = @severity", "severity", severity);
        }

        if (!string.IsNullOrWhiteSpace(filter.Service))
        {
            Add("lower(incident.service) = lower(@service)", "service", filter.Service.Trim());
        }

        if (filter.Since is { } since)
        {
            Add("incident.declared_at >= @since", "since", SqlTypes.Text(since));
        }

        if (filter.OwesPostmortem)
        {
            conditions.Add("incident.postmortem_due_at IS NOT NULL AND incident.postmortem_published_at IS NULL");
        }

        var words = (filter.Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit)).Take(MostWords);
        foreach (var (i, word) in words.Index())
        {
            conditions.Add($"(lower(incident.service) LIKE @like{i} ESCAPE '!' OR incident.number = @number{i} OR {search.Matches($"term{i}")})");
            parameters.Add($"like{i}", $"%{Escape(word.ToLowerInvariant())}%");
            parameters.Add($"number{i}", Number(word));
            parameters.Add($"term{i}", search.Term(word));
        }

        return (string.Join(" AND ", conditions), parameters);
    }

    private static string Escape(string word) => word.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);

    /// <summary>The number in "INC-7" or "7"; a number no incident has where it is neither.</summary>
    private static int Number(string word)
    {
        var digits = word.StartsWith("INC-", StringComparison.OrdinalIgnoreCase) ? word[4..] : word;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}
