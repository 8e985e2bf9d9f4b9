using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Tests.Store;

/// <summary>
/// Stored events are for ever: the JSON of each type is pinned by an approved file. A new type gets one by running these tests once with
/// INCIDENT_CONSOLE_APPROVE=1; a changed file means that stored logs no longer read, and calls for a new version with an upcaster.
/// </summary>
public sealed class EventJsonTests
{
    public static TheoryData<string> Names => [.. EventNames.Types.Select(EventNames.Of).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_event_has_a_name_of_its_own()
    {
        var types = typeof(DomainEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DomainEvent)) && !type.IsAbstract).ToHashSet();
        Assert.Empty(types.Except(EventNames.Types).Select(type => $"{type.Name} is missing in EventNames and in the store's EventJsonContext"));
        Assert.Equal(types.Count, EventNames.Types.Select(EventNames.Of).Distinct().Count());
        Assert.All(EventNames.Types.Select(EventNames.Of), name => Assert.Matches("^[a-z]+\\.[a-z-]+\\.v[0-9]+$", name));
    }

    [Fact]
    public void Free_text_is_only_ever_a_direct_property_that_is_not_called_reason() =>
        Assert.All(EventNames.Types, type =>
        {
            Assert.DoesNotContain(type.GetProperties(), property => property.Name == "Reason");
            Assert.DoesNotContain(type.GetProperties().SelectMany(Parts), part => part == typeof(Prose));
        });

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Its_JSON_is_the_approved_one_and_reads_back(string name)
    {
        var type = EventType.Named(name);
        var sample = (DomainEvent)Sample(type.Json.Type, type.Json.Type.Name);
        var texts = new List<EventText>();
        var stored = EventTexts.Serialize(sample, type, texts);
        var json = texts.Aggregate(stored, (text, prose) => text.Replace(prose.Hash, $"hash of {prose.Text}", StringComparison.Ordinal)) + "\n";

        var path = Path.Combine(Folder(), name + ".json");
        if (Environment.GetEnvironmentVariable("INCIDENT_CONSOLE_APPROVE") == "1" && !File.Exists(path))
        {
            await File.WriteAllTextAsync(path, json, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path), $"{name} has no approved JSON. Run the tests once with INCIDENT_CONSOLE_APPROVE=1 and look at the new file.");
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), json);
        Assert.DoesNotContain("Sample text", stored, StringComparison.Ordinal);

        var back = EventTexts.Deserialize(stored, type, texts.ToDictionary(text => text.Field, text => text.Text));
        Assert.Equivalent(sample, back, strict: true);
        var redacted = EventTexts.Deserialize(stored, type, null);
        Assert.All(type.Json.Type.GetProperties().Where(property => property.PropertyType == typeof(Prose)), property => Assert.Equal(Prose.Redacted, property.GetValue(redacted)));
    }

    [Fact]
    public void A_text_that_was_redacted_before_is_not_stored_again()
    {
        var texts = new List<EventText>();
        var type = EventType.Of(new TitleChanged(Prose.Redacted));
        var stored = EventTexts.Serialize(new TitleChanged(Prose.Redacted), type, texts);
        Assert.Empty(texts);
        Assert.Equal(new TitleChanged(Prose.Redacted), EventTexts.Deserialize(stored, type, null));
    }

    private static IEnumerable<Type> Parts(PropertyInfo property) =>
        property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? property.PropertyType.GetGenericArguments()[0].GetProperties().Select(part => part.PropertyType)
            : [];

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Snapshots", "Events");

    /// <summary>A value for every constructor parameter, so that no property is left out of the JSON.</summary>
    private static object Sample(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => $"sample {name}",
            _ when type == typeof(int) => 7,
            _ when type == typeof(double) => 1.5,
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 21, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(90),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 11, 30),
            _ when type == typeof(Prose) => new Prose($"Sample text of {name}"),
            _ when type == typeof(RunbookKey) => new RunbookKey("0123abcd"),
            _ when type == typeof(IncidentId) => new IncidentId("01938f6e-0000-7000-8000-000000000001"),
            { IsEnum: true } => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => Array(type.GetGenericArguments()[0], name),
            _ => Construct(type),
        };
    }

    private static object Array(Type item, string name) =>
        typeof(ImmutableArray).GetMethods().First(method => method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: false }]).MakeGenericMethod(item).Invoke(null, [Sample(item, name)])!;

    private static object Construct(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType, parameter.Name!))]);
    }
}
