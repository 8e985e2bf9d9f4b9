using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Seeding;

/// <summary>The log without messages: what happened in the demo's past calls nobody today.</summary>
internal sealed class QuietLog(IEventLog log) : IEventLog
{
    public Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken) => log.AppendAsync(append with { Outbox = [] }, cancellationToken);

    public Task<IReadOnlyList<RecordedEvent>> LoadAsync(StreamId stream, int afterVersion, CancellationToken cancellationToken) => log.LoadAsync(stream, afterVersion, cancellationToken);

    public Task<IReadOnlyList<RecordedEvent>> LoadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken) => log.LoadAllAsync(afterPosition, limit, cancellationToken);

    public Task<StoredReply?> FindReplyAsync(string actorId, string key, CancellationToken cancellationToken) => log.FindReplyAsync(actorId, key, cancellationToken);

    public Task<long> HeadAsync(CancellationToken cancellationToken) => log.HeadAsync(cancellationToken);
}
