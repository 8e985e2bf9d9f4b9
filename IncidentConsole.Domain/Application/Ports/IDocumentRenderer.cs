using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Turns a postmortem into a file to hand on.</summary>
public interface IDocumentRenderer
{
    /// <summary>Draws the document as PDF.</summary>
    /// <exception cref="DocumentRenderException">The renderer is missing, took too long, or the template failed; the message says which.</exception>
    Task<RenderedPdf> RenderAsync(PostmortemDocument document, CancellationToken cancellationToken);
}

/// <param name="Bytes">The whole file.</param>
/// <param name="Standard">The standard the file keeps, "ua-1", or null when it had to be dropped.</param>
/// <param name="Note">Why the standard was dropped, in words for the reader; null when it was kept.</param>
public sealed record RenderedPdf(ReadOnlyMemory<byte> Bytes, string? Standard, string? Note);

/// <summary>The export failed; the message is plain enough to show.</summary>
public sealed class DocumentRenderException : Exception
{
    public DocumentRenderException() { }

    public DocumentRenderException(string message) : base(message) { }

    public DocumentRenderException(string message, Exception innerException) : base(message, innerException) { }
}
