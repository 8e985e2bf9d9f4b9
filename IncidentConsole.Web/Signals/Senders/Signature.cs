using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>HMAC-SHA256 over the raw body, compared in constant time.</summary>
internal static class Signature
{
    /// <summary>A signed moment may be this far off; an older message may have been recorded and sent again.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <param name="given">Hex, in any case, with or without "sha256=".</param>
    public static bool Fits(string secret, ReadOnlySpan<byte> body, string? given)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        return Same(expected, given);
    }

    /// <summary>Grafana with a timestamp header: over <c>seconds:body</c>.</summary>
    public static bool Fits(string secret, string? seconds, ReadOnlySpan<byte> body, string? given, DateTimeOffset now)
    {
        if (!long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) || (now - DateTimeOffset.FromUnixTimeSeconds(Math.Min(unix, int.MaxValue))).Duration() > Tolerance)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{seconds}:"));
        hash.AppendData(body);
        return Same(hash.GetHashAndReset(), given);
    }

    /// <summary>A secret sent as it is (GitLab).</summary>
    public static bool IsSecret(string secret, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));

    private static bool Same(ReadOnlySpan<byte> expected, string? given)
    {
        const string Prefix = "sha256=";
        var hex = given is null ? "" : given.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? given[Prefix.Length..] : given;
        Span<byte> bytes = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return hex.Length == 2 * HMACSHA256.HashSizeInBytes
            && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(expected, bytes);
    }
}
