using System.Text.Json.Nodes;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Web.Signals.Senders;
using Microsoft.OpenApi;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary>
/// What a sender's body looks like in the API description: the very sample that the test button sends. Their formats belong to others and
/// grow without us, so unknown fields are taken and no schema is stated.
/// </summary>
internal static class SampleBody
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 3, 37, 0, TimeSpan.Zero);

    public static TBuilder WithSample<TBuilder>(this TBuilder builder, IntegrationKind kind)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var integration = new Integration { Id = "", Kind = kind, Name = "", Service = "index", ServicePath = kind.UsualServicePath() };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object }, Example = JsonNode.Parse(IntegrationTest.Sample(integration, At)) },
                },
            };
            return Task.CompletedTask;
        });
}
