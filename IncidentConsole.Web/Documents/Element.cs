using System.Text.Json.Serialization;

namespace IncidentConsole.Web.Documents;

/// <summary>One thing the template draws; the kinds are the cases of <c>draw-block</c> and <c>draw-inline</c> in its file.</summary>
internal sealed record Element([property: JsonPropertyName("t")] string Kind)
{
    [JsonPropertyName("s")]
    public string? Text { get; init; }
    [JsonPropertyName("c")]
    public IReadOnlyList<Element>? Children { get; init; }
    public int? Level { get; init; }
    public int? Start { get; init; }
    public string? Url { get; init; }
    public IReadOnlyList<Element>? Items { get; init; }
    /// <summary>Of a task's check box; null elsewhere.</summary>
    public bool? Done { get; init; }
    public IReadOnlyList<string>? Align { get; init; }
    public IReadOnlyList<ElementRow>? Rows { get; init; }

    /// <summary>Drawn across the page.</summary>
    public SheetStrip? Chart { get; init; }

    public static Element Words(string text) => new("text") { Text = text };

    public static Element Paragraph(IReadOnlyList<Element> children) => new("paragraph") { Children = children };
}

internal sealed record ElementRow(bool Head, IReadOnlyList<IReadOnlyList<Element>> Cells);
