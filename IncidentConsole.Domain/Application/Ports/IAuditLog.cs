using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Who changed which configuration, and who started a drill, newest first. Rows are only ever added.</summary>
public interface IAuditLog
{
    /// <param name="page">1-based.</param>
    Task<Page<AuditRow>> ReadAsync(int page, int pageSize, CancellationToken cancellationToken);

    /// <summary>For what is no change of configuration, which writes its row with itself.</summary>
    Task AddAsync(Actor by, string action, string subject, CancellationToken cancellationToken);
}

/// <param name="Action">What was done, in words: "invited", "changed the role to Commander".</param>
/// <param name="Subject">To what: "Maya Okafor", "service inferadb".</param>
public sealed record AuditRow(DateTimeOffset At, string ActorName, string Action, string Subject);
