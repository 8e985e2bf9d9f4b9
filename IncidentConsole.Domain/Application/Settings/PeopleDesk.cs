using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Settings;

/// <summary>The one door for people and keys: asks who may, checks the input, has the store write it with its audit row.</summary>
public sealed class PeopleDesk(IDirectory directory, IAccounts accounts, IApiKeys keys, TimeProvider clock)
{
    /// <summary>How long an invitation or reset link works.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(3);

    private const int LongestName = 100;

    /// <summary>An account and the link that lets its owner choose a password.</summary>
    public async Task<Settled<Invitation>> InviteAsync(string name, string email, AccessRole role, Asker asker, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
        {
            return SettingsGate.Invalid($"Give the person a name of at most {LongestName} characters.");
        }

        if (!LooksLikeAddress(email))
        {
            return SettingsGate.Invalid("Give an e-mail address like maya@example.org.");
        }

        return await accounts.AddAsync(name.Trim(), email, role, asker.Actor, cancellationToken).ConfigureAwait(false) is { } person
            ? await LinkAsync(person, asker, cancellationToken).ConfigureAwait(false)
            : new Refusal(RefusalKind.Conflict, $"{email.Trim()} has an account already. Change its role, or make a new link for it.");
    }

    /// <summary>A new one-time link; the earlier one no longer works, the password still does until the new link is used.</summary>
    public async Task<Settled<Invitation>> RenewLinkAsync(string id, Asker asker, CancellationToken cancellationToken) =>
        await RefuseAsync(asker, cancellationToken).ConfigureAwait(false) is { } refusal ? refusal
        : await directory.FindPersonAsync(id, cancellationToken).ConfigureAwait(false) is not { } person ? NoSuchPerson()
        : person.IsLocked ? new Refusal(RefusalKind.Conflict, $"{person.Name} is locked. Unlock the account first.")
        : await LinkAsync(person, asker, cancellationToken).ConfigureAwait(false);

    public Task<Settled<Person>> ChangeRoleAsync(string id, AccessRole role, Asker asker, CancellationToken cancellationToken) =>
        ChangeAsync(id, asker, person => person.Role == role, () => accounts.ChangeRoleAsync(id, role, asker.Actor, cancellationToken), cancellationToken);

    public Task<Settled<Person>> SetLockedAsync(string id, bool locked, Asker asker, CancellationToken cancellationToken) =>
        ChangeAsync(id, asker, person => person.IsLocked == locked, () => accounts.SetLockedAsync(id, locked, asker.Actor, cancellationToken), cancellationToken);

    public Task<Settled<Person>> SignOutEverywhereAsync(string id, Asker asker, CancellationToken cancellationToken) => ChangeAsync(
        id,
        asker,
        _ => false,
        async () =>
        {
            await accounts.SignOutEverywhereAsync(id, asker.Actor, cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <param name="actsAs">Account id or e-mail of the person it acts as; null or empty: as itself.</param>
    /// <param name="defaultService">Slug; where its alerts without a service go.</param>
    public async Task<Settled<NewKey>> CreateKeyAsync(string name, AccessRole role, string? actsAs, string? defaultService, Asker asker, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
        {
            return SettingsGate.Invalid($"Name the key after the program that will use it, in at most {LongestName} characters.");
        }

        Person? person = null;
        if (!string.IsNullOrWhiteSpace(actsAs) && (person = await directory.FindPersonAsync(actsAs, cancellationToken).ConfigureAwait(false)) is null)
        {
            return NoSuchPerson();
        }

        var (key, secret) = await keys.CreateAsync(name.Trim(), role, person?.Id, string.IsNullOrWhiteSpace(defaultService) ? null : defaultService, asker.Actor, cancellationToken).ConfigureAwait(false);
        return new NewKey(key, secret);
    }

    public async Task<Settled<ApiKey>> RevokeKeyAsync(string id, Asker asker, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        await keys.RevokeAsync(id, asker.Actor, cancellationToken).ConfigureAwait(false);
        return await keys.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } key ? key : new Refusal(RefusalKind.NotFound, "There is no such key.");
    }

    private async Task<Settled<Person>> ChangeAsync(string id, Asker asker, Predicate<Person> isSo, Func<Task<bool>> change, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (await directory.FindPersonAsync(id, cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return NoSuchPerson();
        }

        if (isSo(person))
        {
            return person;
        }

        return await change().ConfigureAwait(false) && await directory.FindPersonAsync(id, cancellationToken).ConfigureAwait(false) is { } changed
            ? changed
            : new Refusal(RefusalKind.Conflict, $"{person.Name} is the last administrator who can sign in. Make somebody else an administrator first.");
    }

    private async Task<Invitation> LinkAsync(Person person, Asker asker, CancellationToken cancellationToken)
    {
        var expiresAt = clock.GetUtcNow() + LinkLifetime;
        return new Invitation(person, await accounts.IssueLinkAsync(person.Id, expiresAt, asker.Actor, cancellationToken).ConfigureAwait(false), expiresAt);
    }

    private Task<Refusal?> RefuseAsync(Asker asker, CancellationToken cancellationToken) => SettingsGate.RefuseAsync(directory, asker, cancellationToken);

    private static Refusal NoSuchPerson() => new(RefusalKind.NotFound, "There is no such account.");

    private static bool LooksLikeAddress(string email) =>
        email.Trim() is { Length: <= 254 } text && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
}

/// <param name="Secret">Last part of the link; shown once.</param>
public sealed record Invitation(Person Person, string Secret, DateTimeOffset ExpiresAt);

/// <param name="Secret">What the program sends; shown once.</param>
public sealed record NewKey(ApiKey Key, string Secret);
