using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Store.Accounts;

/// <summary>A row of <c>person</c>, read with the columns of <see cref="Columns"/>.</summary>
internal sealed class PersonRow
{
    public const string Columns = """
        person.id AS Id, person.name AS Name, person.email AS Email, person.role AS Role, person.is_locked AS IsLocked,
        person.security_stamp AS SecurityStamp, person.password_hash AS PasswordHash
        """;

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public AccessRole Role { get; init; }

    public bool IsLocked { get; init; }

    public string SecurityStamp { get; init; } = "";

    public string? PasswordHash { get; init; }

    public Person ToPerson() => new(Id, Name, Email, Role, IsLocked, SecurityStamp);

    /// <summary>Addresses are compared in lower case, without the blanks around a copied one.</summary>
    public static string Normal(string email) => email.Trim().ToLowerInvariant();
}
