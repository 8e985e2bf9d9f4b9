using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.JSInterop;

namespace IncidentConsole.Web.Hosting;

/// <summary>
/// Each circuit has JSON options of its own, and with them a cache of types. Looking for the nearest known ancestor of a value, the serializer
/// fills it with all thirty interfaces of <see cref="int"/> and those of the framework's own dictionaries, which nothing is ever written as:
/// a fifth of what an open page held.
/// </summary>
internal static class CircuitJson
{
    private static readonly DefaultJsonTypeInfoResolver All = new();

    private static readonly IJsonTypeInfoResolver Lean = new WithoutAncestors();

    public static IServiceCollection AddLeanCircuitJson(this IServiceCollection services)
    {
        var framework = services.Last(service => service.ServiceType == typeof(IJSRuntime)).ImplementationType!;
        return services.Replace(ServiceDescriptor.Scoped<IJSRuntime>(provider =>
        {
            var runtime = (IJSRuntime)ActivatorUtilities.CreateInstance(provider, framework);
            if (runtime is JSRuntime circuit)
            {
                Options(circuit).TypeInfoResolver = Lean;
            }

            return runtime;
        }));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions Options(JSRuntime runtime);

    private sealed class WithoutAncestors : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => IsAncestorOnly(type) ? null : All.GetTypeInfo(type, options);

        private static bool IsAncestorOnly(Type type) => type == typeof(ValueType) || type == typeof(Enum) || (type.IsInterface && type.Namespace switch
        {
            "System" or "System.Numerics" or "System.Runtime.Serialization" or "System.Collections" => true,
            // A dictionary's way of being a sequence of pairs, and the dictionaries of components that a script may start, of which there are none.
            "System.Collections.Generic" => type.GenericTypeArguments is [{ IsGenericType: true } pair] && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
                || type.GenericTypeArguments is [_, { IsArray: true } parameters] && parameters.Namespace == typeof(JSComponentConfigurationStore).Namespace,
            _ => false,
        });
    }
}
