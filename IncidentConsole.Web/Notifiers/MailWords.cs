namespace IncidentConsole.Web.Notifiers;

/// <summary>The words of mails about an incident, in the language of its runbook; an update's own text comes from its template.</summary>
internal sealed record MailWords
{
    private static readonly MailWords English = new()
    {
        NeedsYou = "{0} needs you",
        CalledAs = "{0}, you are called as {1}.",
        ForInformation = "{0} for your information",
        NotifiedAs = "{0}, you are notified as {1}.",
        Ticket = "Ticket {0}",
        TicketFor = "{0}, this is yours as {1}. Nobody waits for an answer tonight.",
        Service = "Service",
        Since = "Since",
        InCommand = "In command",
        NobodyYet = "nobody yet",
        Acknowledge = "Acknowledge (works once, for 24 hours):",
        CommandOffered = "{0}: command is offered to you",
        AskedToTakeCommand = "{0}, you are asked to take command of {1}.",
        KeptUntilThen = "Until you accept, {0} keeps it.",
        Nobody = "nobody",
        ReviewAsked = "{0}: please review the postmortem",
        AskedToReview = "{0}, {1} asks you to review the postmortem of {2}.",
        Postmortem = "Postmortem",
        CommandView = "Command view",
        AlertAlone = "alert without an incident: {0}",
        AlertOpenedNothing = "{0}, an alert of {1} fires, and it is in no open incident.",
        MoreAlerts = "And {0} more alerts of the service fire without an incident.",
        OnTheBoard = "Declare an incident, or silence it, on the board",
    };

    private static readonly MailWords German = new()
    {
        NeedsYou = "{0} braucht dich",
        CalledAs = "{0}, du wirst gerufen als: {1}.",
        ForInformation = "{0} zur Kenntnis",
        NotifiedAs = "{0}, du wirst benachrichtigt als: {1}.",
        Ticket = "Ticket {0}",
        TicketFor = "{0}, das ist deins als: {1}. Heute Nacht wartet niemand auf eine Antwort.",
        Service = "Dienst",
        Since = "Seit",
        InCommand = "Leitung",
        NobodyYet = "noch niemand",
        Acknowledge = "Bestätigen (geht einmal, 24 Stunden lang):",
        CommandOffered = "{0}: dir wird die Leitung angeboten",
        AskedToTakeCommand = "{0}, du sollst die Leitung von {1} übernehmen.",
        KeptUntilThen = "Bis zur Annahme behält sie {0}.",
        Nobody = "niemand",
        ReviewAsked = "{0}: bitte das Postmortem prüfen",
        AskedToReview = "{0}, {1} bittet dich, das Postmortem zu {2} zu prüfen.",
        Postmortem = "Postmortem",
        CommandView = "In der Konsole",
        AlertAlone = "Alarm ohne Vorfall: {0}",
        AlertOpenedNothing = "{0}, ein Alarm von {1} ist aktiv und gehört zu keinem offenen Vorfall.",
        MoreAlerts = "Dazu feuern {0} weitere Alarme des Dienstes ohne Vorfall.",
        OnTheBoard = "Auf der Übersicht einen Vorfall melden oder den Alarm stummschalten",
    };

    /// <summary>{0} number of the incident.</summary>
    public required string NeedsYou { get; init; }

    /// <summary>{0} person, {1} target of the step.</summary>
    public required string CalledAs { get; init; }

    /// <summary>{0} number of the incident.</summary>
    public required string ForInformation { get; init; }

    /// <summary>{0} person, {1} target of the step.</summary>
    public required string NotifiedAs { get; init; }

    /// <summary>{0} number of the incident.</summary>
    public required string Ticket { get; init; }

    /// <summary>{0} person, {1} target of the step.</summary>
    public required string TicketFor { get; init; }

    public required string Service { get; init; }

    public required string Since { get; init; }

    public required string InCommand { get; init; }

    public required string NobodyYet { get; init; }

    public required string Acknowledge { get; init; }

    /// <summary>{0} number of the incident.</summary>
    public required string CommandOffered { get; init; }

    /// <summary>{0} person, {1} number and title.</summary>
    public required string AskedToTakeCommand { get; init; }

    /// <summary>{0} who is in command.</summary>
    public required string KeptUntilThen { get; init; }

    public required string Nobody { get; init; }

    /// <summary>{0} number of the incident.</summary>
    public required string ReviewAsked { get; init; }

    /// <summary>{0} person, {1} who asks, {2} number and title.</summary>
    public required string AskedToReview { get; init; }

    public required string Postmortem { get; init; }

    public required string CommandView { get; init; }

    /// <summary>{0} alert.</summary>
    public required string AlertAlone { get; init; }

    /// <summary>{0} person, {1} service.</summary>
    public required string AlertOpenedNothing { get; init; }

    /// <summary>{0} how many.</summary>
    public required string MoreAlerts { get; init; }

    public required string OnTheBoard { get; init; }

    public static MailWords Of(string language) => language == "de" ? German : English;
}
