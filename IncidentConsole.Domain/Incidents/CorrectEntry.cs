using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Corrects the text of an earlier entry; both stay in the log. Its author may, and whoever has the right to command.</summary>
/// <param name="Version">Version of the entry in its stream.</param>
public sealed record CorrectEntry(int Version, string Text) : IncidentIntent, IEntryIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.Entry(situation, Version)
            ?? Guard.Text(Text, "The correction is empty. Write the text as it should read; to delete a text, ask an Administrator to redact it.");
        return refusal.Then(() => Correct(incident, situation, situation.Entry!));
    }

    private Decision Correct(Incident incident, Situation situation, RecordedEvent entry)
    {
        if (TextOf(entry.Event) is not { } text)
        {
            return new Decision.Refused(Guard.Invalid(entry.Event is UpdatePosted or UpdateWentOut
                ? "What the public was told is not corrected after the fact. Post another update."
                : "This entry has no text to correct. Add a note instead."));
        }

        var refusal = text.IsRedacted ? Guard.Conflict("This text was redacted. Add a note instead.") : null;
        refusal ??= entry.Actor.Id == situation.Actor.Id || MayFor(incident, situation)
            ? null
            : Guard.Forbidden($"Only {entry.Actor.Name}, who wrote it, or a Commander can correct this. Ask them, or add a note.");
        return refusal.Then(() => text.Text == Text.Trim() ? Decision.Nothing : Decision.Accept(situation.Now, new EntryCorrected(Version, new Prose(Text.Trim()))));
    }

    private static bool MayFor(Incident incident, Situation situation) =>
        RightsTable.Allows(situation.Role, Right.Command)
        || incident.Holds(IncidentRole.Commander, situation.Actor.Id)
        || incident.Holds(IncidentRole.Deputy, situation.Actor.Id);

    // Titles, summaries, impact and postmortem text have verbs of their own.
    private static Prose? TextOf(DomainEvent happened) => happened switch
    {
        NoteAdded e => e.Text,
        ActionConfirmed e => e.Result,
        IncidentResolved e => e.Notes,
        HandOverProposed e => e.Brief,
        AttachmentAdded e => e.Caption,
        _ => null,
    };
}
