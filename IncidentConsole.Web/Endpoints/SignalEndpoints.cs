using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Web.Endpoints;

/// <summary>
/// <c>GET /api/v1/services/{slug}/signals</c>: what each signal says now, with its age. <c>POST /api/v1/signals/{service}/{signal}/samples</c>:
/// samples that programs send, with an API key. What is not known is "unknown", never fine.
/// </summary>
internal static class SignalEndpoints
{
    public static void MapSignals(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1").RequireRateLimiting(RateLimits.Api).DisableAntiforgery().WithTags("Signals");
        group.MapGet("/services/{slug}/signals", ReadAsync).RequireAuthorization(nameof(Right.Read)).WithName("readSignals").Produces<SignalsDto>().ProducesProblem(404);
        group.MapPost("/signals/{service}/{signal}/samples", TakeAsync).RequireAuthorization(nameof(Right.Respond)).WithName("sendSamples")
            .WithSummary("Takes samples of a signal that programs send, whole or not at all").Produces<SamplesTaken>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> ReadAsync(string slug, ICatalog catalog, ISignalCatalog signals, LiveSignals live, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await catalog.FindServiceAsync(slug, cancellationToken) is not { } service)
        {
            return new Refusal(RefusalKind.NotFound, $"There is no service \"{slug}\".").ToProblem();
        }

        var runbook = (await catalog.CurrentRunbookAsync(service.RunbookSlug, cancellationToken) ?? await catalog.DefaultRunbookAsync(cancellationToken)).Runbook;
        var all = await signals.OfServiceAsync(slug, removedToo: false, cancellationToken);
        var now = clock.GetUtcNow();
        var verdict = MetricVerdict.Of(RunbookLimits.Of(runbook, live.Judge(all, now).Signals, now));
        return TypedResults.Json(
            new SignalsDto(slug, now, verdict.State, verdict.Rank, verdict.Rank is { } rank ? runbook.Severities[rank].Label : null, [.. verdict.Signals.Select(one => SignalDto.Of(one, live.Find(one.Signal), runbook, now))]),
            ApiJson.Options);
    }

    private static async Task<IResult> TakeAsync(string service, string signal, ApiBody<SamplesRequest> body, CurrentUser user, HttpContext http, SamplePush push)
    {
        if (user.KeyId is null)
        {
            return TypedResults.Problem("Samples come from programs: send them with an API key.", statusCode: StatusCodes.Status403Forbidden);
        }

        try
        {
            var samples = body.Value.Read();
            return await push.TakeAsync(service, signal, samples, http.RequestAborted) is { } refusal ? refusal.ToProblem() : TypedResults.Json(new SamplesTaken(samples.Count), ApiJson.Options);
        }
        catch (StoreBusyException busy)
        {
            http.Response.Headers.RetryAfter = "5";
            return TypedResults.Problem(busy.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}

/// <summary>Each series in the order of time.</summary>
internal sealed class SamplesRequest
{
    public List<SampleRequest?>? Samples { get; set; }

    /// <exception cref="BadHttpRequestException">A sample or a time that is none.</exception>
    public IReadOnlyList<PushedSample> Read() => [.. (Samples ?? []).Select((one, index) => one is null
        ? throw new BadHttpRequestException($"Sample {index + 1} is null: write it like {{\"value\":850}}.")
        : new PushedSample(one.ReadAt(index), one.Value, one.Series ?? ""))];
}

internal sealed class SampleRequest
{
    /// <summary>RFC 3339, or unix seconds; left out for now.</summary>
    public JsonElement? At { get; set; }

    /// <summary>Null where nothing could be measured; said all the same, so that a misspelt script is not taken for one that measures nothing.</summary>
    [JsonRequired]
    public double? Value { get; set; }

    public string? Series { get; set; }

    public DateTimeOffset? ReadAt(int index)
    {
        const double First = -62_135_596_800, Last = 253_402_300_799;
        return At switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.String } text when DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => at,
            { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var seconds) && seconds is >= First and <= Last => DateTimeOffset.UnixEpoch.AddSeconds(seconds),
            _ => throw new BadHttpRequestException($"Sample {index + 1}: \"at\" is a time like 2026-01-31T03:15:00Z, or unix seconds."),
        };
    }
}

internal sealed record SamplesTaken(int Samples);

/// <summary>What the metrics of a service say now. Times are UTC.</summary>
/// <param name="State">breached, withinLimits, or unknown: nothing is crossed and something is not known, or nothing has a limit.</param>
/// <param name="Rank">Worst rank whose limit is crossed; null when none is.</param>
internal sealed record SignalsDto(string Service, DateTimeOffset At, SignalState State, int? Rank, string? Level, IReadOnlyList<SignalDto> Signals);

/// <param name="State">By its own limits and the runbook's; unknown also where the last value is older than the signal allows, null where it is known and nothing limits it.</param>
/// <param name="Value">The last one, in <paramref name="Unit"/>, however old; null when there never was one.</param>
/// <param name="AgeSeconds">Of that value.</param>
/// <param name="OfBudget">How many times the budget it is; null where the signal has none.</param>
/// <param name="Failure">Why the last reading brought nothing.</param>
/// <param name="Notes">What the source warned of.</param>
internal sealed record SignalDto(
    string Id, string Title, string Unit, SignalState? State, double? Value, DateTimeOffset? ValueAt, double? AgeSeconds, int? Rank, string? Level, double? Limit, double? OfBudget,
    string? Failure, IReadOnlyList<string> Notes)
{
    public static SignalDto Of(SignalVerdict verdict, LatestReading? reading, Domain.Runbooks.Runbook runbook, DateTimeOffset now) => new(
        verdict.Signal.Id, verdict.Signal.Title, verdict.Signal.Unit,
        verdict is { State: SignalState.WithinLimits, Signal.Thresholds.Count: 0 } ? null : verdict.State, verdict.Latest?.Value, verdict.Latest?.At,
        verdict.Latest is { } latest ? Math.Round((now - latest.At).TotalSeconds, 1) : null,
        verdict.Crossed?.Rank, verdict.Crossed is { } crossed ? runbook.Severities[crossed.Rank].Label : null, verdict.Crossed?.Value,
        verdict.Signal.Budget is { } budget && verdict.Latest?.Value is { } value ? Math.Round(budget.RatioOf(value), 3) : null,
        reading?.Failure, reading?.Notes ?? []);
}
