using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>Silences: what they would cover, setting one with a reason and an end, moving that end, ending it now. What it held back acts again then.</summary>
public sealed class SilenceDesk(IDirectory directory, IAlertStore alerts, IAlertRules rules, TimeProvider clock)
{
    private const int LongestReason = 500;
    private const int MostMatchers = 20;

    /// <summary>Alerts of a service that are looked at for what a silence covers; a storm brings more.</summary>
    private const int Looked = 1_000;

    /// <summary>Alerts that fire, and of those listed before, that are read for the labels a form offers; and how much of each it offers.</summary>
    private const int ReadForLabels = 200;
    private const int MostOffered = 100;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public async Task<Settled<Silence>> AddAsync(SilenceScope scope, string reason, TimeSpan length, Asker asker, CancellationToken cancellationToken)
    {
        if (await RespondGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (Refuse(scope) is { } no)
        {
            return no;
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
        {
            return new Refusal(RefusalKind.ReasonRequired, $"Say why, in at most {LongestReason} characters: whoever wonders about the silence reads it.");
        }

        if (length <= TimeSpan.Zero || length > Longest)
        {
            return SettingsGate.Invalid("A silence ends after at most 30 days. Give an earlier end.");
        }

        var now = clock.GetUtcNow();
        var silence = new Silence(Guid.CreateVersion7(now).ToString("D"), scope, asker.Actor, reason.Trim(), now, now + length, null);
        await rules.AddSilenceAsync(silence, cancellationToken).ConfigureAwait(false);
        return silence;
    }

    /// <summary>Another end for a silence that holds; it began when it began.</summary>
    public async Task<Settled<Silence>> MoveEndAsync(string id, DateTimeOffset until, Asker asker, CancellationToken cancellationToken)
    {
        if (await RespondGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        if (until <= now || until - now > Longest)
        {
            return SettingsGate.Invalid("A silence ends after at most 30 days. Give an earlier end.");
        }

        return await rules.MoveEndAsync(id, until, asker.Actor, cancellationToken).ConfigureAwait(false)
            && (await rules.SilencesAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(silence => silence.Id == id) is { } moved
            ? moved
            : new Refusal(RefusalKind.NotFound, "This silence has ended already.");
    }

    public async Task<Settled<string>> EndAsync(string id, Asker asker, CancellationToken cancellationToken) =>
        await RespondGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal ? refusal
        : await rules.EndSilenceAsync(id, asker.Actor, cancellationToken).ConfigureAwait(false) ? id
        : new Refusal(RefusalKind.NotFound, "This silence has ended already.");

    /// <summary>Which alerts fire now that it would cover, of those this viewer may see.</summary>
    public async Task<Settled<SilenceCover>> CoverAsync(SilenceScope scope, Viewer viewer, CancellationToken cancellationToken) =>
        Refuse(scope) is { } no ? no : Cover(scope, await alerts.FiringAsync(scope.Service, viewer, Looked, cancellationToken).ConfigureAwait(false));

    /// <summary>Label → what it says, of the alerts of a service this viewer may see that fire or were listed lately; both by name.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> LabelsAsync(string service, Viewer viewer, CancellationToken cancellationToken)
    {
        var firing = await alerts.FiringAsync(service, viewer, ReadForLabels, cancellationToken).ConfigureAwait(false);
        var listed = await alerts.PageAsync(new AlertFilter(PageSize: ReadForLabels) { Service = service, IsLoose = true }, cancellationToken).ConfigureAwait(false);
        return firing.Concat(listed.Items)
            .SelectMany(alert => alert.Facts.Labels.Where(label => label.Key != SilenceScope.AlertName).Append(new(SilenceScope.AlertName, alert.Name)))
            .GroupBy(label => label.Key, label => label.Value, StringComparer.Ordinal)
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .Take(MostOffered)
            .ToDictionary(label => label.Key, IReadOnlyList<string> (label) => [.. label.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostOffered)], StringComparer.Ordinal);
    }

    /// <summary>Those that hold with what they cover now, and those that ended in the last seven days; latest end first.</summary>
    public async Task<IReadOnlyList<ListedSilence>> ListAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var silences = await rules.SilencesAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<string, IReadOnlyList<Alert>> firing = new(StringComparer.Ordinal);
        foreach (var service in silences.Where(silence => silence.Holds(now)).Select(silence => silence.Scope.Service).Distinct(StringComparer.Ordinal))
        {
            firing[service] = await alerts.FiringAsync(service, viewer, Looked, cancellationToken).ConfigureAwait(false);
        }

        return [.. silences.Select(silence => new ListedSilence(silence, silence.Holds(now) ? Cover(silence.Scope, firing[silence.Scope.Service]) : null))];
    }

    private static SilenceCover Cover(SilenceScope scope, IReadOnlyList<Alert> firing) => new([.. firing.Where(alert => alert.IsCoveredBy(scope))], firing.Count == Looked);

    private static Refusal? Refuse(SilenceScope scope) =>
        string.IsNullOrWhiteSpace(scope.Service) ? SettingsGate.Invalid("Choose the service whose alerts are to be silent.")
        : scope.Matchers.Count > MostMatchers ? SettingsGate.Invalid($"A silence looks at no more than {MostMatchers} labels. Write a pattern instead.")
        : scope.Matchers.Select(matcher => matcher.Problem()).FirstOrDefault(problem => problem is not null) is { } problem ? SettingsGate.Invalid(problem)
        : null;
}

/// <summary>What a silence covers among the alerts that fire now, the newest first.</summary>
/// <param name="IsMore">More fire than were looked at.</param>
public sealed record SilenceCover(IReadOnlyList<Alert> Alerts, bool IsMore)
{
    /// <summary>"nothing that fires now", "2 alerts that fire now".</summary>
    public string Words => Alerts.Count switch
    {
        0 when !IsMore => "nothing that fires now",
        1 when !IsMore => "1 alert that fires now",
        var count => $"{count}{(IsMore ? " or more" : "")} alerts that fire now",
    };
}

/// <param name="Covers">Null once it ended.</param>
public sealed record ListedSilence(Silence Silence, SilenceCover? Covers);
