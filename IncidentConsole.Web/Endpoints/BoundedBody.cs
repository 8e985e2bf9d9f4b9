namespace IncidentConsole.Web.Endpoints;

/// <summary>Reads a body into memory, never more than its limit, whatever its headers say.</summary>
internal static class BoundedBody
{
    /// <param name="advice">What the sender can do about it.</param>
    /// <exception cref="BadHttpRequestException">413.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext http, int largest, string? advice = null)
    {
        if (http.Request.ContentLength > largest)
        {
            throw TooLarge(largest, advice);
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(chunk, http.RequestAborted) is > 0 and var read)
        {
            if (buffer.Length + read > largest)
            {
                throw TooLarge(largest, advice);
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static BadHttpRequestException TooLarge(int largest, string? advice) => new($"The body is over {largest / 1024} KB{(advice is null ? "." : $": {advice}")}", StatusCodes.Status413PayloadTooLarge);
}
