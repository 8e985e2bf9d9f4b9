using System.Reflection;

namespace IncidentConsole.Tests.Harness;

/// <summary>A port behind which there is nothing: every list is empty, every search finds nothing.</summary>
public class Nothing : DispatchProxy
{
    public static T Of<T>() where T : class => Create<T, Nothing>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var type = targetMethod!.ReturnType;
        return type == typeof(Task) ? Task.CompletedTask
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)
                ? typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(type.GenericTypeArguments).Invoke(null, [Empty(type.GenericTypeArguments[0])])
            : Empty(type);
    }

    private static object? Empty(Type type) => type switch
    {
        _ when type == typeof(void) => null,
        { IsValueType: true } => Activator.CreateInstance(type),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => Array.CreateInstance(type.GenericTypeArguments[0], 0),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) => Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GenericTypeArguments)),
        _ => null,
    };
}
