using System.Text.Json.Serialization;
using IncidentConsole.Domain.Application.Ports;
using Microsoft.AspNetCore.SignalR;

namespace IncidentConsole.Web.Live;

/// <summary>Samples → hub groups, straight into the charts: message <c>samples</c> with one entry a signal and moment, a value a line.</summary>
internal sealed class HubSampleFeed(IHubContext<IncidentHub> hub) : ISampleFeed
{
    public async Task PublishAsync(IReadOnlyList<SignalSample> samples, CancellationToken cancellationToken)
    {
        foreach (var service in samples.GroupBy(sample => sample.Service))
        {
            var points = service
                .GroupBy(sample => (sample.SignalId, At: sample.Sample.At.ToUnixTimeMilliseconds()))
                .OrderBy(point => point.Key.At)
                .Select(point => Point.Of(point.Key.SignalId, point.Key.At, [.. point.OrderBy(sample => sample.Series, StringComparer.Ordinal)]))
                .ToArray();
            foreach (var group in IncidentHub.GroupsOfService(service.Key))
            {
                await hub.Clients.Group(group).SendAsync("samples", points, cancellationToken);
                await Task.Yield();   // behind what was queued for these: their buffers go back to the pool before the next ones are taken
            }
        }
    }

    /// <param name="T">Unix time in milliseconds.</param>
    /// <param name="V">In the order of the lines' labels; null where nothing was read.</param>
    /// <param name="L">The labels, where a line has one: not every reading brings every line.</param>
    private sealed record Point(string Id, long T, double?[] V, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string[]? L)
    {
        public static Point Of(string id, long at, SignalSample[] lines) =>
            new(id, at, [.. lines.Select(line => line.Sample.Value)], lines is [{ Series: "" }] ? null : [.. lines.Select(line => line.Series)]);
    }
}
