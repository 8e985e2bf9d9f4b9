using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Web.Runbooks.Compiling.Words;

/// <summary>Values in the words a person checks them by.</summary>
internal static class Say
{
    public static string Response(ResponseTarget target) => target switch
    {
        { IsNextBusinessDay: true } => "on the next business day",
        { Within: { } within } when within == TimeSpan.Zero => "at once",
        { Within: { } within } => $"within {Time(within)}",
        _ => "at no stated time",
    };

    public static string Mode(ResponseMode mode) => mode switch
    {
        ResponseMode.PageAtOnce => "pages at once",
        ResponseMode.PageOnCall => "pages on-call",
        ResponseMode.Notify => "sends a notification",
        ResponseMode.Ticket => "opens a ticket",
    };

    /// <summary>In the largest unit that fits: "90 s", "15 min", "48 h", "7 days".</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { Ticks: 0 } => "0 min",
        _ when time.TotalDays >= 3 && time.TotalDays % 1 == 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays} days"),
        _ when time.TotalHours >= 1 && time.TotalHours % 1 == 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours} h"),
        _ when time.TotalMinutes >= 1 && time.TotalMinutes % 1 == 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
    };

    public static string Limit(double? value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value} {unit}").TrimEnd();

    /// <summary>As an override writes it.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, RunbookJson.Options);

    public static string Range(TimeSpan shortest, TimeSpan longest) => shortest == longest ? Time(shortest) : $"{Time(shortest)} to {Time(longest)}";

    public static string Threshold(ThresholdRule rule)
    {
        var figure = Limit(rule.Value, rule.Unit);
        var limit = rule.BudgetMultiple is not { } times ? figure
            : string.Create(CultureInfo.InvariantCulture, $"{times} × {rule.Budget}{(rule.Value is null ? "" : $" ({figure})")}");
        var hold = rule.For > TimeSpan.Zero ? $" for {Time(rule.For)}" : "";
        var instead = rule.FallbackMetric is { } other ? $", or {other} where that is missing" : "";
        var and = rule.And is { } second ? $" and {Threshold(second)}" : "";
        return (rule is { Value: 0, Unit: "" } ? $"{rule.Metric}{hold}{instead}" : $"{rule.Metric} {(rule.Comparison == Comparison.Above ? "over" : "under")} {limit}{hold}{instead}") + and;
    }
}
