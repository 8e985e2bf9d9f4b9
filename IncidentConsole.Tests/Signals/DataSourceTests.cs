using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Tests.Signals;

/// <summary>How a data source is asked: its credential, its certificate, its address.</summary>
public sealed class DataSourceTests
{
    private const string Answer = """{"status":"success","data":{"resultType":"scalar","result":[1,"7"]}}""";

    [Fact]
    public async Task A_credential_of_the_settings_goes_to_its_server_and_path_only()
    {
        List<string> seen = [];
        await using var server = await StubServer.StartAsync(http =>
        {
            seen.Add($"{http.Request.Path} {http.Request.Headers.Authorization}");
            return http.Response.WriteAsync(Answer, http.RequestAborted);
        });
        var sources = new MemoryDataSources();
        sources.All.Add((Source(new Uri(server.Address, "prom")) with { SignIn = DataSourceSignIn.Bearer, HasSecret = true }, "outer"));
        sources.All.Add((Source(new Uri(server.Address, "prom/inner/")) with { Id = "2", SignIn = DataSourceSignIn.Basic, UserName = "me", HasSecret = true }, "pässword"));
        var reader = SignalTestKit.Reader(sources: sources);
        foreach (var path in new[] { "prom", "prom/inner", "promote", "" })
        {
            Assert.Equal(7, await reader.ValueAsync(new PromQlSource(new Uri(server.Address, path), "up")));
        }

        Assert.Equal(["/prom/api/v1/query Bearer outer", "/prom/inner/api/v1/query Basic bWU6cMOkc3N3b3Jk", "/promote/api/v1/query ", "/api/v1/query "], seen);
    }

    [Theory]
    [InlineData(401, "Prometheus answered 401 Unauthorized: it does not accept the credential of \"Inner\" under Settings, Data sources.")]
    [InlineData(403, "Prometheus answered 403 Forbidden: the credential of \"Inner\" is known, but may not ask this.")]
    public async Task A_credential_that_is_not_accepted_is_named(int status, string words)
    {
        await using var server = await StubServer.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        var sources = new MemoryDataSources();
        sources.All.Add((Source(server.Address) with { Name = "Inner", SignIn = DataSourceSignIn.Bearer, HasSecret = true }, "old"));
        Assert.Equal(words, await SignalTestKit.Reader(sources: sources).WhyNotAsync(new PromQlSource(server.Address, "up")));
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_any_more_is_said_and_nothing_is_sent()
    {
        await using var server = await StubServer.StartAsync(_ => throw new InvalidOperationException("must not be asked"));
        var sources = new MemoryDataSources();
        sources.All.Add((Source(server.Address) with { SignIn = DataSourceSignIn.Bearer, HasSecret = true }, null));
        Assert.Contains("give it again under Settings, Data sources", await SignalTestKit.Reader(sources: sources).WhyNotAsync(new PromQlSource(server.Address, "up")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_believed_as_chosen_and_not_otherwise()
    {
        using var authority = Authority();
        using var certificate = SignedBy(authority);
        await using var server = await HttpsAsync(certificate);
        var address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        Assert.Contains("signed by nobody this machine knows", await ReadAsync(null), StringComparison.Ordinal);
        Assert.Equal("7", await ReadAsync(Source(address) with { Trust = DataSourceTrust.Authority, Authority = authority.ExportCertificatePem() }));
        Assert.Equal("7", await ReadAsync(Source(address) with { Trust = DataSourceTrust.Unverified }));
        using var other = Authority();
        Assert.Contains("signed by nobody", await ReadAsync(Source(address) with { Trust = DataSourceTrust.Authority, Authority = other.ExportCertificatePem() }), StringComparison.Ordinal);

        async Task<string> ReadAsync(DataSource? source)
        {
            var sources = new MemoryDataSources();
            sources.All.AddRange(source is null ? [] : [(source, null)]);
            var read = await SignalTestKit.Reader(sources: sources).ReadAsync(new PromQlSource(address, "up"));
            return read is SignalRead { Values: [{ Sample.Value: { } value }] } ? $"{value}" : ((SignalNotRead)read).Why;
        }
    }

    [Theory]
    [InlineData("http://p/", "http://p/api/v1/query", true)]
    [InlineData("http://p/prom", "http://p/prom", true)]
    [InlineData("http://p/prom", "http://p/prom/api", true)]
    [InlineData("http://p/prom/", "http://p/prom/api", true)]
    [InlineData("http://p/prom", "http://p/promote", false)]
    [InlineData("http://p/", "https://p/", false)]
    [InlineData("http://p:9090/", "http://p/", false)]
    [InlineData("http://p/", "http://p.evil.example/", false)]
    public void An_address_is_covered_or_not(string server, string address, bool covered) => Assert.Equal(covered, Source(new Uri(server)).Covers(new Uri(address)));

    [Fact]
    public void What_is_wrong_is_said_in_words()
    {
        var source = Source(new Uri("https://p/"));
        Assert.Null(source.Problem(null));
        Assert.Equal("Give the token.", (source with { SignIn = DataSourceSignIn.Bearer }).Problem(null));
        Assert.Null((source with { SignIn = DataSourceSignIn.Bearer }).Problem("t"));
        Assert.Equal("Give the user name.", (source with { SignIn = DataSourceSignIn.Basic }).Problem("p"));
        Assert.Contains("one line", (source with { SignIn = DataSourceSignIn.Bearer }).Problem("a\r\nX: b"), StringComparison.Ordinal);
        Assert.Contains("no certificate to believe", (source with { Server = new Uri("http://p/"), Trust = DataSourceTrust.Unverified }).Problem(null), StringComparison.Ordinal);
        Assert.Contains("That is no certificate", (source with { Trust = DataSourceTrust.Authority, Authority = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" }).Problem(null), StringComparison.Ordinal);
        Assert.Contains("Leave user name and password out", (source with { Server = new Uri("https://me:secret@p/") }).Problem(null), StringComparison.Ordinal);
    }

    internal static DataSource Source(Uri server) => new("1", "Prometheus", server, DataSourceSignIn.None, null, false, DataSourceTrust.System, null);

    internal static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Inner authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    private static X509Certificate2 SignedBy(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var bare = request.Create(authority, now.AddHours(-1), now.AddDays(1), [1, 2, 3, 4]);
        using var withKey = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    private static async Task<WebApplication> HttpsAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        app.Run(http => http.Response.WriteAsync(Answer, http.RequestAborted));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
