using System.Text.Json;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals.Text;

namespace IncidentConsole.Web.Signals;

/// <summary>One series as Prometheus names it.</summary>
public sealed record PrometheusSeries(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<Sample> Samples);

/// <summary>The body of a query or query_range, read: series and warnings, or a problem in words.</summary>
public sealed record PrometheusAnswer(IReadOnlyList<PrometheusSeries> Series, IReadOnlyList<string> Warnings, string? Problem)
{
    private static readonly Dictionary<string, string> NoLabels = [];

    /// <summary>Where the problem lies.</summary>
    public SignalFault Fault { get; init; }

    public static PrometheusAnswer Failed(string problem, SignalFault fault = SignalFault.Question) => new([], [], problem) { Fault = fault };

    public static PrometheusAnswer Of(SignalAnswer answer)
    {
        if (answer.Problem is { } problem)
        {
            return Failed(problem, answer.Fault);
        }

        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            return Read(json.RootElement, answer);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return answer.IsSuccess
                ? Failed("That address answered, but not as a Prometheus server does: check the server's address.", SignalFault.Other)
                : Failed($"Prometheus answered {answer.Refusal}.", answer.Fault);
        }
    }

    private static PrometheusAnswer Read(JsonElement root, SignalAnswer answer)
    {
        if (root.GetProperty("status").GetString() != "success")
        {
            var error = root.TryGetProperty("error", out var said) ? said.GetString() : null;
            var type = root.TryGetProperty("errorType", out var kind) ? kind.GetString() : null;
            return Failed($"{Words(type, answer)}: {error ?? answer.StatusText}", type is "bad_data" or "execution" or "timeout" ? SignalFault.Question : answer.Fault);
        }

        var warnings = Texts(root, "warnings").Concat(Texts(root, "infos")).ToList();
        var data = root.GetProperty("data");
        var result = data.GetProperty("result");
        return data.GetProperty("resultType").GetString() switch
        {
            "vector" when Histograms(result, "histogram") => NativeHistograms,
            "matrix" when Histograms(result, "histograms") => NativeHistograms,
            "vector" => new(result.EnumerateArray().Select(one => new PrometheusSeries(Labels(one), [Point(one.GetProperty("value"))])).ToList(), warnings, null),
            "matrix" => new(result.EnumerateArray().Select(one => new PrometheusSeries(Labels(one), one.GetProperty("values").EnumerateArray().Select(Point).ToList())).ToList(), warnings, null),
            "scalar" => new([new PrometheusSeries(NoLabels, [Point(result)])], warnings, null),
            _ => Failed("The query answers text, not numbers."),
        };
    }

    /// <summary>What an errorType of its API means.</summary>
    private static string Words(string? type, SignalAnswer answer) => type switch
    {
        "bad_data" => "Prometheus cannot read the query",
        "execution" => "Prometheus could not carry out the query",
        "timeout" => "The query took Prometheus too long",
        "canceled" => "Prometheus broke off the query",
        "unavailable" => "Prometheus is not ready",
        "internal" => "Prometheus failed inside",
        "not_found" or "not_acceptable" => "That Prometheus has no such API",
        _ => $"Prometheus answered {(int)answer.Status}",
    };

    private static PrometheusAnswer NativeHistograms => Failed("The query answers whole histograms: wrap it in histogram_quantile(…) to get one number.");

    private static bool Histograms(JsonElement result, string property) => result.EnumerateArray().Any(one => one.TryGetProperty(property, out _));

    private static IEnumerable<string> Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(text => text.GetString() ?? "").ToList() : [];

    private static Dictionary<string, string> Labels(JsonElement series) =>
        series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "", StringComparer.Ordinal);

    private static Sample Point(JsonElement pair)
    {
        var at = DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(pair[0].GetDouble() * 1000));
        var text = pair[1].GetString();
        return PrometheusNumber.TryParse(text, out var value) ? new(at, PrometheusNumber.Figure(value)) : throw new FormatException($"{text} is not a number.");
    }
}
