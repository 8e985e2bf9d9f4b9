using System.Text.Json.Serialization;
using IncidentConsole.Domain.StatusPages;

namespace IncidentConsole.Web.Store.ReadModels;

/// <summary>A public incident as one value: it is only ever read whole.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, Converters = [typeof(TimeConverter), typeof(IncidentIdConverter)])]
[JsonSerializable(typeof(PublicIncident))]
internal sealed partial class PublicJsonContext : JsonSerializerContext;
