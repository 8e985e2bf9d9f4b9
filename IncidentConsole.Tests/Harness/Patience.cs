using System.Runtime.CompilerServices;
using Bunit;

namespace IncidentConsole.Tests.Harness;

internal static class Patience
{
    /// <summary>How long a component test waits for a render before it fails: a busy machine is no failure. Nothing waits longer than it must.</summary>
    [ModuleInitializer]
    internal static void Install() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);
}
