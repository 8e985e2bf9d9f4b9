using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The incident has, or no longer has, an attribute that the runbook's escalation names ("data-breach"), which may call people at once: it needs its reason.</summary>
/// <param name="Attribute">As the runbook names it; case does not matter.</param>
public sealed record SetAttribute(string Attribute, bool IsPresent = true) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var known = incident.Runbook.Escalation.Steps.Select(step => step.Attribute).OfType<string>().Distinct().ToList();
        var named = known.Find(attribute => string.Equals(attribute, Attribute.Trim(), StringComparison.OrdinalIgnoreCase));
        var refusal = Guard.Open(incident)
            ?? CommandRule.Check(incident, situation)
            ?? (named is not null ? null : Guard.Invalid(known.Count == 0
                ? $"The {incident.Runbook.Title} asks for no attributes. Write a note instead."
                : $"The {incident.Runbook.Title} does not ask for \"{Attribute}\". It asks for {string.Join(", ", known)}."));
        return refusal.Then(() => incident.Attributes.ContainsKey(named!) == IsPresent
            ? Decision.Nothing
            : Guard.Reason(situation, IsPresent
                ? $"Say what was seen: marking {incident.Label} as {Words(named!)} calls people and needs a reason."
                : $"Say why it is none: taking the mark {Words(named!)} off {incident.Label} needs a reason.")
            .Then(() => Decision.Accept(situation.Now, new AttributeSet(named!, IsPresent))));
    }

    private static string Words(string attribute) => attribute.Replace('-', ' ');
}
