using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.Filling;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.HttpActions;

/// <summary>
/// The one way out for actions: http and https, a connection of its own for each send, no redirects, no cookies, no proxy, a time limit over all of it.
/// Credentials of the configuration go only to the server they belong to.
/// </summary>
internal sealed class HttpActionSender : IRequestSender, IDisposable
{
    private readonly HttpActionOptions options;
    private readonly HttpClient client;

    public HttpActionSender(IOptions<HttpActionOptions> options)
    {
        this.options = options.Value;
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,   // one would look names up by itself
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = Way.ConnectAsync,
            PooledConnectionLifetime = TimeSpan.Zero,
        })
        { Timeout = Timeout.InfiniteTimeSpan };   // the limit below covers the body too
    }

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(options.TimeLimitSeconds);

    public IReadOnlyList<string> HeadersOf(FilledRequest request, string sendId)
    {
        using var message = Message(request, sendId);
        return
        [
            $"Host: {request.Address!.Authority}",
            .. message.Headers.Select(header => header.Key == "Authorization" ? $"Authorization: {Secrets.Mask} (of the configuration)" : $"{header.Key}: {string.Join(", ", header.Value)}"),
            .. message.Content is { } content ? content.Headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Append(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Headers.ContentLength}")).Distinct() : [],
        ];
    }

    public async Task<SentRequest> SendAsync(FilledRequest request, string sendId, bool isNamed, CancellationToken cancellationToken)
    {
        var way = new Way(isNamed);
        var started = Stopwatch.GetTimestamp();
        using var message = Message(request, sendId);
        message.Options.Set(Way.Key, way);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        try
        {
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var (body, note) = await ReadAsync(answer, limit.Token, cancellationToken);
            return new(answer.IsSuccessStatusCode ? SendOutcome.Succeeded : SendOutcome.Rejected, (int)answer.StatusCode, Stopwatch.GetElapsedTime(started), AnswerText.Of(answer, body, note));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return way.IsOpen
                ? Failed(SendOutcome.TimedOut, string.Create(CultureInfo.InvariantCulture, $"No answer within {options.TimeLimitSeconds} s. What was asked may have been done."))
                : Failed(SendOutcome.NotReached, string.Create(CultureInfo.InvariantCulture, $"No connection to {request.Address!.Authority} within {options.TimeLimitSeconds} s. Nothing was sent."));
        }
        catch (HttpRequestException failure) when (!way.IsOpen || failure.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return Failed(SendOutcome.NotReached, $"{Words(failure)} Nothing was sent.");
        }
        catch (HttpRequestException failure)
        {
            return Failed(SendOutcome.BrokenOff, $"{request.Address!.Authority} broke off: {failure.Message} What was asked may have been done.");
        }

        SentRequest Failed(SendOutcome outcome, string words) => new(outcome, null, Stopwatch.GetElapsedTime(started), words);
    }

    public void Dispose() => client.Dispose();

    private static string Words(HttpRequestException failure) => failure switch
    {
        { InnerException: ForbiddenAddressException forbidden } => forbidden.Message,
        { HttpRequestError: HttpRequestError.NameResolutionError } or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => "Nobody knows that host name.",
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "The connection was refused: nothing listens there.",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => $"The server could not be trusted: {failure.InnerException?.Message ?? failure.Message}",
        _ => $"It could not be reached: {failure.InnerException?.Message ?? failure.Message}",
    };

    /// <summary>An answer has come: whatever breaks now, its status stands.</summary>
    private async Task<(byte[] Body, string? Note)> ReadAsync(HttpResponseMessage answer, CancellationToken limit, CancellationToken cancellationToken)
    {
        var body = new byte[AnswerText.LargestBody + 1];
        var length = 0;
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(limit);
            int read;
            while (length < body.Length && (read = await stream.ReadAsync(body.AsMemory(length), limit)) > 0)
            {
                length += read;
            }

            return (body[..length], null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (body[..length], string.Create(CultureInfo.InvariantCulture, $"the answer was not whole after {options.TimeLimitSeconds} s"));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return (body[..length], "the answer broke off");
        }
    }

    private HttpRequestMessage Message(FilledRequest request, string sendId)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Address);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("IncidentConsole", "1"));
        if (request.Method != "GET")
        {
            message.Headers.Add("Idempotency-Key", sendId);   // for receivers that can tell a repeat
        }

        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Text));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        message.Headers.Authorization = options.Credentials.FirstOrDefault(one => one.Server is { } server && Folder(server).IsBaseOf(request.Address!)) switch
        {
            { Bearer: { Length: > 0 } bearer } => new("Bearer", bearer),
            { UserName: { Length: > 0 } user } own => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{own.Password}"))),
            _ => null,
        };
        return message;
    }

    private static Uri Folder(Uri server) => server.AbsolutePath.EndsWith('/') ? server : new UriBuilder(server) { Path = $"{server.AbsolutePath}/" }.Uri;
}
