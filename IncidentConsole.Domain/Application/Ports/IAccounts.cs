using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The accounts of people: how one signs in and how an administrator changes them. Each change writes its audit row in the same transaction.</summary>
public interface IAccounts
{
    /// <summary>Raised with the account's id after its security stamp changed in this process: its sessions end now.</summary>
    event Action<string>? Changed;

    /// <summary>False on a fresh store: then set-up makes the first administrator.</summary>
    Task<bool> AnyAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Makes an account without a password; an invitation link sets one.</summary>
    /// <returns>Null when the e-mail address has an account already.</returns>
    Task<Person?> AddAsync(string name, string email, AccessRole role, Actor by, CancellationToken cancellationToken);

    /// <summary>Makes the first administrator, with a password; null when there are accounts already, so that two at once make one.</summary>
    Task<Person?> AddFirstAsync(string name, string email, string password, CancellationToken cancellationToken);

    /// <returns>False where it would leave the console without an administrator who can sign in, or there is no such account.</returns>
    Task<bool> ChangeRoleAsync(string id, AccessRole role, Actor by, CancellationToken cancellationToken);

    /// <inheritdoc cref="ChangeRoleAsync"/>
    Task<bool> SetLockedAsync(string id, bool locked, Actor by, CancellationToken cancellationToken);

    /// <summary>Ends every session of the account.</summary>
    Task SignOutEverywhereAsync(string id, Actor by, CancellationToken cancellationToken);

    /// <summary>A one-time secret that sets a new password; it replaces the account's earlier one. Only its hash is kept.</summary>
    Task<string> IssueLinkAsync(string id, DateTimeOffset expiresAt, Actor by, CancellationToken cancellationToken);

    /// <summary>Whose the secret is, while it is unused and not expired.</summary>
    Task<Person?> FindByLinkAsync(string secret, CancellationToken cancellationToken);

    /// <summary>Uses the secret up, sets the password and ends all sessions; null when the link is used or expired.</summary>
    Task<Person?> RedeemLinkAsync(string secret, string password, CancellationToken cancellationToken);

    /// <summary>Sets a new password and ends all other sessions; null when the current password is wrong.</summary>
    /// <returns>The account with its new security stamp, to sign in again with.</returns>
    Task<Person?> ChangePasswordAsync(string id, string current, string next, CancellationToken cancellationToken);

    /// <summary>Checks a password, counts failures and locks out after five for 15 minutes.</summary>
    Task<SignInAnswer> SignInAsync(string email, string password, CancellationToken cancellationToken);
}

/// <param name="HasPassword">False until the invitation was used.</param>
/// <param name="LockedOutUntil">After five wrong passwords; null or past: not locked out.</param>
/// <param name="LinkExpiresAt">An unused invitation or reset link; null when there is none.</param>
public sealed record Account(Person Person, bool HasPassword, DateTimeOffset? LockedOutUntil, DateTimeOffset? LinkExpiresAt);

public abstract record SignInAnswer
{
    private SignInAnswer()
    {
    }

    public sealed record Welcome(Person Person) : SignInAnswer;

    /// <summary>Wrong address or password, or a locked account: which one is not told.</summary>
    public sealed record Wrong : SignInAnswer;

    public sealed record LockedOut(DateTimeOffset Until) : SignInAnswer;
}
