using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Web.Runbooks;

internal static class RunbookServices
{
    public static IServiceCollection AddRunbooks(this IServiceCollection services) => services.AddSingleton<IRunbookCompiler, RunbookCompiler>();
}
