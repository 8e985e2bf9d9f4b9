namespace IncidentConsole.Domain.Application.Advice;

/// <summary>What the console does by itself when a limit of the runbook is crossed for as long as it says and no incident of the service is open.</summary>
public enum BreachResponse
{
    /// <summary>It only shows it.</summary>
    Nothing,

    /// <summary>An incident in Triage that calls nobody until a person acknowledges it, or declines it.</summary>
    Proposes,

    /// <summary>An incident as an alert would open it: the ladder runs.</summary>
    Opens,
}
