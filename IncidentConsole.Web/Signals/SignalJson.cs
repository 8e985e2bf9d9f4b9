using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Web.Signals;

/// <summary>
/// A signal as JSON, in the store and in the API: camelCase, durations as ISO-8601 ("PT5S", or a number of seconds), the source by its kind
/// (promQl, scrape, probe, pushed, heartbeat), what is measured on a page likewise (gauge, rate, share, quantile). <see cref="SignalRules"/> is asked afterwards.
/// </summary>
public static class SignalJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static string Write(Signal signal) => JsonSerializer.Serialize(signal, Options);

    /// <exception cref="JsonException">The text is no signal; the message names the place.</exception>
    public static Signal Read(string json) => JsonSerializer.Deserialize<Signal>(json, Options)?.WithLimits() ?? throw new JsonException("The text is \"null\", not a signal.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowOutOfOrderMetadataProperties = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new IsoDurationConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameKinds, LetNullBeLeftOut } },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type == typeof(SignalSource))
        {
            type.PolymorphismOptions = Kinds(new(typeof(PromQlSource), "promQl"), new(typeof(ScrapeSource), "scrape"), new(typeof(ProbeSource), "probe"), new(typeof(PushedSource), "pushed"), new(typeof(HeartbeatSource), "heartbeat"));
        }
        else if (type.Type == typeof(ScrapeMeasure))
        {
            type.PolymorphismOptions = Kinds(new(typeof(GaugeMeasure), "gauge"), new(typeof(RateMeasure), "rate"), new(typeof(ShareMeasure), "share"), new(typeof(QuantileMeasure), "quantile"));
        }
    }

    // What may be null is left out when written, so it is not required when read.
    private static void LetNullBeLeftOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.AssociatedParameter is { IsNullable: true }))
        {
            property.IsRequired = false;
        }
    }

    private static JsonPolymorphismOptions Kinds(params ReadOnlySpan<JsonDerivedType> kinds)
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization };
        foreach (var kind in kinds)
        {
            options.DerivedTypes.Add(kind);
        }

        return options;
    }
}
