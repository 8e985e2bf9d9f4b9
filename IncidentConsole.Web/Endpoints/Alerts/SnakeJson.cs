using System.Text.Json;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary>JSON with names like dedup_key.</summary>
internal static class SnakeJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
