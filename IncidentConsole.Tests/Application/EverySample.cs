using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Application;

/// <summary>One filled-in sample of every event record, made by reflection so that a new event is met by every switch at once.</summary>
internal static class EverySample
{
    public static IEnumerable<Type> EventTypes => typeof(IncidentEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(IncidentEvent)) && !type.IsAbstract);

    public static DomainEvent Of(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).First();
        return (DomainEvent)constructor.Invoke([.. constructor.GetParameters().Select(Value)]);
    }

    private static object? Value(ParameterInfo parameter) => (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) switch
    {
        var t when t == typeof(string) => "sample",
        var t when t == typeof(Prose) => new Prose("sample text"),
        var t when t == typeof(int) => 1,
        var t when t == typeof(bool) => true,
        var t when t == typeof(DateTimeOffset) => Stream.Start,
        var t when t == typeof(DateOnly) => new DateOnly(2026, 11, 24),
        var t when t == typeof(RunbookKey) => RunbookLibrary.InferaDb.Key,
        var t when t == typeof(IncidentId) => new IncidentId("other"),
        var t when t.IsEnum => Enum.GetValues(t).GetValue(0),
        var t when t.IsGenericType && t.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => t.GetField("Empty")!.GetValue(null),
        var t => RuntimeHelpers.GetUninitializedObject(t),
    };
}
