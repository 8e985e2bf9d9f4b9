namespace IncidentConsole.Domain.Kernel;

/// <summary>
/// Free text from people. It never stands in an event's payload: the store keeps it beside the log under a salted hash,
/// so that redaction can delete it while the chain still verifies. <see cref="Text"/> is null once redacted.
/// </summary>
public sealed record Prose(string? Text)
{
    public static Prose Redacted { get; } = new((string?)null);

    public bool IsRedacted => Text is null;

    /// <summary>What people read, also after redaction.</summary>
    public string Shown => Text ?? "[redacted]";

    public static Prose? From(string? text) => string.IsNullOrWhiteSpace(text) ? null : new(text.Trim());

    public override string ToString() => Shown;
}
