using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The revisions of each runbook: what was published, by whom, when and why. None is ever deleted.</summary>
public interface IRunbookHistory
{
    /// <summary>Newest first; empty where there is no such runbook.</summary>
    /// <param name="viewer">Incidents the viewer may not see are not counted.</param>
    Task<IReadOnlyList<RunbookPublication>> PublicationsAsync(string slug, Viewer viewer, CancellationToken cancellationToken);

    /// <summary>The revision in use; null where there is no such runbook. Counts no incidents.</summary>
    Task<RunbookPublication?> CurrentAsync(string slug, CancellationToken cancellationToken);

    /// <summary>The Markdown a revision was compiled from; null where it was published without one.</summary>
    Task<string?> SourceAsync(string slug, int revision, CancellationToken cancellationToken);
}

/// <param name="Revision">1, 2, … within a runbook.</param>
/// <param name="IsCurrent">New incidents run under it.</param>
/// <param name="UsedBy">Incidents declared under this version, whichever revision named it.</param>
public sealed record RunbookPublication(string Slug, int Revision, RunbookKey Key, DateTimeOffset At, Actor By, string Reason, bool IsCurrent = true, int UsedBy = 0);
