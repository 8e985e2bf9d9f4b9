namespace IncidentConsole.Domain.Kernel;

/// <summary>Names one append-only stream of the log: <c>incident:{id}</c> or <c>service:{slug}</c>.</summary>
public readonly record struct StreamId(string Value)
{
    private const string IncidentPrefix = "incident:";
    private const string ServicePrefix = "service:";

    public bool IsIncident => Value.StartsWith(IncidentPrefix, StringComparison.Ordinal);

    public static StreamId Of(IncidentId incident) => new(IncidentPrefix + incident.Value);

    public static StreamId OfService(string slug) => new(ServicePrefix + slug);

    /// <summary>The incident this stream belongs to. Only meaningful where <see cref="IsIncident"/> holds.</summary>
    public IncidentId ToIncidentId() => new(Value[IncidentPrefix.Length..]);

    public override string ToString() => Value;
}
