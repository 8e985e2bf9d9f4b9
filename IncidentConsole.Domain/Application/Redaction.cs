using System.Reflection;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application;

/// <summary>What a stream looks like once the texts of some entries are gone.</summary>
internal static class Redaction
{
    /// <summary>The entry with every later correction of it, and what was attached to it.</summary>
    public static IReadOnlyList<int> VersionsOf(IReadOnlyList<RecordedEvent> stream, int version) =>
        [version, .. stream.Where(recorded => recorded.Event is EntryCorrected correction && correction.OfVersion == version || IsAttachedTo(recorded, version) || IsMailOf(stream, recorded, version)).Select(recorded => recorded.Version)];

    public static IReadOnlyList<string> ImagesOf(IReadOnlyList<RecordedEvent> stream, IReadOnlyCollection<int> versions) =>
        [.. stream.Where(recorded => versions.Contains(recorded.Version)).Select(recorded => recorded.Event).OfType<AttachmentAdded>().Where(added => added.Kind == AttachmentKind.Image).Select(added => added.Target)];

    private static bool IsAttachedTo(RecordedEvent recorded, int version) => recorded.Event is AttachmentAdded added && added.ToVersion == version;

    public static IEnumerable<RecordedEvent> Blank(IReadOnlyList<RecordedEvent> stream, IReadOnlyCollection<int> versions) =>
        stream.Select(recorded => versions.Contains(recorded.Version)
            ? recorded with { Event = Blank(recorded.Event), Reason = recorded.Reason is null ? null : Prose.Redacted }
            : recorded);

    private static bool IsMailOf(IReadOnlyList<RecordedEvent> stream, RecordedEvent recorded, int version) =>
        recorded.Event is UpdateMailWritten mail && stream.Any(posted => posted.Version == version && posted.Event is UpdatePosted update && update.Number == mail.Number);

    // Rare, so reflection over the event's Prose properties is dearer than nothing but a second list of them to keep.
    private static DomainEvent Blank(DomainEvent happened)
    {
        var copy = (DomainEvent)happened.GetType().GetMethod("<Clone>$")!.Invoke(happened, null)!;
        foreach (var property in happened.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(Prose)))
        {
            if (property.GetValue(copy) is not null)
            {
                property.SetValue(copy, Prose.Redacted);
            }
        }

        return copy;
    }
}
