using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Engine;

/// <summary>Where nobody watches the signals (a night that is made up, a store whose console is dead) what the criteria ask is for people to say.</summary>
internal sealed class NothingMeasured : IProofOfRepair, IActionEffects
{
    public Task<EffectWatch?> BeforeAsync(Incident incident, ActionRun run, CancellationToken cancellationToken) => Task.FromResult<EffectWatch?>(null);

    public Task<IReadOnlyDictionary<string, double>> AtAsync(ActionEffect effect, DateTimeOffset moment, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, double>>(ImmutableDictionary<string, double>.Empty);

    public Task<bool> MayStillComeAsync(ActionEffect effect, DateTimeOffset moment, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<IReadOnlyDictionary<string, LiveCriterion>> ReadAsync(Incident incident, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, LiveCriterion>>(ImmutableDictionary<string, LiveCriterion>.Empty);
}
