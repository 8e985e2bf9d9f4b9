using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Settings;

/// <summary>The one door for integrations and the alert policies of services: asks who may, checks the input, has the store write it with its audit row.</summary>
public sealed class IntegrationDesk(IDirectory directory, IIntegrations integrations, IAlertRules rules, ICatalog catalog, TimeProvider clock)
{
    private const int LongestName = 100;
    private const int LongestPath = 300;
    private const int MostPerSecond = 10_000;
    private const int ShortestSecret = 12;
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(90);
    private static readonly TimeSpan ShortestBeat = TimeSpan.FromSeconds(10);

    /// <param name="draft">Its id and times are made here.</param>
    public async Task<Settled<NewIntegration>> AddAsync(Integration draft, string? signingSecret, Asker asker, CancellationToken cancellationToken)
    {
        var integration = Tidy(draft) with { Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("D"), CreatedAt = clock.GetUtcNow(), RevokedAt = null, IsSigned = !string.IsNullOrEmpty(signingSecret) };
        return await RefuseAsync(integration, signingSecret, asker, cancellationToken).ConfigureAwait(false) is { } refusal
            ? refusal
            : new NewIntegration(integration, await integrations.AddAsync(integration, signingSecret, asker.Actor, cancellationToken).ConfigureAwait(false));
    }

    /// <param name="signingSecret">Null leaves it, empty takes it away.</param>
    public async Task<Settled<Integration>> SaveAsync(Integration draft, string? signingSecret, Asker asker, CancellationToken cancellationToken)
    {
        var integration = Tidy(draft);
        if (await RefuseAsync(integration, signingSecret, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return await integrations.SaveAsync(integration, signingSecret, asker.Actor, cancellationToken).ConfigureAwait(false)
            && await integrations.FindAsync(integration.Id, cancellationToken).ConfigureAwait(false) is { } saved ? saved : Gone();
    }

    /// <param name="keepOld">How long the key in use still works; zero ends it at once.</param>
    public async Task<Settled<NewIntegration>> RotateAsync(string id, TimeSpan keepOld, Asker asker, CancellationToken cancellationToken)
    {
        if (await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (keepOld < TimeSpan.Zero || keepOld > LongestOverlap)
        {
            return SettingsGate.Invalid("An old key may go on working for at most 30 days.");
        }

        return await integrations.FindAsync(id, cancellationToken).ConfigureAwait(false) is { IsRevoked: false } integration
            ? new NewIntegration(integration, await integrations.RotateAsync(integration, clock.GetUtcNow() + keepOld, asker.Actor, cancellationToken).ConfigureAwait(false))
            : Gone();
    }

    public Task<Settled<Integration>> EndEarlierKeysAsync(string id, Asker asker, CancellationToken cancellationToken) => ChangeAsync(
        id,
        asker,
        async integration =>
        {
            await integrations.EndEarlierKeysAsync(integration, asker.Actor, cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public Task<Settled<Integration>> RevokeAsync(string id, Asker asker, CancellationToken cancellationToken) =>
        ChangeAsync(id, asker, integration => integrations.RevokeAsync(integration, asker.Actor, cancellationToken), cancellationToken);

    public async Task<Settled<AlertPolicy>> SetPolicyAsync(string service, AlertPolicy policy, Asker asker, CancellationToken cancellationToken)
    {
        if (await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (policy.Window < TimeSpan.FromMinutes(1) || policy.Window > LongestWait)
        {
            return SettingsGate.Invalid("The window goes from 1 minute to 90 days.");
        }

        if (await catalog.FindServiceAsync(service, cancellationToken).ConfigureAwait(false) is null)
        {
            return new Refusal(RefusalKind.NotFound, $"There is no service \"{service}\".");
        }

        await rules.SavePolicyAsync(service, policy, asker.Actor, cancellationToken).ConfigureAwait(false);
        return policy;
    }

    private async Task<Settled<Integration>> ChangeAsync(string id, Asker asker, Func<Integration, Task<bool>> change, CancellationToken cancellationToken)
    {
        if (await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return await integrations.FindAsync(id, cancellationToken).ConfigureAwait(false) is { IsRevoked: false } integration && await change(integration).ConfigureAwait(false)
            ? integration
            : Gone();
    }

    private async Task<Refusal?> RefuseAsync(Integration integration, string? signingSecret, Asker asker, CancellationToken cancellationToken) =>
        await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false)
            ?? (Problem(integration, signingSecret) is { } problem ? SettingsGate.Invalid(problem) : null)
            ?? (integration.Service is { } slug && await catalog.FindServiceAsync(slug, cancellationToken).ConfigureAwait(false) is null
                ? SettingsGate.Invalid($"There is no service \"{slug}\". Attach it first, or choose another.")
                : null);

    private static string? Problem(Integration integration, string? secret) => integration switch
    {
        { Name.Length: 0 or > LongestName } => $"Name the integration after the program that will send, in at most {LongestName} characters.",
        { Service: null, ServicePath: null } => "Say where its messages belong: choose a service, or name the label that holds one.",
        { ServicePath.Length: > LongestPath } => $"The labels that name the service fit in {LongestPath} characters.",
        { TimeToLive: { } ttl } when ttl < TimeSpan.FromMinutes(1) || ttl > LongestWait => "An alert nobody repeats ends after 1 minute to 90 days, or never.",
        { PerSecond: < 1 or > MostPerSecond } => $"The limit goes from 1 to {MostPerSecond} deliveries a second.",
        { Kind: IntegrationKind.Heartbeat, Every: null } => "Say how often the heartbeat is expected.",
        { Kind: IntegrationKind.Heartbeat, Service: null } => "Choose the service that is in trouble when this heartbeat is missing.",
        { Kind: IntegrationKind.Heartbeat, Every: { } every } when every < ShortestBeat || every > LongestWait => "A heartbeat is expected every 10 seconds to 90 days.",
        { Kind: IntegrationKind.Heartbeat, Grace: var grace } when grace < TimeSpan.Zero || grace > LongestWait => "A heartbeat may be late by 0 seconds to 90 days.",
        _ when !string.IsNullOrEmpty(secret) && !integration.Kind.CanBeSigned() => "Only Grafana and Git forges sign what they send.",
        _ when !string.IsNullOrEmpty(secret) && secret.Length < ShortestSecret => $"A signing secret needs at least {ShortestSecret} characters.",
        _ => null,
    };

    private static Integration Tidy(Integration draft) => draft with
    {
        Name = draft.Name.Trim(),
        Service = Said(draft.Service),
        ServicePath = draft.Kind == IntegrationKind.Heartbeat ? null : Said(draft.ServicePath),
        TimestampHeader = draft.Kind == IntegrationKind.Grafana ? Said(draft.TimestampHeader) : null,
        Every = draft.Kind == IntegrationKind.Heartbeat ? draft.Every : null,
    };

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Refusal Gone() => new(RefusalKind.NotFound, "There is no such integration, or it is revoked.");
}

/// <param name="Key">What the sender gives; shown once.</param>
public sealed record NewIntegration(Integration Integration, string Key);
