using System.Globalization;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The refusals that many verbs share, chained with <c>??</c>: the first that is not null is the answer.</summary>
internal static class Guard
{
    public const int LongestText = 10_000;

    /// <summary>Response is over once the incident is resolved.</summary>
    public static Refusal? Open(Incident incident) => incident.Status switch
    {
        IncidentStatus.Resolved => Conflict($"{incident.Label} is resolved. Reopen it first."),
        _ => NotEnded(incident),
    };

    /// <summary>A resolved incident can still be put right; a closed, declined or merged one cannot.</summary>
    public static Refusal? NotEnded(Incident incident) => incident.Status switch
    {
        IncidentStatus.Closed => Conflict($"{incident.Label} is closed. Reopen it first, or add a note."),
        _ => OwnRecord(incident),
    };

    /// <summary>Facts of the record (times, impact) are put right even after closing, for the postmortem; a declined or merged incident has none of its own.</summary>
    public static Refusal? OwnRecord(Incident incident) => incident.Status switch
    {
        IncidentStatus.Declined => Conflict($"{incident.Label} was declined as a false positive. Declare a new incident, or add a note."),
        IncidentStatus.Merged => Conflict($"{incident.Label} is a duplicate of INC-{incident.MergedIntoNumber?.ToString(CultureInfo.InvariantCulture)}. Do this there, or add a note."),
        _ => null,
    };

    /// <param name="words">What to give, as a whole sentence.</param>
    public static Refusal? Reason(Situation situation, string words) =>
        situation.Reason is null ? new Refusal(RefusalKind.ReasonRequired, words) : null;

    /// <summary>Text that must be there, and not be a book.</summary>
    public static Refusal? Text(string? text, string whenEmpty, int longest = LongestText) =>
        string.IsNullOrWhiteSpace(text) ? Invalid(whenEmpty) : NotTooLong(text, longest);

    public static Refusal? NotTooLong(string? text, int longest = LongestText) =>
        text?.Trim().Length > longest
            ? Invalid(string.Create(CultureInfo.InvariantCulture, $"This text has {text.Trim().Length} characters; {longest} fit. Shorten it, and link to the rest."))
            : null;

    /// <summary>A person found by account id or e-mail address who may answer for something here.</summary>
    public static Refusal? Responder(Situation situation, string said) => situation.Person switch
    {
        null => Invalid($"Nobody here is known as \"{said}\", or the account is locked. Use the e-mail address of a person in the settings."),
        { } person when !Access.RightsTable.Allows(person.Role, Access.Right.Respond) =>
            Invalid($"{person.Name} is a Stakeholder, who only reads along. Choose a Responder, or have an Administrator change the role."),
        _ => null,
    };

    public static Refusal? Entry(Situation situation, int version) => situation.Entry is null
        ? new Refusal(RefusalKind.NotFound, string.Create(CultureInfo.InvariantCulture, $"The timeline has no entry {version}. Look again."))
        : null;

    public static Refusal Conflict(string message) => new(RefusalKind.Conflict, message);

    public static Refusal Invalid(string message) => new(RefusalKind.Invalid, message);

    public static Refusal NotFound(string message) => new(RefusalKind.NotFound, message);

    public static Refusal Forbidden(string message) => new(RefusalKind.Forbidden, message);

    /// <summary>The decision of a chain of guards: its refusal, or what follows when there is none.</summary>
    public static Decision Then(this Refusal? refusal, Func<Decision> accept) => refusal is null ? accept() : new Decision.Refused(refusal);
}
