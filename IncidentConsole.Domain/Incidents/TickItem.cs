using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>An item of the checklist is done.</summary>
public sealed record TickItem(string ItemId) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        ChecklistRule.Change(incident, situation, ItemId, ChecklistItemState.Ticked, new ChecklistItemTicked(ItemId));
}

/// <summary>An item is open again.</summary>
public sealed record UntickItem(string ItemId) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        ChecklistRule.Change(incident, situation, ItemId, ChecklistItemState.Open, new ChecklistItemUnticked(ItemId));
}

/// <summary>An item does not apply to this incident; says why.</summary>
public sealed record NotApplicableItem(string ItemId) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        ChecklistRule.Change(incident, situation, ItemId, ChecklistItemState.NotApplicable, new ChecklistItemNotApplicable(ItemId));
}

internal static class ChecklistRule
{
    public static Decision Change(Incident incident, Situation situation, string itemId, ChecklistItemState to, IncidentEvent change)
    {
        var phase = incident.Runbook.Checklist.FirstOrDefault(phase => phase.Items.Any(item => item.Id == itemId));
        var isFollowUp = phase?.Anchor == ChecklistAnchor.Resolved;

        // Follow-up work goes on after closing, and does not begin before there is a resolution to follow up.
        var refusal = (isFollowUp ? Guard.OwnRecord(incident) : Guard.NotEnded(incident))
            ?? (isFollowUp && incident.IsOpen && to != ChecklistItemState.Open ? Guard.Conflict($"\"{phase!.Title}\" opens once {incident.Label} is resolved. Write a note if it was done already.") : null)
            ?? (incident.Runbook.FindItem(itemId) is null ? Guard.NotFound($"The checklist of the {incident.Runbook.Title} has no item \"{itemId}\". Look at the checklist again.") : null);
        return refusal.Then(() => incident.ItemState(itemId) == to
            ? Decision.Nothing
            : (to == ChecklistItemState.NotApplicable ? Guard.Reason(situation, "Say why this item does not apply here: leaving it out needs a reason.") : null)
                .Then(() => Decision.Accept(situation.Now, change)));
    }
}
