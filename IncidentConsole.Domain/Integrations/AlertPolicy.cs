namespace IncidentConsole.Domain.Integrations;

/// <summary>What the alerts of a service may do.</summary>
public enum AlertMode
{
    /// <summary>Join the open incident, or open one in Triage.</summary>
    Opens,

    /// <summary>Join the open incident; without one they are listed on the board and told to whom the service calls first.</summary>
    Joins,

    /// <summary>Are listed on the board and told to whom the service calls first.</summary>
    Notifies,
}

/// <param name="Window">An alert joins the open incident of its service while that had an alert within this time; a later one is another matter.</param>
public sealed record AlertPolicy(AlertMode Mode, TimeSpan Window)
{
    public static AlertPolicy Default { get; } = new(AlertMode.Opens, TimeSpan.FromHours(24));
}
