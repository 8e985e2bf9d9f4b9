using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>
/// The deliveries as they came in and the alerts they are about. A delivery is stored before its sender is answered and acted on after,
/// in the order of arrival, by one node at a time; what it did is stored together with that it was done.
/// </summary>
public interface IAlertStore
{
    /// <summary>Keeps a delivery; after this the sender may forget it.</summary>
    Task StoreAsync(StoredDelivery delivery, CancellationToken cancellationToken);

    /// <summary>The oldest deliveries nobody acted on yet.</summary>
    /// <returns>Null while another node acts.</returns>
    Task<IReadOnlyList<PendingDelivery>?> LeaseAsync(string owner, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken);

    /// <summary>The newest alert of each subject.</summary>
    Task<IReadOnlyDictionary<string, Alert>> LatestAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken);

    /// <summary>Those that fire and have something due: to end for want of a word, to be looked at again.</summary>
    Task<IReadOnlyList<Alert>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Writes alerts, marks deliveries as done and puts messages into the outbox, in one transaction.</summary>
    Task SettleAsync(IReadOnlyCollection<Alert> alerts, IReadOnlyList<SettledDelivery> deliveries, IReadOnlyList<ServiceMessage> messages, CancellationToken cancellationToken);

    /// <summary>How many alerts each of these incidents has; copies of one told by two senders count once.</summary>
    Task<IReadOnlyDictionary<IncidentId, AlertCount>> CountAsync(IReadOnlyCollection<IncidentId> incidents, CancellationToken cancellationToken);

    /// <summary>Firing ones first, then the newest.</summary>
    Task<IReadOnlyList<Alert>> OfIncidentAsync(IncidentId incident, int limit, CancellationToken cancellationToken);

    Task<Alert?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Whether an incident has an alert of this group from a sender that knows fingerprints, or an earlier copy.</summary>
    Task<bool> HasGroupAsync(IncidentId incident, string group, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<Page<Alert>> PageAsync(AlertFilter filter, CancellationToken cancellationToken);

    /// <summary>By the sender's own key, the newest; else by its number or id here.</summary>
    Task<Alert?> FindAsync(string senderId, string said, AlertIdKind kind, CancellationToken cancellationToken);

    /// <summary>Alerts that fire and belong to no incident, newest first; those of one service, or of all.</summary>
    Task<IReadOnlyList<Alert>> LooseAsync(string? service, int limit, CancellationToken cancellationToken);

    /// <summary>Alerts of a service that fire, without an incident or of one this viewer may see; newest first.</summary>
    Task<IReadOnlyList<Alert>> FiringAsync(string service, Viewer viewer, int limit, CancellationToken cancellationToken);

    /// <summary>Alerts that fire although their incident is over, of incidents this viewer may see; newest word first.</summary>
    Task<IReadOnlyList<UnattendedAlert>> LeftOverAsync(Viewer viewer, int limit, CancellationToken cancellationToken);

    /// <summary>Incidents that were found to be duplicates of others and in which alerts still fire.</summary>
    Task<IReadOnlyList<IncidentId>> FiringInMergedAsync(CancellationToken cancellationToken);

    /// <summary>The newest incident of a service that was found to be a duplicate; null when none was.</summary>
    Task<IncidentId?> MergedOfServiceAsync(string service, CancellationToken cancellationToken);

    /// <summary>The alerts of an incident the console had heard of at a moment, as they stood then: firing ones first, then the newest.</summary>
    Task<IReadOnlyList<Alert>> OfIncidentAsync(IncidentId incident, DateTimeOffset at, int limit, CancellationToken cancellationToken);

    /// <summary>The last incident declined as a false positive that an alert of this name and service was part of, before a moment; null when none was.</summary>
    Task<IncidentId?> FalsePositiveAsync(string service, string name, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Service → how many incidents its alerts were part of since, and how many of those were declined as false positives.</summary>
    Task<IReadOnlyDictionary<string, FalsePositiveRate>> FalsePositiveRatesAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<LoggedDelivery>> LogAsync(string senderId, int limit, CancellationToken cancellationToken);

    /// <summary>The first alert a delivery was about; null when it was about none.</summary>
    Task<Alert?> OfDeliveryAsync(string deliveryId, CancellationToken cancellationToken);

    Task<LoggedDelivery?> FindDeliveryAsync(string id, CancellationToken cancellationToken);

    /// <summary>Sender → when its last delivery came, of those that delivered since.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> LastSeenAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Drops deliveries older than this that were acted on.</summary>
    /// <returns>How many.</returns>
    Task<int> ForgetAsync(DateTimeOffset olderThan, int limit, CancellationToken cancellationToken);
}

public enum AlertEnd
{
    /// <summary>Its sender said so.</summary>
    Sender,

    /// <summary>Nobody repeated it within its time to live.</summary>
    Silence,

    /// <summary>It was told again after people were done with its incident, and another alert of the same key began.</summary>
    Again,
}

/// <summary>One firing of one alert.</summary>
public sealed record Alert
{
    /// <summary>The same whoever takes the delivery, and however often.</summary>
    public required string Id { get; init; }

    /// <summary>Counted up from 1; 0 before it is stored.</summary>
    public long Number { get; init; }

    /// <summary>See <see cref="AlertIdentity.Subject"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>Fingerprint, or the sender's own key.</summary>
    public required string SenderKey { get; init; }

    /// <summary>The integration or key that brought it first.</summary>
    public required string SenderId { get; init; }

    public required string SenderName { get; init; }

    public required string Service { get; init; }

    public required string Name { get; init; }

    /// <summary>Rank on the scheme of the service's runbook; null when it says none.</summary>
    public int? Severity { get; init; }

    public string? Group { get; init; }

    /// <summary>Null: it opened and joined nothing.</summary>
    public IncidentId? Incident { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it fires.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public AlertEnd? EndedBy { get; init; }

    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>How often it was told that it fires.</summary>
    public int Occurrences { get; init; }

    /// <summary>How often in a row it ended and came back soon after.</summary>
    public int Flaps { get; init; }

    /// <summary>False for a copy: its incident has the same alert from a sender that knows its fingerprint.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>When somebody took it in the sender's system.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>The silence that kept it from doing anything.</summary>
    public string? SilenceId { get; init; }

    /// <summary>When to look at it again, whether its sender speaks or not.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>As last said by the sender.</summary>
    public AlertFacts Facts { get; init; } = new();

    public bool Fires => EndedAt is null;

    /// <summary>Its sender names it by a key of its own; otherwise by the fingerprint of its labels.</summary>
    public bool IsKeyed => !Subject.StartsWith("fp:", StringComparison.Ordinal);

    /// <summary>By the labels as last said, and the name as it is listed.</summary>
    public bool IsCoveredBy(SilenceScope scope) =>
        scope.Covers(Service, Subject, label => label == SilenceScope.AlertName ? Name : Facts.Labels.GetValueOrDefault(label, ""));
}

/// <summary>What a sender says of an alert beyond its identity; dropped when it is redacted.</summary>
public sealed record AlertFacts
{
    public string Summary { get; init; } = "";

    public string? Description { get; init; }

    public string? Url { get; init; }

    /// <summary>A picture on the web, for people to open: the console never fetches it.</summary>
    public string? Image { get; init; }

    /// <summary>The sender's word.</summary>
    public string? Severity { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<AlertRemark> Remarks { get; init; } = [];
}

/// <param name="By">As the sender names them; null when it names nobody.</param>
public sealed record AlertRemark(DateTimeOffset At, string? By, string Text);

public sealed record FalsePositiveRate(int Incidents, int Declined);

public sealed record AlertCount(int Total, int Firing);

public enum AlertIdKind
{
    Id,
    Key,
    Number,
}

public sealed record AlertFilter(bool? Fires = null, bool? Acknowledged = null, string? Text = null, int Page = 1, int PageSize = 20)
{
    public string? SenderId { get; init; }

    public string? Service { get; init; }

    public IncidentId? Incident { get; init; }

    /// <summary>Only those that belong to no incident.</summary>
    public bool IsLoose { get; init; }
}

public enum DeliveryStage
{
    Pending,
    Done,

    /// <summary>Not understood, or not allowed: nothing was done.</summary>
    Refused,
}

/// <param name="Sender">Key or integration that delivered.</param>
/// <param name="Kind">Whose language it spoke.</param>
/// <param name="Body">For people, with secrets and contact details masked; the store drops it when one of its alerts is redacted.</param>
/// <param name="Work">What is to be done; null when nothing is.</param>
/// <param name="Outcome">In words; null while it is pending.</param>
public sealed record StoredDelivery(
    string Id, Actor Sender, IntegrationKind Kind, DateTimeOffset ReceivedAt, string Body, AlertDelivery? Work, DeliveryStage Stage, string? Outcome, bool IsTest)
{
    /// <summary>Slug of the service of alerts that name none, where an API key brought it.</summary>
    public string? Service { get; init; }
}

/// <param name="Service">See <see cref="StoredDelivery.Service"/>.</param>
public sealed record PendingDelivery(string Id, Actor Sender, DateTimeOffset ReceivedAt, AlertDelivery Work, bool IsTest, string? Service);

/// <param name="AlertIds">Those it was about.</param>
public sealed record SettledDelivery(string Id, string Outcome, IReadOnlyList<string> AlertIds);

/// <param name="Body">Null once redacted.</param>
public sealed record LoggedDelivery(string Id, IntegrationKind Kind, DateTimeOffset ReceivedAt, DeliveryStage Stage, string? Outcome, bool IsTest, string? Body, int Truncated)
{
    /// <summary>Integration or key that delivered.</summary>
    public string SenderId { get; init; } = "";
}
