using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IncidentConsole.Domain.Metrics;

/// <summary>
/// A server that signals are read from, and how it is asked: what it is shown as a credential, and when its certificate is believed. It counts for every
/// signal whose address lies at or below <paramref name="Server"/>; among several the longest address. The secret itself is never part of it.
/// </summary>
/// <param name="Name">For people.</param>
/// <param name="UserName">For <see cref="DataSourceSignIn.Basic"/>.</param>
/// <param name="HasSecret">A token or password is kept.</param>
/// <param name="Authority">Certificates in PEM form, for <see cref="DataSourceTrust.Authority"/>.</param>
public sealed record DataSource(string Id, string Name, Uri Server, DataSourceSignIn SignIn, string? UserName, bool HasSecret, DataSourceTrust Trust, string? Authority)
{
    private const int LongestName = 80;
    private const int LongestAuthority = 64 * 1024;

    /// <summary>True for the server itself and everything below its path; <c>/prom</c> is not above <c>/promote</c>.</summary>
    public bool Covers(Uri address) =>
        address.Scheme == Server.Scheme && address.Authority.Equals(Server.Authority, StringComparison.OrdinalIgnoreCase)
        && (address.AbsolutePath == Server.AbsolutePath || address.AbsolutePath.StartsWith($"{Server.AbsolutePath.TrimEnd('/')}/", StringComparison.Ordinal));

    /// <summary>A query that every Prometheus can answer; another kind of server says so in its answer.</summary>
    public static Signal Try(Uri server) =>
        new("try", "try", "Try", "", new PromQlSource(server, "vector(1)"), GoodDirection.High, 0, [], null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

    /// <summary>What is wrong with it, in words that say what to change; null when nothing is.</summary>
    /// <param name="secret">What was typed; null keeps the one there is.</param>
    public string? Problem(string? secret)
    {
        var hasSecret = HasSecret || !string.IsNullOrEmpty(secret);
        return string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName ? $"Give the data source a name of at most {LongestName} characters."
            : !Server.IsAbsoluteUri || (Server.Scheme != Uri.UriSchemeHttp && Server.Scheme != Uri.UriSchemeHttps) ? "Give a full address that begins with http:// or https://."
            : Server.UserInfo.Length > 0 ? "Leave user name and password out of the address: there are fields for them."
            : SignIn == DataSourceSignIn.Basic && string.IsNullOrWhiteSpace(UserName) ? "Give the user name."
            : SignIn != DataSourceSignIn.None && !hasSecret ? SignIn == DataSourceSignIn.Bearer ? "Give the token." : "Give the password."
            : secret is not null && secret.Any(char.IsControl) ? "A token or password is one line."
            : Trust != DataSourceTrust.System && Server.Scheme == Uri.UriSchemeHttp ? "The address begins with http://: there is no certificate to believe. Begin it with https://, or leave the certificate as it is."
            : Trust == DataSourceTrust.Authority && string.IsNullOrWhiteSpace(Authority) ? "Paste the certificate of the authority."
            : Trust == DataSourceTrust.Authority && Certificates().Count == 0 ? "That is no certificate. Paste it in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----."
            : Authority?.Length > LongestAuthority ? "That is more than a few certificates. Paste the authority's only."
            : null;
    }

    /// <summary>The authorities, empty where there are none or they cannot be read.</summary>
    public X509Certificate2Collection Certificates()
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Authority);
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        return certificates;
    }
}

public enum DataSourceSignIn
{
    None,

    /// <summary><c>Authorization: Bearer</c> with a token.</summary>
    Bearer,

    /// <summary><c>Authorization: Basic</c> with user name and password.</summary>
    Basic,
}

/// <summary>When the certificate of a server is believed.</summary>
public enum DataSourceTrust
{
    /// <summary>As this machine believes it.</summary>
    System,

    /// <summary>When one of the given authorities signed it.</summary>
    Authority,

    /// <summary>Whatever it is. Whoever sits between can read the secret and answer what they like: chosen in words, and said wherever the source is shown.</summary>
    Unverified,
}
