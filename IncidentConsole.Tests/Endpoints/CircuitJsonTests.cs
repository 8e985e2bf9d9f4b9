using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IncidentConsole.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>The JSON options of a circuit write what they always wrote and keep no entries for the interfaces of numbers.</summary>
public sealed class CircuitJsonTests
{
    [Fact]
    public async Task A_circuit_writes_numbers_without_their_interfaces()
    {
        await using var app = new ConsoleApp();
        await using var scope = app.Services.CreateAsyncScope();
        var options = Options(Assert.IsAssignableFrom<JSRuntime>(scope.ServiceProvider.GetRequiredService<IJSRuntime>()));

        Assert.Equal("""[7,"seven",{"seven":[7]},null]""", JsonSerializer.Serialize<object?[]>([7, "seven", new Dictionary<string, List<int>> { ["seven"] = [7] }, null], options));
        Assert.Null(options.TypeInfoResolver!.GetTypeInfo(typeof(INumber<int>), options));
        Assert.NotNull(options.TypeInfoResolver.GetTypeInfo(typeof(IReadOnlyList<int>), options));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions Options(JSRuntime runtime);
}
