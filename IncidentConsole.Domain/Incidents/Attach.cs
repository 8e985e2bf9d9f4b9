using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Adds a link or a stored image to an entry.</summary>
/// <param name="ToVersion">Version of the entry in its stream.</param>
/// <param name="Target">URL of a link (http, https or mailto), or id of a stored image.</param>
public sealed record Attach(int ToVersion, AttachmentKind Kind, string Target, string? Caption = null) : IncidentIntent, IEntryIntent
{
    private const int LongestTarget = 2_000;

    int IEntryIntent.Version => ToVersion;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.Entry(situation, ToVersion)
            ?? Guard.Text(Target, "There is nothing to attach. Give a link.", LongestTarget)
            ?? (Kind == AttachmentKind.Link || IsUrl(Target) ? SafeLink.Check(Target) : StoredImage())
            ?? Guard.NotTooLong(Caption);
        return refusal.Then(() => Decision.Accept(situation.Now, new AttachmentAdded(ToVersion, Kind, Target.Trim(), Prose.From(Caption))));
    }

    private static bool IsUrl(string target) => target.Contains(':', StringComparison.Ordinal);

    private Refusal? StoredImage() =>
        Target.Trim().All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? null : Guard.Invalid("This is no stored image. Upload it, or give a link.");
}

/// <summary>Which links people may put where others click them: nothing that runs in the browser.</summary>
internal static class SafeLink
{
    public static Refusal? Check(string target) =>
        Uri.TryCreate(target.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto"
            ? null
            : Guard.Invalid("Only links that begin with https://, http:// or mailto: can be used here.");
}
