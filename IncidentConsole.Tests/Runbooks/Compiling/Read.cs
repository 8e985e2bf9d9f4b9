using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Short words for tests of the compiler.</summary>
internal static class Read
{
    public static RunbookCompilation Compiled(string markdown) => new RunbookCompiler().Compile(markdown).Compilation ?? throw new Xunit.Sdk.XunitException("It was refused.");

    public static Runbook Runbook(string markdown) => Compiled(markdown).Runbook;

    public static RunbookUnreadable Refused(string markdown) => new RunbookCompiler().Compile(markdown).Unreadable ?? throw new Xunit.Sdk.XunitException("It was not refused.");
}
