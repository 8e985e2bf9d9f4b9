using System.Data.Common;
using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using Microsoft.AspNetCore.Identity;

namespace IncidentConsole.Web.Store.Accounts;

/// <summary>
/// The accounts of people. A change of password, role or lock gives a new security stamp, and with it the account's sessions end:
/// <see cref="Changed"/> says so in this process, other processes compare the stamp.
/// </summary>
internal sealed class AccountStore(Database database, PasswordHasher<PersonRow> hasher, TimeProvider clock) : IAccounts
{
    private const string Insert = """
        INSERT INTO person (id, name, email, role, password_hash, security_stamp, is_locked, created_at)
        VALUES (@id, @name, @email, @role, @hash, @stamp, @locked, @now)
        """;

    private const string List = $"""
        SELECT {PersonRow.Columns}, person_link.expires_at AS LinkExpiresAt, sign_in_failure.locked_until AS LockedOutUntil
        FROM person
        LEFT JOIN person_link ON person_link.person_id = person.id
        LEFT JOIN sign_in_failure ON sign_in_failure.email = person.email
        ORDER BY lower(person.name), person.id
        """;

    private const string ById = $"SELECT {PersonRow.Columns} FROM person WHERE id = @id";
    private const string ByLink = $"SELECT {PersonRow.Columns} FROM person JOIN person_link ON person_link.person_id = person.id WHERE secret_hash = @hash AND expires_at > @now AND NOT is_locked";
    private const string OtherAdministrators = "SELECT COUNT(*) FROM person WHERE role = 'Administrator' AND NOT is_locked AND password_hash IS NOT NULL AND id <> @id";
    private const string SetRole = "UPDATE person SET role = @role, security_stamp = @stamp WHERE id = @id";
    private const string SetLocked = "UPDATE person SET is_locked = @locked, security_stamp = @stamp WHERE id = @id";
    private const string SetStamp = "UPDATE person SET security_stamp = @stamp WHERE id = @id";
    private const string SetPassword = "UPDATE person SET password_hash = @hash, security_stamp = @stamp WHERE id = @id";
    private const string UseLink = "DELETE FROM person_link WHERE secret_hash = @hash AND expires_at > @now RETURNING person_id";

    private const string PutLink = """
        INSERT INTO person_link (person_id, secret_hash, expires_at) VALUES (@id, @hash, @expiresAt)
        ON CONFLICT (person_id) DO UPDATE SET secret_hash = excluded.secret_hash, expires_at = excluded.expires_at
        """;

    public event Action<string>? Changed;

    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT COUNT(*) FROM person", cancellationToken: cancellationToken)) > 0;
    }

    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<PersonRow, LinkRow, Account>(
            new CommandDefinition(List, cancellationToken: cancellationToken),
            (person, link) => new Account(person.ToPerson(), person.PasswordHash is not null, link?.LockedOutUntil, link?.LinkExpiresAt),
            splitOn: nameof(LinkRow.LinkExpiresAt));
        return [.. rows];
    }

    public Task<Person?> AddAsync(string name, string email, AccessRole role, Actor by, CancellationToken cancellationToken) =>
        InsertAsync(name, email, role, null, onlyFirst: false, by, $"invited as {role}", cancellationToken);

    public Task<Person?> AddFirstAsync(string name, string email, string password, CancellationToken cancellationToken) =>
        InsertAsync(name, email, AccessRole.Administrator, password, onlyFirst: true, Actor.System, "made the first administrator", cancellationToken);

    public Task<bool> ChangeRoleAsync(string id, AccessRole role, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(id, keepsAdministrator: role == AccessRole.Administrator, SetRole, new { id, role = role.ToString(), stamp = Stamp() }, by, $"changed the role to {role}", cancellationToken);

    public Task<bool> SetLockedAsync(string id, bool locked, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(id, keepsAdministrator: !locked, SetLocked, new { id, locked, stamp = Stamp() }, by, locked ? "locked" : "unlocked", cancellationToken);

    public Task SignOutEverywhereAsync(string id, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(id, keepsAdministrator: true, SetStamp, new { id, stamp = Stamp() }, by, "signed out everywhere", cancellationToken);

    public async Task<string> IssueLinkAsync(string id, DateTimeOffset expiresAt, Actor by, CancellationToken cancellationToken)
    {
        var secret = Secrets.Create();
        await database.WriteAsync(
            async scope =>
            {
                var person = await scope.Connection.QuerySingleAsync<PersonRow>(ById, new { id });
                await scope.Connection.ExecuteAsync(PutLink, new { id, hash = Secrets.Hash(secret), expiresAt });
                await AuditStore.AddAsync(scope, clock.GetUtcNow(), by, "issued a one-time link", person.Name);
            },
            cancellationToken);
        return secret;
    }

    public async Task<Person?> FindByLinkAsync(string secret, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<PersonRow>(new CommandDefinition(ByLink, new { hash = Secrets.Hash(secret), now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
        return row?.ToPerson();
    }

    public async Task<Person?> RedeemLinkAsync(string secret, string password, CancellationToken cancellationToken)
    {
        var hash = hasher.HashPassword(new PersonRow(), password);
        var now = clock.GetUtcNow();
        var person = await database.WriteAsync(
            async scope =>
            {
                var id = await scope.Connection.ExecuteScalarAsync<string?>(UseLink, new { hash = Secrets.Hash(secret), now });
                if (id is null)
                {
                    return null;
                }

                await scope.Connection.ExecuteAsync(SetPassword, new { id, hash, stamp = Stamp() });
                var row = await scope.Connection.QuerySingleAsync<PersonRow>(ById, new { id });
                await scope.Connection.ExecuteAsync(SignInGuard.Clear, new { email = row.Email });
                await AuditStore.AddAsync(scope, now, new Actor(ActorKind.Person, row.Id, row.Name), "set a password by a one-time link", row.Name);
                return row.ToPerson();
            },
            cancellationToken);
        Tell(person?.Id);
        return person;
    }

    public async Task<Person?> ChangePasswordAsync(string id, string current, string next, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<PersonRow>(new CommandDefinition(ById, new { id }, cancellationToken: cancellationToken));
        if (row?.PasswordHash is null || hasher.VerifyHashedPassword(row, row.PasswordHash, current) == PasswordVerificationResult.Failed)
        {
            return null;
        }

        var stamp = Stamp();
        await ChangeAsync(id, keepsAdministrator: true, SetPassword, new { id, hash = hasher.HashPassword(row, next), stamp }, new Actor(ActorKind.Person, row.Id, row.Name), "changed the password", cancellationToken);
        return row.ToPerson() with { SecurityStamp = stamp };
    }

    public Task<SignInAnswer> SignInAsync(string email, string password, CancellationToken cancellationToken) =>
        new SignInGuard(database, hasher, clock).SignInAsync(PersonRow.Normal(email), password, cancellationToken);

    private async Task<Person?> InsertAsync(string name, string email, AccessRole role, string? password, bool onlyFirst, Actor by, string action, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var person = new Person(Guid.CreateVersion7(now).ToString("D"), name.Trim(), PersonRow.Normal(email), role, false, Stamp());
        var hash = password is null ? null : hasher.HashPassword(new PersonRow(), password);
        try
        {
            return await database.WriteAsync(
                async scope =>
                {
                    if (onlyFirst && await scope.Connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM person") > 0)
                    {
                        return null;
                    }

                    await scope.Connection.ExecuteAsync(Insert, new { id = person.Id, name = person.Name, email = person.Email, role = role.ToString(), hash, stamp = person.SecurityStamp, locked = false, now });
                    await AuditStore.AddAsync(scope, now, by, action, person.Name);
                    return person;
                },
                cancellationToken);
        }
        catch (DbException exception) when (database.IsUniqueViolation(exception))
        {
            return null;
        }
    }

    private async Task<bool> ChangeAsync(string id, bool keepsAdministrator, string sql, object values, Actor by, string action, CancellationToken cancellationToken)
    {
        var changed = await database.WriteAsync(
            async scope =>
            {
                var row = await scope.Connection.QueryFirstOrDefaultAsync<PersonRow>(ById, new { id });
                if (row is null || (!keepsAdministrator && row.Role == AccessRole.Administrator && await scope.Connection.ExecuteScalarAsync<int>(OtherAdministrators, new { id }) == 0))
                {
                    return false;
                }

                await scope.Connection.ExecuteAsync(sql, values);
                await AuditStore.AddAsync(scope, clock.GetUtcNow(), by, action, row.Name);
                return true;
            },
            cancellationToken);
        Tell(changed ? id : null);
        return changed;
    }

    private void Tell(string? id)
    {
        if (id is not null)
        {
            Changed?.Invoke(id);
        }
    }

    private static string Stamp() => Secrets.Create();

    private sealed class LinkRow
    {
        public DateTimeOffset? LinkExpiresAt { get; init; }

        public DateTimeOffset? LockedOutUntil { get; init; }
    }
}
