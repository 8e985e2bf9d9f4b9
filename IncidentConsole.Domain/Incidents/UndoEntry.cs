using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Takes a tick, a status or severity change, or a posted update back within ten seconds. No reason is asked;
/// both entries stay, shown folded. Its author may, and who is in command.
/// </summary>
/// <param name="Version">Version of the entry in its stream.</param>
public sealed record UndoEntry(int Version) : IncidentIntent, IEntryIntent
{
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        Guard.Entry(situation, Version).Then(() => Undo(incident, situation, situation.Entry!));

    private Decision Undo(Incident incident, Situation situation, RecordedEvent entry)
    {
        var isOwn = entry.Actor.Id == situation.Actor.Id;
        var refusal = (isOwn ? null : CommandRule.Check(incident, situation, isUpdate: entry.Event is UpdatePosted or UpdateMailWritten))
            ?? (situation.Now - entry.RecordedAt > Within ? Guard.Conflict("More than ten seconds have passed. Change it the ordinary way, so that everybody sees it.") : null);
        return refusal.Then(() => entry.Event switch
        {
            UpdatePosted e => new WithdrawUpdate(e.Number).Decide(incident, situation),
            UpdateMailWritten e => new WithdrawUpdate(e.Number).Decide(incident, situation),
            ChecklistItemTicked e => Item(incident, situation, e.ItemId),
            ChecklistItemUnticked e => Item(incident, situation, e.ItemId),
            ChecklistItemNotApplicable e => Item(incident, situation, e.ItemId),
            SeverityChanged e => Course(incident, situation, new SeverityChangeUndone(Version, e.From)),
            StatusChanged e => Course(incident, situation, new StatusChangeUndone(Version, e.From)),
            _ => Decision.Refuse(RefusalKind.Invalid, "This cannot be taken back. Do the opposite, or add a note."),
        });
    }

    private Decision Item(Incident incident, Situation situation, string itemId)
    {
        if (incident.Checklist[itemId] is var mark && mark.Version == Version)
        {
            return Guard.NotEnded(incident).Then(() => Decision.Accept(situation.Now, new ChecklistChangeUndone(Version, itemId, mark.Before)));
        }

        return Overtaken(mark.By, situation);
    }

    /// <summary>Only the last turn is taken back: after a resolve, or another change, undoing this one would rewrite what came later.</summary>
    private Decision Course(Incident incident, Situation situation, IncidentEvent undone) =>
        incident.Latest.TryGetValue(Concern.Course, out var last) && last.Version > Version
            ? Overtaken(last.By, situation)
            : Decision.Accept(situation.Now, undone);

    private static Decision Overtaken(Actor by, Situation situation) =>
        by.Id == situation.Actor.Id
            ? Decision.Nothing
            : Decision.Refuse(RefusalKind.Conflict, $"{by.Name} changed this since. Look again, then change it the ordinary way.");
}
