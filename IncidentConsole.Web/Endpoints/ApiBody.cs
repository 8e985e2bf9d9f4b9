using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace IncidentConsole.Web.Endpoints;

/// <summary>
/// A request body read once: parsed, and hashed with its method and path for the idempotency key. An empty body is an empty object.
/// Malformed JSON is 400 and an oversize one 413, both before anything is done.
/// </summary>
internal sealed class ApiBody<T> : IEndpointParameterMetadataProvider
    where T : class, new()
{
    /// <summary>Bytes.</summary>
    private const int Largest = 256 * 1024;

    private ApiBody(T value, string hash) => (Value, RequestHash) = (value, hash);

    public T Value { get; }

    /// <summary>SHA-256 hex over method, path and body.</summary>
    public string RequestHash { get; }

    public static async ValueTask<ApiBody<T>> BindAsync(HttpContext http)
    {
        var bytes = await BoundedBody.ReadAsync(http, Largest);
        var head = Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n");
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. head, .. bytes]));
        try
        {
            return new ApiBody<T>(bytes.Length == 0 ? new T() : JsonSerializer.Deserialize<T>(bytes, ApiJson.Options) ?? new T(), hash);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException(e.Path is { Length: > 1 } path ? $"The JSON is not right at {path}: {Explain(e)}" : $"The body is not the JSON this asks for: {Explain(e)}", StatusCodes.Status400BadRequest, e);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: true));

    /// <summary>The reader names types of the program; people are told the field, or the words it takes.</summary>
    private static string Explain(JsonException e)
    {
        var words = e.Message.Split(" Path:", 2)[0].Split(" LineNumber", 2)[0];
        var quoted = words.Split('\'');
        if (words.StartsWith("The JSON property ", StringComparison.Ordinal) && quoted.Length > 3)
        {
            var fields = typeof(ApiBody<>).Assembly.GetType(quoted[3])?.GetProperties().Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name)) ?? [];
            return $"there is no field \"{quoted[1]}\" here{(fields.Any() ? $", only {string.Join(", ", fields)}" : "")}.";
        }

        if (words.StartsWith("JSON deserialization for type ", StringComparison.Ordinal) && quoted.Length > 3)
        {
            return $"the field \"{quoted[3]}\" is missing.";
        }

        if (!words.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal))
        {
            return words;
        }

        var type = Array.Find(typeof(Domain.Kernel.Refusal).Assembly.GetTypes(), type => type.IsEnum && words.Contains(type.FullName!, StringComparison.Ordinal));
        return type is null ? "a value of another kind is expected there." : $"it takes one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}.";
    }
}
