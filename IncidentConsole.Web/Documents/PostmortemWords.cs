using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Web.Documents;

/// <summary>
/// The paper's own words in one language. A table, because the program runs without culture data (invariant
/// globalization); what people and runbooks wrote is never translated.
/// </summary>
internal sealed partial record PostmortemWords
{
    public required string Code { get; init; }
    public required string DecimalMark { get; init; }
    public required string Postmortem { get; init; }
    public required string Published { get; init; }
    public required string Draft { get; init; }
    public required string RevisionWord { get; init; }
    public required string Internal { get; init; }
    public required string Restricted { get; init; }
    public required string Drill { get; init; }
    public required string StillOpen { get; init; }
    public required string FactsAsOf { get; init; }
    public required string Date { get; init; }
    public required string FromTo { get; init; }
    public required string To { get; init; }
    public required string Now { get; init; }
    public required string Length { get; init; }
    public required string PeopleAffected { get; init; }
    public required string Detected { get; init; }
    public required string ResolvedAfter { get; init; }
    public required string DetectedAfter { get; init; }
    public required string ByAlert { get; init; }
    public required string ByConsole { get; init; }
    public required string ByPerson { get; init; }
    public required string AcknowledgedAfter { get; init; }
    public required string MitigatedAfter { get; init; }
    public required string Commander { get; init; }
    public required string Summary { get; init; }
    public required string Impact { get; init; }
    public required string Metrics { get; init; }
    public required string Peak { get; init; }
    public required string Lowest { get; init; }
    public required string Limit { get; init; }
    public required string NoSamples { get; init; }
    public required string Legend { get; init; }
    public required string TimesIn { get; init; }
    public required string Timeline { get; init; }
    public required string LocalTime { get; init; }
    public required string FromDetection { get; init; }
    public required string Kind { get; init; }
    public required string Who { get; init; }
    public required string WhatHappened { get; init; }
    public required string Source { get; init; }
    public required string ActionItems { get; init; }
    public required string NumberShort { get; init; }
    public required string What { get; init; }
    public required string Owner { get; init; }
    public required string Due { get; init; }
    public required string State { get; init; }
    public required string Ticket { get; init; }
    public required string NoOwner { get; init; }
    public required string DayLate { get; init; }
    public required string DaysLate { get; init; }
    public required IReadOnlyDictionary<ActionItemState, string> ItemStates { get; init; }
    public required string Links { get; init; }
    public required string Downtime { get; init; }
    public required string Revenue { get; init; }
    public required string Updates { get; init; }
    public required string Status { get; init; }
    public required string Text { get; init; }
    public required string SentTo { get; init; }
    public required string Response { get; init; }
    public required string Role { get; init; }
    public required string From { get; init; }
    public required string Until { get; init; }
    public required string Overrides { get; init; }
    public required string WhatWasDone { get; init; }
    public required string Reason { get; init; }
    public required string ReviewedBy { get; init; }
    public required string ApprovedBy { get; init; }
    public required string NotWritten { get; init; }
    public required string SeenBefore { get; init; }
    public required string ItemsStillOpen { get; init; }
    public required string NoneYet { get; init; }
    public required string Unknown { get; init; }
    public required string NotYet { get; init; }
    /// <summary>{0} and {1} are placeholders of the template: this page and the last.</summary>
    public required string Page { get; init; }
    public required string Of { get; init; }
    public required string ImpactMark { get; init; }
    public required string DetectedMark { get; init; }
    public required string MitigatedMark { get; init; }
    public required string ResolvedMark { get; init; }
    /// <summary>The console's own words (statuses, kinds, roles) in this language; a word that is missing stays as it is.</summary>
    public IReadOnlyDictionary<string, string> Console { get; init; } = new Dictionary<string, string>();

    public static PostmortemWords For(DocumentLanguage language) => language switch
    {
        DocumentLanguage.English => English,
        DocumentLanguage.German => German,
    };

    public string Say(string word) => Console.GetValueOrDefault(word, word);

    /// <summary>Statuses and roles are called as everywhere else in that language.</summary>
    private static Dictionary<string, string> Words(string language, Dictionary<string, string> own)
    {
        var (english, words) = (IncidentWords.Of("en"), IncidentWords.Of(language));
        foreach (var status in Enum.GetValues<IncidentStatus>())
        {
            own[english.Status(status)] = words.Status(status);
        }

        foreach (var role in Enum.GetValues<IncidentRole>())
        {
            own[english.Role(role)] = words.Role(role);
        }

        return own;
    }
}
