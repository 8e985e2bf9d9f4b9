using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>What the figures say of an action.</summary>
/// <param name="Verdict">helped, noEffect, worse or cannotTell: of the newest measure that can tell.</param>
/// <param name="Measures">1, 5 and 15 minutes after the action was done, as far as they are reached.</param>
internal sealed record EffectDto(string Action, EffectVerdict Verdict, IReadOnlyList<EffectMeasureDto> Measures)
{
    /// <returns>Null while nothing is measured.</returns>
    public static EffectDto? Of(ImmutableArray<ActionEffectMeasured> measured) =>
        ActionEffect.Telling(measured) is { } told ? new(told.ActionId, told.Verdict, [.. measured.Select(EffectMeasureDto.Of)]) : null;
}

/// <param name="Others">Ids of other actions that lie in the same minutes.</param>
internal sealed record EffectMeasureDto(int Minutes, EffectVerdict Verdict, IReadOnlyList<EffectReadingDto> Readings, IReadOnlyList<string> Others)
{
    public static EffectMeasureDto Of(ActionEffectMeasured one) => new(
        one.Minutes, one.Verdict,
        [.. one.Readings.Select(reading => new EffectReadingDto(reading.SignalId, reading.Title, reading.Unit, reading.Bad, reading.Limit, reading.Before, reading.After, reading.Verdict))],
        [.. one.Others]);
}

/// <param name="Bad">On which side of the limit it is bad: above or below.</param>
/// <param name="Before">Null where unknown, as <paramref name="After"/>.</param>
internal sealed record EffectReadingDto(string Signal, string Title, string Unit, Comparison Bad, double Limit, double? Before, double? After, EffectVerdict Verdict);
