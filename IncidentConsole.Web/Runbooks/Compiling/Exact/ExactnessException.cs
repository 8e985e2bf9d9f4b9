namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>What a runbook states exactly cannot be followed. The message is for people and says what to write instead.</summary>
/// <param name="line">1-based, in the whole text.</param>
internal sealed class ExactnessException(string problem, int line) : Exception(problem)
{
    public int Line { get; } = line;
}
