using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace IncidentConsole.Web.Endpoints.Configuration;

/// <summary>
/// A runbook as it is sent: JSON, or the Markdown file itself as <c>text/markdown</c> with the rest in the query
/// (<c>curl --data-binary @runbook.md -H "Content-Type: text/markdown"</c>).
/// </summary>
internal sealed record RunbookBody(string Markdown, string? Slug, string? Reason, IReadOnlyList<string> Services) : IEndpointParameterMetadataProvider
{
    /// <summary>Bytes; a text may be 1 MB, and JSON writes some letters in six.</summary>
    private const int Largest = 3 * 1024 * 1024;

    public static async ValueTask<RunbookBody> BindAsync(HttpContext http)
    {
        var bytes = await BoundedBody.ReadAsync(http, Largest, "a runbook has at most 1 MB.");
        if (http.Request.ContentType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) == true)
        {
            var query = http.Request.Query;
            return new RunbookBody(Encoding.UTF8.GetString(bytes), Said(query["slug"]), Said(query["reason"]), [.. query["service"].OfType<string>()]);
        }

        try
        {
            var sent = (bytes.Length == 0 ? null : JsonSerializer.Deserialize<RunbookRequest>(bytes, ApiJson.Options)) ?? new RunbookRequest();
            return new RunbookBody(sent.Markdown ?? "", sent.Slug, sent.Reason, sent.Services ?? []);
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The body is neither the JSON this asks for nor text/markdown.", StatusCodes.Status400BadRequest, exception);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json", "text/markdown"], typeof(RunbookRequest), isOptional: false));

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

internal sealed class RunbookRequest
{
    public string? Markdown { get; set; }

    /// <summary>For a check; left out: made from the title.</summary>
    public string? Slug { get; set; }

    /// <summary>To publish: why. Stands in the list of revisions.</summary>
    public string? Reason { get; set; }

    /// <summary>To publish: slugs of services that run under it from now on.</summary>
    public string[]? Services { get; set; }
}
