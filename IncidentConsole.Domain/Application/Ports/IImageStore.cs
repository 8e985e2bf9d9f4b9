using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Images attached to entries. They live in the store, belong to one incident, and go when their entry is redacted.</summary>
public interface IImageStore
{
    /// <param name="bytes">A PNG, JPEG, GIF or WebP file, at most <see cref="StoredImage.Largest"/> bytes.</param>
    /// <returns>Its id, for <c>Attach</c>.</returns>
    Task<string> SaveAsync(IncidentId incident, string contentType, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Null when this incident has no such image.</summary>
    Task<StoredImage?> FindAsync(IncidentId incident, string id, CancellationToken cancellationToken);
}

public sealed record StoredImage(string ContentType, byte[] Bytes)
{
    /// <summary>5 MB.</summary>
    public const int Largest = 5 * 1024 * 1024;

    /// <summary>The type of an image by its first bytes, whatever its name says; null for anything else (SVG can run scripts, so it is none).</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
