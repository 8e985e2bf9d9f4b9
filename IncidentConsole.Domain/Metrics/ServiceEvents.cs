using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Metrics;

/// <summary>What the signals of a service said, in the stream <c>service:{slug}</c>. Samples are not events; crossing a limit is.</summary>
public abstract record ServiceEvent(string SignalId) : DomainEvent;

/// <summary>A limit was crossed, or a worse or milder one than before.</summary>
/// <param name="Rank">Severity the value speaks of, 1 = worst.</param>
/// <param name="Limit">The threshold, in the signal's unit.</param>
/// <param name="Value">What was read, in the signal's unit.</param>
public sealed record BreachBegan(string SignalId, int Rank, double Limit, double Value) : ServiceEvent(SignalId);

/// <summary>The value is within all limits again.</summary>
public sealed record BreachEnded(string SignalId, double Value) : ServiceEvent(SignalId);

/// <summary>Nothing was read for longer than the signal allows: what it shows is unknown. An open breach stays open.</summary>
/// <param name="LastAt">The last reading with a value; null when there never was one.</param>
public sealed record SignalWentStale(string SignalId, DateTimeOffset? LastAt) : ServiceEvent(SignalId);

/// <summary>A stale signal is read again.</summary>
public sealed record SignalCameBack(string SignalId) : ServiceEvent(SignalId);
