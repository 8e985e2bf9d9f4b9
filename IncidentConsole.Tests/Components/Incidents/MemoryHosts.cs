using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Tests.Components.Incidents;

internal sealed class MemoryHosts : IAllowedHosts
{
    private readonly List<AllowedHost> hosts = [];

    public Task<IReadOnlyList<AllowedHost>> AllAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<AllowedHost>>([.. hosts]);

    public Task<bool> AddAsync(HostRule rule, Actor by, CancellationToken cancellationToken)
    {
        hosts.Add(new(rule, by.Name, DateTimeOffset.UnixEpoch));
        return Task.FromResult(true);
    }

    public Task<bool> RemoveAsync(HostRule rule, Actor by, CancellationToken cancellationToken) => Task.FromResult(hosts.RemoveAll(host => host.Rule == rule) > 0);
}

/// <summary>Answers 200 to all that is sent, and keeps it.</summary>
internal sealed class MemoryWire : IRequestSender
{
    public List<string> Sent { get; } = [];

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(10);

    public IReadOnlyList<string> HeadersOf(FilledRequest request, string sendId) => [$"Host: {request.Address!.Authority}"];

    public Task<SentRequest> SendAsync(FilledRequest request, string sendId, bool isNamed, CancellationToken cancellationToken)
    {
        Sent.Add($"{request.Method} {request.Url.Text} {request.Body?.Text}");
        return Task.FromResult(new SentRequest(SendOutcome.Succeeded, 200, TimeSpan.FromMilliseconds(120), "200 OK\n\ndone"));
    }
}
