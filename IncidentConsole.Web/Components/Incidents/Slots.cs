namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Names of the buttons' slots: one submission at a time each.</summary>
internal static class Slots
{
    public const string Note = "note";
    public const string Undo = "undo";
    public const string Status = "status";
    public const string Severity = "severity";
    public const string Mitigate = "mitigate";
    public const string Resolve = "resolve";
    public const string HandOver = "hand-over";
    public const string Acknowledge = "acknowledge";
    public const string TakeCommand = "take-command";
    public const string Membership = "membership";
    public const string Update = "update";
    public const string Title = "title";
    public const string Facts = "facts";

    public static string Item(string itemId) => $"item:{itemId}";

    public static string Action(string actionId) => $"action:{actionId}";

    public static string Step(string stepId) => $"step:{stepId}";

    public static string Hold(string stepId) => $"hold:{stepId}";

    public static string Answer(string stepId) => $"answer:{stepId}";

    public static string Entry(int version) => $"entry:{version}";

    public static string Role(string role) => $"role:{role}";
}

/// <summary>The inline forms that open under the incident's header; one at a time, never a dialog.</summary>
internal static class Trays
{
    public const string Roles = "roles";
    public const string HandOver = "hand-over";
    public const string Mitigate = "mitigate";
    public const string Resolve = "resolve";
    public const string Facts = "facts";
    public const string More = "more";
}
