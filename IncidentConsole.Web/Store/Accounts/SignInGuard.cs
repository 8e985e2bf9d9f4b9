using System.Globalization;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using Microsoft.AspNetCore.Identity;

namespace IncidentConsole.Web.Store.Accounts;

/// <summary>
/// Checks a password. Five wrong ones lock the address out for 15 minutes, whether it has an account or not,
/// and an unknown address costs the same time, so that neither answer nor clock tells who works here.
/// </summary>
internal sealed class SignInGuard(Database database, PasswordHasher<PersonRow> hasher, TimeProvider clock)
{
    public const int MostFailures = 5;
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    internal const string Clear = "DELETE FROM sign_in_failure WHERE email = @email";
    private const string ByEmail = $"SELECT {PersonRow.Columns} FROM person WHERE email = @email";
    private const string LockedUntil = "SELECT locked_until FROM sign_in_failure WHERE email = @email AND locked_until > @now";
    private const string Forget = "DELETE FROM sign_in_failure WHERE last_at < @before";
    private const string Lock = "UPDATE sign_in_failure SET failures = 0, locked_until = @until WHERE email = @email";
    private const string Rehash = "UPDATE person SET password_hash = @hash WHERE id = @id";

    private const string Count = """
        INSERT INTO sign_in_failure (email, failures, last_at) VALUES (@email, 1, @now)
        ON CONFLICT (email) DO UPDATE SET failures = sign_in_failure.failures + 1, last_at = excluded.last_at
        RETURNING failures
        """;

    private static readonly string NobodysHash = new PasswordHasher<PersonRow>().HashPassword(new PersonRow(), Secrets.Create());

    public async Task<SignInAnswer> SignInAsync(string email, string password, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        PersonRow? row;
        await using (var connection = await database.OpenReadAsync(cancellationToken))
        {
            if (await connection.ExecuteScalarAsync<string?>(new CommandDefinition(LockedUntil, new { email, now }, cancellationToken: cancellationToken)) is { } until)
            {
                return new SignInAnswer.LockedOut(SqlTypes.Time(until));
            }

            row = await connection.QueryFirstOrDefaultAsync<PersonRow>(new CommandDefinition(ByEmail, new { email }, cancellationToken: cancellationToken));
        }

        var result = hasher.VerifyHashedPassword(row ?? new PersonRow(), row?.PasswordHash ?? NobodysHash, password);
        if (row?.PasswordHash is null || row.IsLocked || result == PasswordVerificationResult.Failed)
        {
            return await FailAsync(email, now, cancellationToken);
        }

        var hash = result == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(row, password) : null;
        await database.WriteAsync(
            async scope =>
            {
                await scope.Connection.ExecuteAsync(Clear, new { email });
                if (hash is not null)
                {
                    await scope.Connection.ExecuteAsync(Rehash, new { id = row.Id, hash });
                }
            },
            cancellationToken);
        return new SignInAnswer.Welcome(row.ToPerson());
    }

    private Task<SignInAnswer> FailAsync(string email, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync<SignInAnswer>(
        async scope =>
        {
            await scope.Connection.ExecuteAsync(Forget, new { before = now - TimeSpan.FromDays(1) });
            var failures = Convert.ToInt32(await scope.Connection.ExecuteScalarAsync(Count, new { email, now }), CultureInfo.InvariantCulture);
            if (failures < MostFailures)
            {
                return new SignInAnswer.Wrong();
            }

            await scope.Connection.ExecuteAsync(Lock, new { email, until = now + LockOut });
            return new SignInAnswer.LockedOut(now + LockOut);
        },
        cancellationToken);
}
