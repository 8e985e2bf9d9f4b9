using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentConsole.Web.Endpoints;
using IncidentConsole.Web.Endpoints.Incidents;

namespace IncidentConsole.Web.Cli;

/// <summary>A running console, asked over its API with a key.</summary>
internal sealed class IncidentOverHttp : IIncidentReach
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A newer console may say more than this program knows.</summary>
    private static readonly JsonSerializerOptions Lenient = new(ApiJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    private readonly HttpClient http;

    public IncidentOverHttp(Uri console, string key)
    {
        // A redirect would hand the key on, or end at a sign-in page: what answers one is not the API.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = console, Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    public Task<Reply<StatusDto>> StatusAsync(CancellationToken cancellationToken) => GetAsync<StatusDto>("api/v1/status", cancellationToken);

    public Task<Reply<IncidentDto>> IncidentAsync(int number, CancellationToken cancellationToken) => GetAsync<IncidentDto>(Path(number), cancellationToken);

    public Task<Reply<ProceduresDto>> ProceduresAsync(int number, CancellationToken cancellationToken) => GetAsync<ProceduresDto>(Path(number, "/procedures"), cancellationToken);

    public async Task<Reply<IReadOnlyList<string>>> ServicesAsync(CancellationToken cancellationToken)
    {
        List<string> all = [];
        for (var page = 1; ; page++)
        {
            var reply = await GetAsync<ServicePage>(string.Create(CultureInfo.InvariantCulture, $"api/v1/services?page={page}&pageSize=100"), cancellationToken);
            if (reply.Value is not { } answer)
            {
                return reply.As<IReadOnlyList<string>>();
            }

            all.AddRange(answer.Items.Select(service => service.Slug));
            if (all.Count >= answer.Total || answer.Items.Count == 0)
            {
                return new(all);
            }
        }
    }

    public Task<Reply<DetectionDto>> DetectAsync(string service, CancellationToken cancellationToken) => GetAsync<DetectionDto>($"api/v1/services/{Uri.EscapeDataString(service)}/detect", cancellationToken);

    public Task<Reply<ReferenceDto>> ReferenceAsync(string service, CancellationToken cancellationToken) => GetAsync<ReferenceDto>($"api/v1/services/{Uri.EscapeDataString(service)}/reference", cancellationToken);

    public Task<Reply<ExportDto>> ExportAsync(int number, CancellationToken cancellationToken) => GetAsync<ExportDto>(Path(number, "/export"), cancellationToken);

    public Task<Reply<byte[]>> PdfAsync(int number, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"incidents/{number}/postmortem.pdf"), null, answer => answer.Content.ReadAsByteArrayAsync(cancellationToken)!, cancellationToken);

    public Task<Reply<IncidentDto>> DeclareAsync(DeclareRequest declare, CancellationToken cancellationToken) => PostAsync("api/v1/incidents", declare, cancellationToken);

    public Task<Reply<IncidentDto>> StartAsync(int number, string action, ActionRequest start, CancellationToken cancellationToken) =>
        PostAsync(Path(number, $"/actions/{Uri.EscapeDataString(action)}/start"), start, cancellationToken);

    public Task<Reply<IncidentDto>> ConfirmAsync(int number, string action, ActionRequest confirm, CancellationToken cancellationToken) =>
        PostAsync(Path(number, $"/actions/{Uri.EscapeDataString(action)}/confirm"), confirm, cancellationToken);

    public Task<Reply<SendDto>> SendAsync(int number, string action, SendRequest send, CancellationToken cancellationToken) =>
        PostAsync<SendRequest, SendDto>(Path(number, $"/actions/{Uri.EscapeDataString(action)}/send"), send, cancellationToken);

    public Task<Reply<IncidentDto>> ResolveAsync(int number, ResolveRequest resolve, CancellationToken cancellationToken) => PostAsync(Path(number, "/resolve"), resolve, cancellationToken);

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Path(int number, string rest = "") => string.Create(CultureInfo.InvariantCulture, $"api/v1/incidents/INC-{number}{rest}");

    private Task<Reply<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class => AskAsync(HttpMethod.Get, path, null, answer => answer.Content.ReadFromJsonAsync<T>(Lenient, cancellationToken), cancellationToken);

    private Task<Reply<IncidentDto>> PostAsync<TBody>(string path, TBody body, CancellationToken cancellationToken) => PostAsync<TBody, IncidentDto>(path, body, cancellationToken);

    private Task<Reply<T>> PostAsync<TBody, T>(string path, TBody body, CancellationToken cancellationToken)
        where T : class =>
        AskAsync(HttpMethod.Post, path, JsonContent.Create(body, options: ApiJson.Options), answer => answer.Content.ReadFromJsonAsync<T>(Lenient, cancellationToken), cancellationToken);

    private async Task<Reply<T>> AskAsync<T>(HttpMethod method, string path, HttpContent? body, Func<HttpResponseMessage, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
            using var answer = await http.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode && await read(answer) is { } value ? value : await ProblemAsync<T>(answer, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            return Reply<T>.NotReached($"No console answers at {http.BaseAddress}: {exception.Message} Is its address right (--url)? When its process is dead, ask its store on its machine with --store.");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Reply<T>.NotReached($"The console at {http.BaseAddress} did not answer within {Patience.TotalSeconds:0} s. What was asked may still be done: look before you repeat it.");
        }
        catch (JsonException)
        {
            return Reply<T>.NotReached($"What answers at {http.BaseAddress} is no Incident Console, or another version of it.");
        }
    }

    private async Task<Reply<T>> ProblemAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
        where T : class
    {
        var said = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? await answer.Content.ReadFromJsonAsync<Problem>(Lenient, cancellationToken) : null;
        var words = said?.Detail ?? said?.Title;
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Reply<T>.NotReached(words ?? "This API key is not allowed to do that."),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => Reply<T>.NotReached(words ?? "The console is not ready. Try again in a few seconds."),
            < HttpStatusCode.InternalServerError when words is not null => Reply<T>.Refused(words),
            >= HttpStatusCode.InternalServerError => Reply<T>.NotReached($"The console at {http.BaseAddress} failed ({(int)answer.StatusCode}). Its log says why."),
            _ => Reply<T>.NotReached($"{http.BaseAddress} answered {(int)answer.StatusCode}. Is an Incident Console there?"),
        };
    }

    private sealed record Problem(string? Title, string? Detail);

    private sealed record ServicePage(IReadOnlyList<ServiceName> Items, int Total);

    private sealed record ServiceName(string Slug);
}
