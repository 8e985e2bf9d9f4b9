using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>
/// The open connections (circuits are hub connections too) by whom they were opened. <see cref="End"/> closes all of an account or key at once:
/// the browser then asks for a new one, and its old cookie no longer opens it.
/// </summary>
public sealed class LiveSessions
{
    private readonly ConcurrentDictionary<string, (HubCallerContext Context, LiveSession Session)> connections = new(StringComparer.Ordinal);

    private readonly Dictionary<LiveSession, int> open = [];   // how many connections of each: looked at every other second, however many there are

    /// <summary>Account ids with the stamp each connection was opened under.</summary>
    public IReadOnlyList<LiveSession> Open
    {
        get
        {
            lock (open)
            {
                return [.. open.Keys];
            }
        }
    }

    public void End(string accountOrKeyId)
    {
        foreach (var (context, session) in connections.Values)
        {
            if (session.AccountId == accountOrKeyId || session.KeyId == accountOrKeyId)
            {
                context.Abort();
            }
        }
    }

    internal void Add(HubCallerContext context)
    {
        var session = LiveSession.Of(context);
        if (connections.TryAdd(context.ConnectionId, (context, session)))
        {
            lock (open)
            {
                open[session] = open.GetValueOrDefault(session) + 1;
            }
        }
    }

    internal void Remove(HubCallerContext context)
    {
        if (!connections.TryRemove(context.ConnectionId, out var connection))
        {
            return;
        }

        lock (open)
        {
            if (--open[connection.Session] == 0)
            {
                open.Remove(connection.Session);
            }
        }
    }
}

/// <param name="Stamp">Security stamp of the person; null for a key that acts as itself.</param>
public sealed record LiveSession(string? AccountId, string? Stamp, string? KeyId)
{
    internal static LiveSession Of(HubCallerContext context) => new(
        context.User?.FindFirstValue(ClaimTypes.NameIdentifier),
        context.User?.FindFirstValue(ConsoleClaims.Stamp),
        context.User?.FindFirstValue(ConsoleClaims.Key));
}

/// <summary>Keeps <see cref="LiveSessions"/> in step with every hub, the circuits' own among them.</summary>
internal sealed class SessionFilter(LiveSessions sessions) : IHubFilter
{
    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        sessions.Add(context.Context);
        return next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        sessions.Remove(context.Context);
        return next(context, exception);
    }
}
