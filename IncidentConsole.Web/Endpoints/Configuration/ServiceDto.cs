using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals;

namespace IncidentConsole.Web.Endpoints.Configuration;

/// <param name="Runbook">Slug of its runbook.</param>
/// <param name="Bindings">Target of the runbook's ladder → e-mail addresses of whom it calls.</param>
/// <param name="OnBreach">What the console does by itself when the metrics are beyond the runbook's limits: nothing, proposes, opens.</param>
/// <param name="Signals">As <see cref="SignalJson"/> writes them, in their order.</param>
internal sealed record ServiceDto(string Slug, string Name, string Runbook, string? OwnerTeam, IReadOnlyDictionary<string, IReadOnlyList<string>> Bindings, IReadOnlyList<JsonElement> Signals, BreachResponse OnBreach)
{
    public static ServiceDto Of(Service service, IEnumerable<Signal> signals, IReadOnlyList<Person> people) => new(
        service.Slug, service.Name, service.RunbookSlug, service.OwnerTeam,
        service.Bindings.ToDictionary(binding => binding.Key, IReadOnlyList<string> (binding) => [.. people.Where(person => binding.Value.Contains(person.Id)).Select(person => person.Email)]),
        [.. signals.Select(signal => JsonSerializer.SerializeToElement(signal, SignalJson.Options))],
        service.OnBreach);
}

/// <summary>What a service is to be; in a change, what is left out stays.</summary>
internal sealed class ServiceRequest
{
    private static readonly Dictionary<string, JsonNode> Defaults = new()
    {
        ["unit"] = "",
        ["good"] = "low",
        ["decimals"] = 0,
        ["thresholds"] = new JsonArray(),
        ["pollEvery"] = "PT5S",
        ["staleAfter"] = "PT30S",
    };

    public string? Slug { get; set; }

    public string? Name { get; set; }

    public string? Runbook { get; set; }

    /// <summary>Empty takes it away.</summary>
    public string? OwnerTeam { get; set; }

    /// <summary>nothing, proposes or opens.</summary>
    public BreachResponse? OnBreach { get; set; }

    public Dictionary<string, string[]>? Bindings { get; set; }

    public JsonElement? Signals { get; set; }

    /// <summary>Null where none were sent. What a signal leaves out: no limits, low is good, read every 5 s, unknown after 30 s.</summary>
    /// <exception cref="BadHttpRequestException">What was sent is no list of signals.</exception>
    public ImmutableArray<Signal>? ReadSignals(string service)
    {
        if (Signals is not { ValueKind: not JsonValueKind.Null } sent)
        {
            return null;
        }

        if (sent.ValueKind != JsonValueKind.Array)
        {
            throw new BadHttpRequestException("signals is a list.");
        }

        return [.. sent.EnumerateArray().Select((element, index) => Read(element, index, service))];
    }

    private static Signal Read(JsonElement element, int index, string service)
    {
        try
        {
            var sent = JsonObject.Create(element) ?? throw new JsonException("it is no object");
            foreach (var (name, value) in Defaults)
            {
                sent.TryAdd(name, value.DeepClone());
            }

            // The value of a multiple is worked out from the budget.
            foreach (var threshold in (sent["thresholds"] as JsonArray)?.OfType<JsonObject>().Where(one => one.ContainsKey("times")) ?? [])
            {
                threshold.TryAdd("value", 0);
            }

            sent["service"] = service;
            return sent.Deserialize<Signal>(SignalJson.Options)!.WithLimits();
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new BadHttpRequestException($"Signal {index + 1} cannot be read: {exception.Message.Split(" Path:", 2)[0]}", exception);
        }
    }
}
