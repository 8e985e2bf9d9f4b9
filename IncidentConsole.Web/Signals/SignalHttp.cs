using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Signals;

/// <summary>
/// The one way out to monitored systems: a time limit, a size limit, no redirects (one could lead to another scheme or an inner
/// address), credentials only to the server they belong to. Whatever goes wrong comes back as a sentence.
/// </summary>
public sealed class SignalHttp(SignalServers servers)
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);
    public const int SizeLimitBytes = 16 * 1024 * 1024;

    /// <param name="who">Begins the sentence of a failure: "Prometheus", "The metrics page".</param>
    public async Task<SignalAnswer> SendAsync(HttpRequestMessage request, string who, CancellationToken cancellationToken)
    {
        var address = request.RequestUri ?? throw new ArgumentException("The request has no address.", nameof(request));
        var server = await servers.ForAsync(address, cancellationToken);
        if (server.Problem is { } problem)
        {
            return SignalAnswer.Failed(problem);
        }

        request.Headers.Authorization ??= server.Credential;
        var started = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        try
        {
            using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var elapsed = Stopwatch.GetElapsedTime(started);
            await response.Content.LoadIntoBufferAsync(SizeLimitBytes, limit.Token);
            var body = await response.Content.ReadAsByteArrayAsync(limit.Token);
            return response.Headers.Location is { } there && (int)response.StatusCode is >= 300 and < 400
                ? SignalAnswer.Failed($"{who} at {address.Authority} answered {(int)response.StatusCode} and points to {there}: give that address instead.")
                : new SignalAnswer(response.StatusCode, response.Content.Headers.ContentType, body, elapsed, null) { Credential = request.Headers.Authorization is null ? null : server.Source?.Name ?? "" };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SignalAnswer.Failed(string.Create(CultureInfo.InvariantCulture, $"{who} at {address.Authority} did not answer within {TimeLimit.TotalSeconds} s."));
        }
        catch (HttpRequestException failure)
        {
            return SignalAnswer.Failed($"{who} at {address.Authority} {Words(failure)}.");
        }
        catch (IOException failure)
        {
            return SignalAnswer.Failed($"{who} at {address.Authority} broke off its answer: {failure.Message}");
        }
    }

    private static string Words(string certificate) =>
        new[] { "UntrustedRoot", "PartialChain", "NotSignatureValid" }.Any(error => certificate.Contains(error, StringComparison.Ordinal))
            ? "its certificate is signed by nobody this machine knows. Give its authority under Settings, Data sources"
        : certificate.Contains("RemoteCertificateNameMismatch", StringComparison.Ordinal) ? "its certificate names another host"
        : certificate.Contains("NotTimeValid", StringComparison.Ordinal) ? "its certificate is over, or not valid yet"
        : certificate.TrimEnd('.');

    private static string Words(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "can't be reached: nobody knows that name",
        HttpRequestError.ConnectionError when failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "can't be reached: the connection was refused",
        HttpRequestError.ConnectionError => $"can't be reached: {failure.InnerException?.Message ?? failure.Message}",
        HttpRequestError.SecureConnectionError => $"can't be reached safely: {Words(failure.InnerException?.Message ?? failure.Message)}",
        HttpRequestError.ConfigurationLimitExceeded => $"answered more than {SizeLimitBytes / 1024 / 1024} MB",
        _ => $"did not answer properly: {failure.Message}",
    };
}

/// <summary>An answer, or the sentence that says why there is none.</summary>
/// <param name="Elapsed">From the request to the answer's headers.</param>
public sealed record SignalAnswer(HttpStatusCode Status, MediaTypeHeaderValue? ContentType, ReadOnlyMemory<byte> Body, TimeSpan Elapsed, string? Problem)
{
    public bool IsSuccess => Problem is null && (int)Status is >= 200 and < 300;

    /// <summary>Where it lies that there is no good answer.</summary>
    public SignalFault Fault => Problem is not null ? SignalFault.Unreachable : Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? SignalFault.Refused : SignalFault.Other;

    /// <summary>Name of the data source whose credential was sent; empty for one of the machine's configuration, null for none.</summary>
    public string? Credential { get; init; }

    /// <summary>What the status means for whoever set the address: "401 Unauthorized: give its credentials…".</summary>
    public string Refusal => (Status, Credential) switch
    {
        (not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden), _) => StatusText,
        (_, null) => $"{StatusText}: give its credentials under Settings, Data sources",
        (HttpStatusCode.Unauthorized, "") => $"{StatusText}: it does not accept the credential of the machine's configuration",
        (HttpStatusCode.Unauthorized, var name) => $"{StatusText}: it does not accept the credential of \"{name}\" under Settings, Data sources",
        (_, "") => $"{StatusText}: the credential of the machine's configuration is known, but may not ask this",
        (_, var name) => $"{StatusText}: the credential of \"{name}\" is known, but may not ask this",
    };

    public static SignalAnswer Failed(string problem) => new(0, null, default, default, problem);

    /// <summary>"503 Service Unavailable".</summary>
    public string StatusText => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase((int)Status) is { Length: > 0 } phrase
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)Status} {phrase}")
        : ((int)Status).ToString(CultureInfo.InvariantCulture);
}
