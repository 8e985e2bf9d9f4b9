using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The figures an action is judged by, before and after it. Where nobody watches signals there are none.</summary>
public interface IActionEffects
{
    /// <summary>What a run that ends now will be measured by, with the figures before it began; null where there is nothing to measure.</summary>
    Task<EffectWatch?> BeforeAsync(Incident incident, ActionRun run, CancellationToken cancellationToken);

    /// <summary>The figures of a moment by id of the signal, from what was read since the action was done; what is not known then is not in it.</summary>
    Task<IReadOnlyDictionary<string, double>> AtAsync(ActionEffect effect, DateTimeOffset moment, CancellationToken cancellationToken);

    /// <summary>True while a figure that is missing may still be fetched from its source, because the console has only just started again.</summary>
    Task<bool> MayStillComeAsync(ActionEffect effect, DateTimeOffset moment, CancellationToken cancellationToken);
}
