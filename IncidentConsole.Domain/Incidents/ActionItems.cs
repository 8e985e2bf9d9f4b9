using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Adds a follow-up to the postmortem.</summary>
/// <param name="ItemId">Unique within the incident, made at the edge; the same id again adds nothing.</param>
/// <param name="Owner">Account id or e-mail address; null while nobody owns it.</param>
/// <param name="DueOn">Null while not set.</param>
/// <param name="Ticket">URL of a ticket or pull request; null when there is none.</param>
public sealed record AddActionItem(string ItemId, string What, ActionItemKind Kind, string? Owner = null, DateOnly? DueOn = null, string? Ticket = null)
    : IncidentIntent, IPersonIntent
{
    string IPersonIntent.Person => Owner ?? "";

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Postmortem.ActionItems.Exists(item => item.ItemId == ItemId))
        {
            return Decision.Nothing;
        }

        var owner = string.IsNullOrWhiteSpace(Owner) ? null : situation.Person;
        var refusal = ActionItemRule.Check(What, Ticket)
            ?? (string.IsNullOrWhiteSpace(Owner) ? null : Guard.Responder(situation, Owner))
            ?? ActionItemRule.NotPast(DueOn, situation);
        return refusal.Then(() => Decision.Accept(situation.Now, new ActionItemAdded(
            ItemId, new Prose(What.Trim()), Kind, owner?.Id, owner?.Name, DueOn, ActionItemRule.Clean(Ticket))));
    }
}

/// <summary>Changes a follow-up; what is null stays as it is.</summary>
public sealed record ChangeActionItem(string ItemId) : IncidentIntent, IPersonIntent
{
    public string? What { get; init; }

    public ActionItemKind? Kind { get; init; }

    /// <summary>Account id or e-mail address; empty = nobody.</summary>
    public string? Owner { get; init; }

    public DateOnly? DueOn { get; init; }

    /// <summary>True takes the due date away.</summary>
    public bool NoDueDate { get; init; }

    /// <summary>URL of a ticket or pull request; empty = none.</summary>
    public string? Ticket { get; init; }

    public ActionItemState? State { get; init; }

    string IPersonIntent.Person => Owner ?? "";

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Postmortem.ActionItems.Find(item => item.ItemId == ItemId) is not { } before)
        {
            return new Decision.Refused(Guard.NotFound($"{incident.Label} has no such action item. Look at the list again."));
        }

        var isNewOwner = !string.IsNullOrWhiteSpace(Owner) && Owner != before.OwnerId;
        var refusal = ActionItemRule.Check(What ?? before.What.Shown, Ticket)
            ?? (isNewOwner ? Guard.Responder(situation, Owner!) : null)
            ?? (DueOn == before.DueOn ? null : ActionItemRule.NotPast(DueOn, situation));
        return refusal.Then(() =>
        {
            var after = before with
            {
                What = What is null ? before.What : new Prose(What.Trim()),
                Kind = Kind ?? before.Kind,
                OwnerId = Owner is null ? before.OwnerId : isNewOwner ? situation.Person!.Id : Owner.Length == 0 ? null : before.OwnerId,
                OwnerName = Owner is null ? before.OwnerName : isNewOwner ? situation.Person!.Name : Owner.Length == 0 ? null : before.OwnerName,
                DueOn = NoDueDate ? null : DueOn ?? before.DueOn,
                Ticket = Ticket is null ? before.Ticket : ActionItemRule.Clean(Ticket),
                State = State ?? before.State,
            };
            return after == before
                ? Decision.Nothing
                : Decision.Accept(situation.Now, new ActionItemChanged(ItemId, after.What, after.Kind, after.OwnerId, after.OwnerName, after.DueOn, after.Ticket, after.State));
        });
    }
}

internal static class ActionItemRule
{
    private const int LongestItem = 1_000;

    public static Refusal? Check(string what, string? ticket) =>
        Guard.Text(what, "Say what is to be done: the action item is empty.", LongestItem) ?? (string.IsNullOrWhiteSpace(ticket) ? null : SafeLink.Check(ticket));

    /// <summary>A day is still today somewhere: only what is past everywhere is refused.</summary>
    public static Refusal? NotPast(DateOnly? dueOn, Situation situation) =>
        dueOn < DateOnly.FromDateTime(situation.Now.UtcDateTime.AddHours(-12)) ? Guard.Invalid("This due date has passed. Choose a day from today on, or leave it empty.") : null;

    public static string? Clean(string? ticket) => string.IsNullOrWhiteSpace(ticket) ? null : ticket.Trim();
}
