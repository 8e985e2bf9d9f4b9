using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>How an event type is stored: its name and its JSON, in which every <see cref="Prose"/> is a hash.</summary>
internal sealed record EventType(string Name, JsonTypeInfo Json)
{
    private static readonly JsonSerializerOptions Options = new(EventJsonContext.Default.Options)
    {
        TypeInfoResolver = EventJsonContext.Default.WithAddedModifier(TextsStandBeside),
    };

    private static readonly FrozenDictionary<Type, EventType> ByType =
        EventNames.Types.ToFrozenDictionary(type => type, type => new EventType(EventNames.Of(type), Options.GetTypeInfo(type)));

    private static readonly FrozenDictionary<string, EventType> ByName = ByType.Values.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Names of the payload's properties that hold the hash of a text.</summary>
    public IReadOnlyList<string> TextFields { get; } = [.. Json.Properties.Where(property => property.PropertyType == typeof(Prose)).Select(property => property.Name)];

    public static EventType Of(DomainEvent happened) => ByType[happened.GetType()];

    /// <exception cref="StoreException">A newer program wrote it.</exception>
    public static EventType Named(string name) =>
        ByName.TryGetValue(name, out var type) ? type : throw new StoreException($"The store holds an event \"{name}\", which this program does not know: a newer Incident Console wrote it.");

    private static void TextsStandBeside(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType == typeof(Prose))
            {
                property.CustomConverter = new EventTexts.Converter(property.Name);
            }
        }
    }
}
