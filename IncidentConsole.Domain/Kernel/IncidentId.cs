namespace IncidentConsole.Domain.Kernel;

/// <summary>Identity of an incident: a UUIDv7 in lower-case "D" form, made at the edge so that rules stay pure.</summary>
public readonly record struct IncidentId(string Value)
{
    public override string ToString() => Value;
}
