namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A panel that shows what is to be done next, with its buttons.</summary>
public abstract partial class DutyPanel;
