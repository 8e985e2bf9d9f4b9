using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks;

/// <summary>
/// The stored form of a runbook: camelCase JSON without indentation, members in the order of the model, nulls left out, enums as words,
/// times as ISO-8601 durations. The same runbook always gives the same bytes, and their SHA-256 is its <see cref="RunbookKey"/>.
/// </summary>
public static class RunbookJson
{
    /// <summary>Reads what <see cref="Write"/> wrote and what people write by hand: comments, trailing commas and durations in seconds are fine.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    public static byte[] Write(Runbook runbook) => JsonSerializer.SerializeToUtf8Bytes(runbook, Options);

    /// <exception cref="JsonException">The text is no runbook; the message names the place.</exception>
    public static Runbook Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<Runbook>(json, Options) ?? throw new JsonException("The text is \"null\", not a runbook.");

    /// <summary>The key of a runbook: that of its stored bytes.</summary>
    public static RunbookKey KeyOf(Runbook runbook) => KeyOf(Write(runbook));

    public static RunbookKey KeyOf(ReadOnlySpan<byte> stored) => new(Convert.ToHexStringLower(SHA256.HashData(stored)));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // Computed members (titles, last rank) follow from the data and are no part of it.
            IgnoreReadOnlyProperties = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowTrailingCommas = true,
            ReadCommentHandling = JsonCommentHandling.Skip,
            // Commands stay readable in the store; the text is never spliced into a page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new IsoDurationConverter(), new ResponseTargetConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNullBeLeftOut } },
        };
        options.MakeReadOnly();
        return options;
    }

    // What may be null is left out when written, so it is not required when read; everything else without a default is.
    private static void LetNullBeLeftOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property is { AssociatedParameter.IsNullable: true })
            {
                property.IsRequired = false;
            }
        }
    }
}
