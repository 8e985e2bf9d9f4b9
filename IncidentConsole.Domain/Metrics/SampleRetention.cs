namespace IncidentConsole.Domain.Metrics;

/// <summary>What may be deleted of a service's samples: what is older than the retention and lies in no incident's window.</summary>
public static class SampleRetention
{
    /// <summary>Kept before an incident began and after it ended, so that its charts show how it came and went.</summary>
    public static readonly TimeSpan Around = TimeSpan.FromHours(1);

    /// <param name="windows">Incidents of the service: from the start of the impact to the end, null while open.</param>
    /// <param name="cutoff">Everything from here on is kept anyway.</param>
    /// <returns>In order, without overlap.</returns>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Deletable(IEnumerable<(DateTimeOffset From, DateTimeOffset? To)> windows, DateTimeOffset cutoff)
    {
        List<(DateTimeOffset, DateTimeOffset)> free = [];
        var reached = DateTimeOffset.UnixEpoch;
        foreach (var (from, to) in windows.OrderBy(window => window.From))
        {
            var begin = from - Around < cutoff ? from - Around : cutoff;
            if (begin > reached)
            {
                free.Add((reached, begin));
            }

            var end = to is { } ended ? ended + Around : cutoff;
            reached = end > reached ? end : reached;
        }

        if (reached < cutoff)
        {
            free.Add((reached, cutoff));
        }

        return free;
    }
}
