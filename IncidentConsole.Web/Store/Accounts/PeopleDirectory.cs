using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store.Accounts;

/// <summary>Who somebody is and may do, read from the store each time it is asked.</summary>
internal sealed class PeopleDirectory(Database database) : IDirectory
{
    private const string Find = $"SELECT {PersonRow.Columns} FROM person WHERE id = @id OR email = @email";
    private const string All = $"SELECT {PersonRow.Columns} FROM person ORDER BY lower(name), id";
    private const string RoleOfPerson = "SELECT role FROM person WHERE id = @id AND NOT is_locked";
    private const string RoleOfKey = """
        SELECT role FROM api_key WHERE id = @id AND revoked_at IS NULL
        UNION ALL SELECT 'Responder' FROM integration WHERE id = @id AND revoked_at IS NULL
        """;

    public async Task<Person?> FindPersonAsync(string idOrEmail, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<PersonRow>(new CommandDefinition(Find, new { id = idOrEmail, email = PersonRow.Normal(idOrEmail) }, cancellationToken: cancellationToken));
        return row?.ToPerson();
    }

    public async Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<PersonRow>(new CommandDefinition(All, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToPerson())];
    }

    public async Task<AccessRole?> RoleOfAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind == ActorKind.System)
        {
            return AccessRole.Administrator;
        }

        await using var connection = await database.OpenReadAsync(cancellationToken);
        var sql = actor.IsPerson ? RoleOfPerson : RoleOfKey;
        var role = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(sql, new { id = actor.Id }, cancellationToken: cancellationToken));
        return role is null ? null : Enum.Parse<AccessRole>(role);
    }
}
