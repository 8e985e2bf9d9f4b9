using System.IO.Compression;

namespace IncidentConsole.Web.Endpoints;

/// <summary>Reads a body into memory, unpacked where it is compressed, never more than its limit, whatever its headers say.</summary>
internal static class BoundedBody
{
    /// <param name="advice">What the sender can do about it.</param>
    /// <exception cref="BadHttpRequestException">413; 415 or 400 where it cannot be unpacked.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext http, int largest, string? advice = null)
    {
        if (http.Request.ContentLength > largest)
        {
            throw TooLarge(largest, advice);
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        var body = Unpacked(http.Request);
        try
        {
            while (await body.ReadAsync(chunk, http.RequestAborted) is > 0 and var read)
            {
                if (buffer.Length + read > largest)
                {
                    throw TooLarge(largest, advice);
                }

                buffer.Write(chunk, 0, read);
            }
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException("The body is not compressed the way its Content-Encoding says.", StatusCodes.Status400BadRequest, e);
        }
        finally
        {
            if (body != http.Request.Body)
            {
                await body.DisposeAsync();
            }
        }

        return buffer.ToArray();
    }

    private static Stream Unpacked(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => request.Body,
        "gzip" or "x-gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        "br" => new BrotliStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        var other => throw new BadHttpRequestException($"A body compressed with \"{other}\" is not understood here. Send it with gzip, or as it is.", StatusCodes.Status415UnsupportedMediaType),
    };

    private static BadHttpRequestException TooLarge(int largest, string? advice) => new($"The body is over {largest / 1024} KB{(advice is null ? "." : $": {advice}")}", StatusCodes.Status413PayloadTooLarge);
}
