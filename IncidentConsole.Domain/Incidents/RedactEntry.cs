using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Deletes the texts of an entry and of its corrections in every place that holds them. Administrators only, with a reason that stays.</summary>
/// <param name="Version">Version of the entry in its stream.</param>
public sealed record RedactEntry(int Version) : IncidentIntent, IEntryIntent
{
    public override Right Right => Right.Administer;

    public override Decision Decide(Incident incident, Situation situation) => Guard.Entry(situation, Version).Then(() =>
    {
        var texts = TextsOf(situation.Entry!).ToList();
        if (texts.Count == 0)
        {
            return new Decision.Refused(Guard.Invalid("This entry has no text to redact."));
        }

        return texts.TrueForAll(text => text.IsRedacted)
            ? Decision.Nothing
            : Guard.Reason(situation, "Say why this text is deleted. The reason stays in the log, so keep out of it what must go.")
                .Then(() => Decision.Accept(situation.Now, new EntryRedacted(Version)));
    });

    // By reflection, so that no event with text is ever forgotten; redacting is rare.
    private static IEnumerable<Prose> TextsOf(RecordedEvent entry) =>
        entry.Event.GetType().GetProperties().Where(property => property.PropertyType == typeof(Prose))
            .Select(property => property.GetValue(entry.Event)).OfType<Prose>()
            .Concat(entry.Reason is { } reason ? [reason] : []);
}
