using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IncidentConsole.Web.Store.Accounts;

/// <summary>Secrets made by the console: 256 random bits, kept only as SHA-256, which needs no salt at that length.</summary>
internal static class Secrets
{
    public static string Create(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
