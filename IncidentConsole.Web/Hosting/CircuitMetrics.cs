using Microsoft.AspNetCore.Components.Server.Circuits;

namespace IncidentConsole.Web.Hosting;

/// <summary>Counts open circuits.</summary>
internal sealed class CircuitMetrics : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        ConsoleMetrics.CircuitOpened();
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        ConsoleMetrics.CircuitClosed();
        return Task.CompletedTask;
    }
}
