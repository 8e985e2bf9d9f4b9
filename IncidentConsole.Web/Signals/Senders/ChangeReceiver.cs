using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>Keeps the changes that are told, each once, and the deliveries that told them.</summary>
internal sealed class ChangeReceiver(IChangeStore changes, IAlertStore alerts, ICatalog catalog, TimeProvider clock)
{
    private const int LongestSummary = 500;
    private const string NoService = "unknown service";

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="notices">None, with a word why, where the sender told something that is no change.</param>
    /// <param name="problem">Why it was not understood; null when it was.</param>
    /// <returns>What became of it, in words.</returns>
    public async Task<string> KeepAsync(
        Sender sender, IntegrationKind kind, ReadOnlyMemory<byte> body, IReadOnlyList<ChangeNotice> notices, string? problem, CancellationToken cancellationToken, string? key = null, bool isTest = false)
    {
        var now = clock.GetUtcNow();
        List<string> words = [];
        foreach (var notice in notices)
        {
            var id = Guid.CreateVersion7(now).ToString("D");
            var change = new ChangeEvent(
                id, sender.Actor.Id, sender.Actor.Name, notice.Key ?? id, await ServiceAsync(sender, notice, cancellationToken), Cut(notice.Summary), notice.Source, notice.Author, notice.Url, notice.At > now ? now : notice.At);
            words.Add(isTest ? $"Test: understood. It would stand among the changes of {change.Service}: {change.Summary}"
                : await changes.AddAsync(change, now, cancellationToken) ? $"Kept as a change of {change.Service}: {change.Summary}"
                : "Known already: it was told before.");
        }

        var outcome = problem ?? (words.Count == 0 ? "Understood; it tells of no change." : string.Join(" ", words));
        await alerts.StoreAsync(
            new StoredDelivery(Guid.CreateVersion7(now).ToString("D"), sender.Actor, kind, now, PayloadMask.Of(body, key), null, problem is null ? DeliveryStage.Done : DeliveryStage.Refused, outcome, isTest),
            cancellationToken);
        return outcome;
    }

    private async Task<string> ServiceAsync(Sender sender, ChangeNotice notice, CancellationToken cancellationToken)
    {
        var said = sender.Integration is { } integration ? integration.ServiceSaid(notice.Fields) : notice.Fields.GetValueOrDefault("service");
        var fallback = sender.Integration?.Service ?? sender.Service;
        return said is not null && await catalog.FindServiceAsync(said.ToLowerInvariant(), cancellationToken) is { } known ? known.Slug : fallback ?? said ?? NoService;
    }

    private static string Cut(string text) => text.Length <= LongestSummary ? text : $"{text[..(LongestSummary - 1)]}…";
}
