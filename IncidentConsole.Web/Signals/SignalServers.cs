using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Signals;

/// <summary>
/// How each monitored server is asked: with which credential, believing which certificate. From the data sources in the settings, else from
/// the machine's configuration. Looked up anew every two seconds, so that a change counts at once.
/// </summary>
public sealed class SignalServers(IDataSources sources, IOptions<SignalOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(DataSourceTrust Trust, string? Authority), HttpClient> clients = new();
    private (DateTimeOffset At, IReadOnlyList<SignalServer> All)? known;

    public async Task<SignalServer> ForAsync(Uri address, CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        return all.Where(server => server.Source!.Covers(address)).MaxBy(server => server.Source!.Server.AbsoluteUri.Length)
            ?? new SignalServer(null, OfConfiguration(address), Client(DataSourceTrust.System, null), null);
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    private async Task<IReadOnlyList<SignalServer>> AllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known is { } last && now - last.At < Fresh)
        {
            return last.All;
        }

        List<SignalServer> all = [];
        foreach (var source in await sources.AllAsync(cancellationToken))
        {
            var secret = source.HasSecret ? await sources.SecretAsync(source.Id, cancellationToken) : null;
            var problem = source.SignIn != DataSourceSignIn.None && secret is null
                ? $"The {(source.SignIn == DataSourceSignIn.Bearer ? "token" : "password")} of the data source \"{source.Name}\" can't be read any more: give it again under Settings, Data sources."
                : null;
            all.Add(new SignalServer(source, Credential(source, secret), Client(source.Trust, source.Authority), problem));
        }

        known = (now, all);
        return all;
    }

    private static AuthenticationHeaderValue? Credential(DataSource source, string? secret) => source.SignIn switch
    {
        DataSourceSignIn.None => null,
        DataSourceSignIn.Bearer => new("Bearer", secret),
        DataSourceSignIn.Basic => Basic(source.UserName, secret),
    };

    private AuthenticationHeaderValue? OfConfiguration(Uri address) => options.Value.Credentials.FirstOrDefault(one => one.Server is { } server && Folder(server).IsBaseOf(address)) switch
    {
        { Bearer: { Length: > 0 } bearer } => new("Bearer", bearer),
        { UserName: { Length: > 0 } user, Password: var password } => Basic(user, password),
        _ => null,
    };

    private static AuthenticationHeaderValue Basic(string? user, string? password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    private static Uri Folder(Uri server) => server.AbsolutePath.EndsWith('/') ? server : new UriBuilder(server) { Path = $"{server.AbsolutePath}/" }.Uri;

    private HttpClient Client(DataSourceTrust trust, string? authority) => clients.GetOrAdd((trust, authority), key => Create(key.Trust, key.Authority));

    private static HttpClient Create(DataSourceTrust trust, string? authority)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,   // a redirect could lead to another scheme or an inner address
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            SslOptions = Certificates(trust, authority),
        })
        { Timeout = Timeout.InfiniteTimeSpan };   // the limit of each request covers the body too
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("IncidentConsole", "1"));
        return client;
    }

    private static SslClientAuthenticationOptions Certificates(DataSourceTrust trust, string? authority)
    {
        switch (trust)
        {
            case DataSourceTrust.System:
                return new();
            case DataSourceTrust.Authority:
                var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };   // an inner authority has no list on the web
                policy.CustomTrustStore.AddRange(new DataSource("", "", new Uri("https://none/"), DataSourceSignIn.None, null, false, trust, authority).Certificates());
                return new() { CertificateChainPolicy = policy };
            case DataSourceTrust.Unverified:
                return new() { RemoteCertificateValidationCallback = (_, _, _, _) => true };   // an administrator chose it, and the settings say so
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}

/// <param name="Source">Null where nothing is set for the server.</param>
/// <param name="Problem">Why it cannot be asked, a sentence; null when it can.</param>
public sealed record SignalServer(DataSource? Source, AuthenticationHeaderValue? Credential, HttpClient Client, string? Problem);
