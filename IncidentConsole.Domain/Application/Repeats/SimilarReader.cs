using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Repeats;

/// <summary>Finds what was like an incident before, and reads from those few incidents what worked and what is still open.</summary>
public sealed class SimilarReader(ISimilarIncidents similar, IncidentDesk desk)
{
    /// <summary>More than anybody reads in an incident.</summary>
    public const int Most = 5;

    private const int MostActions = 2;

    /// <param name="incident">One the viewer may see.</param>
    public async Task<IReadOnlyList<SimilarIncident>> ReadAsync(Incident incident, Viewer viewer, CancellationToken cancellationToken)
    {
        var started = StartedProcedures(incident);
        var fitting = SuggestedProcedures.For(incident).Select(found => found.Procedure.Id).Except(started).ToList();
        List<SimilarIncident> found = [];
        foreach (var row in await similar.FindAsync(incident, started, fitting, viewer, Most, cancellationToken).ConfigureAwait(false))
        {
            if (await desk.ReadAsync(row.Id, viewer, cancellationToken).ConfigureAwait(false) is { } earlier)
            {
                found.Add(Of(earlier, row.Shared));
            }
        }

        return found;
    }

    /// <summary>Ids of the procedures of which an action was begun, in the order of the runbook.</summary>
    public static IReadOnlyList<string> StartedProcedures(Incident incident) =>
        [.. incident.Runbook.Procedures.Where(procedure => procedure.Actions.Any(action => incident.Actions.GetValueOrDefault(action.Id) is { State: not ActionRunState.Skipped })).Select(procedure => procedure.Id)];

    internal static SimilarIncident Of(Incident earlier, ImmutableArray<SharedTrait> shared) => new(
        earlier.Number, earlier.Title.Shown, earlier.Milestones.Declared!.Value, earlier.Milestones.Resolved, shared, Worked(earlier),
        [.. earlier.Postmortem.ActionItems.Where(item => item.State is ActionItemState.Open or ActionItemState.Doing)]);

    /// <summary>What the figures say helped; where they say nothing, what was done last before it was mitigated.</summary>
    private static ImmutableArray<WhatWorked> Worked(Incident earlier)
    {
        var helped = earlier.Effects.Values.Where(effect => effect.Latest?.Verdict == EffectVerdict.Helped).OrderByDescending(effect => effect.DoneAt).Take(MostActions).ToList();
        if (helped.Count > 0)
        {
            return [.. helped.Select(effect => Worked(earlier, effect.ActionId, effect.Latest))];
        }

        var until = earlier.Milestones.Mitigated ?? earlier.Milestones.Resolved;
        return
        [
            .. earlier.Actions.Values
                .Where(run => run.State == ActionRunState.Confirmed && run.EndedAt <= until && Find(earlier.Runbook, run.ActionId).Action is not { IsReadOnly: true } && !earlier.Effects.ContainsKey(run.ActionId))
                .OrderByDescending(run => run.EndedAt)
                .Take(MostActions)
                .Select(run => Worked(earlier, run.ActionId, null)),
        ];
    }

    private static WhatWorked Worked(Incident earlier, string actionId, ActionEffectMeasured? effect)
    {
        var (procedure, action) = Find(earlier.Runbook, actionId);
        return new(actionId, action?.Title ?? actionId, procedure?.Id, effect);
    }

    private static (Procedure? Procedure, RunbookAction? Action) Find(Runbook runbook, string actionId) =>
        (runbook.Procedures.FirstOrDefault(procedure => procedure.Actions.Any(action => action.Id == actionId)), runbook.FindAction(actionId));
}
