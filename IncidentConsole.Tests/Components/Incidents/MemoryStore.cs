using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Live;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>The log and its rows in memory, so that component tests run on the real desk and its rules. The feed can be held back, as a slow tailer would.</summary>
internal sealed class MemoryStore(LiveFeed feed) : IEventLog, IIncidentQueries, ITailNudge
{
    private readonly List<RecordedEvent> log = [];
    private readonly List<RecordedEvent> held = [];
    private readonly Dictionary<IncidentId, IncidentRow> rows = [];
    private readonly Dictionary<(string Actor, string Key), StoredReply> replies = [];

    /// <summary>True: what is appended reaches no screen until <see cref="Release"/>.</summary>
    public bool HoldsFeed { get; set; }

    /// <summary>True: the next append breaks, as a full disk would.</summary>
    public bool Breaks { get; set; }

    public int Appends { get; private set; }

    public IReadOnlyList<RecordedEvent> Events => log;

    public void Release()
    {
        HoldsFeed = false;
        feed.Publish([.. held]);
        held.Clear();
    }

    public Task<IReadOnlyList<RecordedEvent>> LoadAsync(StreamId stream, int afterVersion, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RecordedEvent>>([.. log.Where(e => e.Stream == stream && e.Version > afterVersion)]);

    public Task<IReadOnlyList<RecordedEvent>> LoadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RecordedEvent>>([.. log.Where(e => e.Position > afterPosition).Take(limit)]);

    public Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken)
    {
        if (Breaks)
        {
            Breaks = false;
            throw new IOException("disk full");
        }

        Appends++;
        var recorded = append.Events.Select((happening, i) => new RecordedEvent(
            log.Count + 1 + i, append.Stream, append.ExpectedVersion + 1 + i, happening.Event, append.Actor, append.Reason, append.Source, happening.OccurredAt, append.Now, append.Correlation)).ToList();
        if (append.RedactedVersions.Count > 0)
        {
            var blank = Redaction.Blank(log, append.RedactedVersions.ToHashSet()).ToList();   // one incident a test: its versions are the log's
            log.Clear();
            log.AddRange(blank);
        }

        log.AddRange(recorded);
        if (append.ReadModels is { } models)
        {
            rows[models.Incident.Id] = models.Incident;
        }

        if (append.Reply is { } reply)
        {
            replies[(reply.ActorId, reply.Key)] = reply;
        }

        held.AddRange(recorded);
        if (!HoldsFeed)
        {
            Release();
        }

        return Task.FromResult<AppendResult>(new AppendResult.Appended(recorded));
    }

    public Task<StoredReply?> FindReplyAsync(string actorId, string key, CancellationToken cancellationToken) => Task.FromResult(replies.GetValueOrDefault((actorId, key)));

    public Task<long> HeadAsync(CancellationToken cancellationToken) => Task.FromResult((long)log.Count);

    public Task<Page<IncidentRow>> ListAsync(IncidentFilter filter, Viewer viewer, CancellationToken cancellationToken)
    {
        var found = rows.Values
            .Where(row => filter.Status is null || row.Status.IsOpen() == (filter.Status == "open"))
            .Where(row => filter.Drills == DrillScope.WithDrills || row.IsDrill == (filter.Drills == DrillScope.OnlyDrills))
            .Where(row => filter.Severity is null || row.Severity == filter.Severity)
            .Where(row => filter.Service is null || row.Service == filter.Service)
            .Where(row => filter.Text is null || row.Title.Contains(filter.Text, StringComparison.OrdinalIgnoreCase))
            .Where(row => !filter.OwesPostmortem || row is { PostmortemDueAt: not null, PostmortemPublishedAt: null })
            .OrderByDescending(row => row.Number).ToList();
        return Task.FromResult(new Page<IncidentRow>([.. found.Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize)], filter.Page, filter.PageSize, found.Count));
    }

    public Task<IncidentRow?> FindAsync(int number, Viewer viewer, CancellationToken cancellationToken) => Task.FromResult(rows.Values.FirstOrDefault(row => row.Number == number));

    public Task<IncidentRow?> FindAsync(IncidentId id, Viewer viewer, CancellationToken cancellationToken) => Task.FromResult(rows.GetValueOrDefault(id));

    public Task<IncidentRow?> FindOpenOfServiceAsync(string service, Viewer viewer, CancellationToken cancellationToken) => Task.FromResult<IncidentRow?>(null);

    public Task<IReadOnlyList<RecordedEvent>> TimelineAsync(IncidentId id, long afterPosition, int limit, Viewer viewer, CancellationToken cancellationToken) =>
        LoadAsync(StreamId.Of(id), 0, cancellationToken);

    public Task<IReadOnlyList<SectionRevision>> RevisionsAsync(IncidentId id, string sectionId, Viewer viewer, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SectionRevision>>([]);

    public Task<int> NextNumberAsync(CancellationToken cancellationToken) => Task.FromResult(rows.Count + 1);

    public void Nudge(IReadOnlyList<RecordedEvent> appended)
    {
    }
}
