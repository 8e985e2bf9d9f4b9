using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace IncidentConsole.Web.StatusPage;

/// <summary>One page, ready to be sent: the bytes in three encodings, each with its ETag. Immutable; a change makes a new one.</summary>
internal sealed class StatusBytes
{
    /// <summary>Stands in the markup where the version belongs, which is the hash of everything else.</summary>
    public const string VersionMark = "@version@";

    private StatusBytes(string version, byte[] raw)
    {
        Version = version;
        Plain = Encoding(raw, "", default);
        Gzip = Encoding(Compress(raw, output => new GZipStream(output, CompressionLevel.SmallestSize)), "-gz", "gzip");
        Brotli = Encoding(Compress(raw, output => new BrotliStream(output, CompressionLevel.SmallestSize)), "-br", "br");
    }

    /// <summary>Hash of the content: equal versions are equal pages.</summary>
    public string Version { get; }

    public EncodedPage Plain { get; }

    public EncodedPage Gzip { get; }

    public EncodedPage Brotli { get; }

    /// <param name="before">What stands; given back where the page says the same, because packing it costs far more than writing it.</param>
    public static StatusBytes Of(string html, StatusBytes? before = null)
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(html)))[..16];
        return before?.Version == version ? before : new StatusBytes(version, System.Text.Encoding.UTF8.GetBytes(html.Replace(VersionMark, version, StringComparison.Ordinal)));
    }

    /// <summary>The smallest encoding the reader takes.</summary>
    public EncodedPage For(StringValues acceptEncoding)
    {
        var accepted = acceptEncoding.ToString();
        return Takes(accepted, "br") ? Brotli : Takes(accepted, "gzip") ? Gzip : Plain;
    }

    /// <summary>True where the reader holds this page already, in whatever encoding.</summary>
    public bool IsHeld(StringValues ifNoneMatch) => ifNoneMatch.Count > 0 && (ifNoneMatch.ToString() is var tags) && (tags.Contains(Version, StringComparison.Ordinal) || tags == "*");

    // "gzip;q=0" is a refusal; other weights are preferences between encodings that are all small.
    private static bool Takes(string accepted, string coding)
    {
        var at = accepted.IndexOf(coding, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return false;
        }

        var rest = accepted.AsSpan(at + coding.Length);
        var end = rest.IndexOf(',');
        var weight = (end < 0 ? rest : rest[..end]).Trim().TrimStart(';').Trim();
        return weight is not ("q=0" or "q=0.0" or "q=0.00" or "q=0.000");
    }

    private EncodedPage Encoding(byte[] body, string suffix, StringValues contentEncoding) => new(body, $"\"{Version}{suffix}\"", contentEncoding);

    private static byte[] Compress(byte[] raw, Func<Stream, Stream> compressor)
    {
        using var output = new MemoryStream();
        using (var stream = compressor(output))
        {
            stream.Write(raw);
        }

        return output.ToArray();
    }
}

/// <param name="ContentEncoding">Empty for the plain bytes.</param>
internal sealed record EncodedPage(byte[] Body, StringValues ETag, StringValues ContentEncoding);
