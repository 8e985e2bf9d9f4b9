using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.RateLimiting;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Signals.Senders;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary>Who may bring something in, and how often: asked before a body is read.</summary>
internal sealed class SenderDoor(IIntegrations integrations, IApiKeys keys, AlertReceiver receiver)
{
    private static readonly TimeSpan ToldEvery = TimeSpan.FromMinutes(1);

    private readonly RateGate<(string Id, int PerSecond)> limits = new(of => new TokenBucketRateLimiter(new()
    {
        TokenLimit = of.PerSecond,
        TokensPerPeriod = Math.Max(1, of.PerSecond / 5),
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(of.PerSecond < 5 ? 1_000 / of.PerSecond : 200),
        QueueLimit = 0,
        AutoReplenishment = false,
    }));
    private readonly ConcurrentDictionary<string, TurnedAway> turnedAway = new(StringComparer.Ordinal);

    /// <summary>From the header, in any of the ways senders know: Bearer, GenieKey, or the password of Basic.</summary>
    public static string? KeyOf(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        var (scheme, rest) = space < 0 ? ("", header.Trim()) : (header[..space], header[(space + 1)..].Trim());
        return rest.Length == 0 ? null
            : scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? PasswordOf(rest)
            : rest;
    }

    /// <param name="key">Null where none was sent.</param>
    /// <param name="takes">What this address is for.</param>
    /// <remarks>Over its limit a sender waits, as 429 says; Alertmanager drops whatever a 4xx answers and repeats after a 503, so it gets that.</remarks>
    public async Task<DoorAnswer> AskAsync(string? key, Predicate<IntegrationKind> takes, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(key))
        {
            return new(null, StatusCodes.Status401Unauthorized, "No key came with this request. Send the key of an integration (Settings, Integrations) as a bearer token or at the end of the address.");
        }

        if (await integrations.FindByKeyAsync(key, cancellationToken) is { } integration)
        {
            if (!takes(integration.Kind))
            {
                return new(null, StatusCodes.Status403Forbidden, $"This key is for {integration.Kind}, and this address for something else. Look at the integration's page for its address.");
            }

            var waits = limits.Ask((integration.Id, integration.PerSecond));
            await TellAsync(integration, waits is not null, cancellationToken);
            return waits is { } wait
                    ? new(null, integration.Kind == IntegrationKind.Alertmanager ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status429TooManyRequests, $"More than {integration.PerSecond} a second from this sender. Try again in {wait} s.", wait)
                : new(Sender.Of(integration), StatusCodes.Status200OK, "");
        }

        return await keys.FindBySecretAsync(key, cancellationToken) switch
        {
            { IsRevoked: false } found when RightsTable.Allows(found.Role, Right.Respond) => new(Sender.Of(found), StatusCodes.Status200OK, ""),
            { IsRevoked: false } => new(null, StatusCodes.Status403Forbidden, "The role of this API key does not allow this."),
            _ => new(null, StatusCodes.Status401Unauthorized, "The key is unknown or revoked."),
        };
    }

    /// <summary>In the log of its deliveries, at most once a minute: how many were asked to wait. The last ones of a storm are told when the sender knocks again.</summary>
    private async Task TellAsync(Integration integration, bool isRefused, CancellationToken cancellationToken)
    {
        if (!isRefused && !turnedAway.ContainsKey(integration.Id))
        {
            return;
        }

        var told = turnedAway.GetOrAdd(integration.Id, _ => new());
        int count;
        lock (told)
        {
            told.Count += isRefused ? 1 : 0;
            if (told.Count == 0 || receiver.Now - told.ToldAt < ToldEvery)
            {
                return;
            }

            (count, told.Count, told.ToldAt) = (told.Count, 0, receiver.Now);
        }

        var words = string.Create(CultureInfo.InvariantCulture, $"{(count == 1 ? "1 delivery was" : $"{count} deliveries were")} asked to wait: more than {integration.PerSecond} a second came. The sender tries again.");
        await receiver.KeepAsync(Sender.Of(integration), integration.Kind, ReadOnlyMemory<byte>.Empty, null, words, cancellationToken);
    }

    private sealed class TurnedAway
    {
        public int Count { get; set; }

        public DateTimeOffset ToldAt { get; set; } = DateTimeOffset.MinValue;
    }

    private static string? PasswordOf(string basic)
    {
        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64String(basic, bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes[..length]);
        return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}

/// <param name="Sender">Null when it may not.</param>
/// <param name="Words">Why not.</param>
/// <param name="RetryAfter">Seconds.</param>
internal sealed record DoorAnswer(Sender? Sender, int Status, string Words, int? RetryAfter = null);
