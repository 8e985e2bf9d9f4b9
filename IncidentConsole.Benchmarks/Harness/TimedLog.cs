using System.Collections.Concurrent;
using System.Diagnostics;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>The log, with the moment at which each append was handed to it and how long its commit took.</summary>
internal sealed class TimedLog(IEventLog log) : IEventLog
{
    private readonly ConcurrentDictionary<long, long> began = new();

    /// <summary>Milliseconds from handing over to the acknowledged commit.</summary>
    public Samples Commits { get; set; } = new();

    /// <summary>Timestamp at which the append of this position was handed over.</summary>
    public long BeganAt(long position) => began[position];

    public async Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await log.AppendAsync(append, cancellationToken);
        Commits.Add(Stopwatch.GetElapsedTime(start));
        foreach (var recorded in result is AppendResult.Appended appended ? appended.Events : [])
        {
            began[recorded.Position] = start;
        }

        return result;
    }

    public Task<IReadOnlyList<RecordedEvent>> LoadAsync(StreamId stream, int afterVersion, CancellationToken cancellationToken) => log.LoadAsync(stream, afterVersion, cancellationToken);

    public Task<IReadOnlyList<RecordedEvent>> LoadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken) => log.LoadAllAsync(afterPosition, limit, cancellationToken);

    public Task<StoredReply?> FindReplyAsync(string actorId, string key, CancellationToken cancellationToken) => log.FindReplyAsync(actorId, key, cancellationToken);

    public Task<long> HeadAsync(CancellationToken cancellationToken) => log.HeadAsync(cancellationToken);
}
