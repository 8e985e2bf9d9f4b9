using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

/// <summary>Who appears in the domain's stories.</summary>
internal sealed record Someone(Actor Actor, AccessRole Role)
{
    /// <summary>A Commander, and in command in most stories.</summary>
    public static readonly Someone Ada = Person("ada", "Ada", AccessRole.Commander);

    public static readonly Someone Bo = Person("bo", "Bo", AccessRole.Responder);

    /// <summary>Another Commander.</summary>
    public static readonly Someone Cy = Person("cy", "Cy", AccessRole.Commander);

    public static readonly Someone Dee = Person("dee", "Dee", AccessRole.Stakeholder);

    public static readonly Someone Root = Person("root", "Root", AccessRole.Administrator);

    public static readonly Someone Bot = new(new Actor(ActorKind.Integration, "key-1", "Alertmanager"), AccessRole.Responder);

    public static readonly Someone System = new(Actor.System, AccessRole.Administrator);

    public static readonly Someone[] Everybody = [Ada, Bo, Cy, Dee, Root];

    public string Id => Actor.Id;

    public PersonFacts Facts => new(Actor.Id, Actor.Name, $"{Actor.Id}@example.com", Role);

    public RoleAssigned As(IncidentRole role) => new(role, Actor.Id, Actor.Name);

    public static PersonFacts? Find(string idOrEmail) => Everybody.Select(someone => someone.Facts).FirstOrDefault(facts => facts.Id == idOrEmail || facts.Email == idOrEmail);

    private static Someone Person(string id, string name, AccessRole role) => new(new Actor(ActorKind.Person, id, name), role);
}
