using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.JSInterop;

namespace IncidentConsole.Web.Hosting;

/// <summary>
/// Each circuit has JSON options of its own, and with them a cache of types. Looking for the nearest known ancestor of a number, the serializer
/// fills it with all thirty interfaces of <see cref="int"/>, which nothing is ever written as: a sixth of what an open page held.
/// </summary>
internal static class CircuitJson
{
    private static readonly DefaultJsonTypeInfoResolver All = new();

    private static readonly IJsonTypeInfoResolver Lean = new WithoutNumerics();

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

    private sealed class WithoutNumerics : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
            type is { IsInterface: true, Namespace: "System" or "System.Numerics" or "System.Runtime.Serialization" } ? null : All.GetTypeInfo(type, options);
    }
}
