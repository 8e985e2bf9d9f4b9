using System.Collections.Immutable;
using System.Reflection;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>What no compiler sees: every event is folded, every intent is sealed and has tests.</summary>
public sealed class CompletenessTests
{
    public static TheoryData<Type> Events => [.. Leaves(typeof(IncidentEvent))];

    public static TheoryData<Type> Intents => [.. Leaves(typeof(IncidentIntent))];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_is_folded(Type type)
    {
        var happened = (IncidentEvent)Make(type);
        var story = Story.Commanded();

        var after = story.Given(happened).Incident;

        Assert.Equal(story.LastVersion, after.Version);
    }

    [Theory]
    [MemberData(nameof(Intents))]
    public void Every_intent_is_sealed_and_covered(Type type)
    {
        Assert.True(type.IsSealed, $"{type.Name} is not sealed");
        var covered = typeof(CompletenessTests).Assembly.GetTypes()
            .SelectMany(test => test.GetCustomAttributes(inherit: false))
            .Select(attribute => attribute.GetType())
            .Where(attribute => attribute.IsGenericType && attribute.GetGenericTypeDefinition() == typeof(CoversAttribute<>))
            .Select(attribute => attribute.GetGenericArguments()[0]);
        Assert.Contains(type, covered);
    }

    private static IEnumerable<Type> Leaves(Type root) => root.Assembly.GetTypes().Where(type => type.IsSubclassOf(root) && !type.IsAbstract);

    /// <summary>A value of any event's property type, so that a new event needs no line here.</summary>
    private static object Make(Type type)
    {
        if (type == typeof(string))
        {
            return "x";
        }

        if (type == typeof(RunbookKey))
        {
            return TestRunbooks.Key;
        }

        if (type == typeof(Prose))
        {
            return new Prose("text");
        }

        if (type == typeof(int))
        {
            return 1;
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Make(inner);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return type.GetField("Empty", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        }

        if (type.IsValueType && (type.IsEnum || type.IsPrimitive || type.GetConstructors().All(constructor => constructor.GetParameters().Length != 1)))
        {
            return type == typeof(DateTimeOffset) ? Story.Start : Activator.CreateInstance(type)!;
        }

        if (type == typeof(DateTimeOffset))
        {
            return Story.Start;
        }

        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType))]);
    }
}
