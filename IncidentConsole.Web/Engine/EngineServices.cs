using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Effects;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Repeats;
using IncidentConsole.Domain.Application.Resolving;
using IncidentConsole.Domain.Application.Signals;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentConsole.Web.Engine;

internal static class EngineServices
{
    /// <summary>The desk and what drives it without a person: the due times. Needs the store, the accounts, the catalog and the feed.</summary>
    /// <param name="isServer">False for a verb on the command line: nobody watches the signals there, and what they would prove is for its person to say.</param>
    public static IServiceCollection AddEngine(this IServiceCollection services, bool isServer = true)
    {
        services.TryAddSingleton<LiveSignals>();
        if (isServer)
        {
            services.AddSingleton<IProofOfRepair, ResolutionReader>();
            services.AddSingleton<IActionEffects, EffectReader>();
        }
        else
        {
            services.AddSingleton<IProofOfRepair, NothingMeasured>();
            services.AddSingleton<IActionEffects, NothingMeasured>();
        }

        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<SimilarReader>();
        services.AddSingleton<DeadlineRunner>();
        services.AddHostedService<DeadlineEngine>();
        return services;
    }
}
