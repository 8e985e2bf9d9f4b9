using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Repeats;

/// <summary>An earlier incident that looked the same: what worked then, and what of it is still to be done.</summary>
public sealed record SimilarIncident(int Number, string Title, DateTimeOffset DeclaredAt, DateTimeOffset? ResolvedAt, ImmutableArray<SharedTrait> Shared, ImmutableArray<WhatWorked> Worked, ImmutableArray<ActionItem> OpenItems)
{
    public string Label => $"INC-{Number}";

    /// <summary>"same alert, same procedure".</summary>
    public string Why => string.Join(", ", Shared.Select(trait => trait switch
    {
        SharedTrait.AlertLabels => "same alert with the same labels",
        SharedTrait.AlertName => "same alert",
        SharedTrait.Procedure => "same procedure",
        SharedTrait.FittingProcedure => "ran the procedure that fits",
    }));
}

/// <summary>An action that helped.</summary>
/// <param name="Procedure">Id of the procedure it belongs to; null where the runbook of then does not say.</param>
/// <param name="Effect">What the figures said; null where nobody measured, and it was done before the impact was mitigated.</param>
public sealed record WhatWorked(string ActionId, string Action, string? Procedure, ActionEffectMeasured? Effect)
{
    /// <summary>"Restart the indexer (helped, Error rate 6.8 % → 0.4 % after 5 min)".</summary>
    public string Words => Effect is not { } effect ? $"“{Action}” (done before it was mitigated)"
        : $"“{Action}” ({EffectWords.Of(effect.Verdict)}{(EffectWords.Lead(effect) is { } lead ? $", {EffectWords.Figures(lead)}" : "")} after {effect.Minutes} min)";
}
