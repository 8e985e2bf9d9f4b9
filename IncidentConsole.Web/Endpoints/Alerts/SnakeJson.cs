using System.Text.Encodings.Web;
using System.Text.Json;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary>JSON with names like dedup_key, and quotes as they are: clients show the words of an error to people.</summary>
internal static class SnakeJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
