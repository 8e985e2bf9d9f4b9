using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Web.Documents;

/// <summary>
/// Postmortem -> PDF through <c>templates/postmortem.typ</c>: tagged, PDF/UA-1, fonts embedded. Where no embedded font has a
/// letter somebody wrote, the file is made without the standard and says which letters.
/// </summary>
internal sealed partial class TypstDocumentRenderer(TypstWorkerPool workers) : IDocumentRenderer
{
    public const string Standard = "ua-1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 120,
        Encoder = JavaScriptEncoder.Default,   // ASCII only: no line of the protocol can break inside a text
    };

    public async Task<RenderedPdf> RenderAsync(PostmortemDocument document, CancellationToken cancellationToken)
    {
        var sheet = PostmortemSheetBuilder.Build(document);
        var request = JsonSerializer.SerializeToUtf8Bytes(new { template = "postmortem", standard = Standard, data = sheet }, Json);
        var (answer, pdf) = await workers.RenderAsync(request, cancellationToken);
        return new RenderedPdf(pdf, answer.Standard, answer.Dropped is { } reason ? Explain(reason) : null);
    }

    private static string Explain(string reason)
    {
        var letters = MissingGlyph().Matches(reason).Select(match => match.Groups[1].Value).Distinct().Take(20).ToList();
        return letters.Count > 0
            ? $"Exported without PDF/UA-1: no embedded font shows {string.Join(" ", letters)}."
            : $"Exported without PDF/UA-1: {reason}";
    }

    [GeneratedRegex("""the text `\\?"(.+?)\\?"` could not be displayed""")]
    private static partial Regex MissingGlyph();
}
