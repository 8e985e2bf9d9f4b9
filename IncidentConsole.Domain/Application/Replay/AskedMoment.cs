using System.Globalization;

namespace IncidentConsole.Domain.Application.Replay;

/// <summary>
/// The moment somebody asks to see, as <c>?at=</c> says it: the page, the charts and the API all read it here. A moment names its zone, so that nobody
/// looks an hour beside what they meant.
/// </summary>
/// <param name="At">UTC; null where none was asked for, or it cannot be read.</param>
/// <param name="Why">A sentence with what to write instead; set exactly where something was said and cannot be read.</param>
public sealed record AskedMoment(DateTimeOffset? At, string? Why)
{
    public const string Form = "2026-11-21T14:21:07Z";

    private const int LongestShown = 40;

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    public static AskedMoment None { get; } = new(null, null);

    public static AskedMoment Read(string? said)
    {
        if (string.IsNullOrWhiteSpace(said))
        {
            return None;
        }

        var text = said.Trim().Replace(' ', '+');   // a plus sign in a query that nobody escaped arrives as a space
        return HasZone(text) && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
            ? new(at, null)
            : new(null, $"\u201c{(said.Length > LongestShown ? said[..LongestShown] + "\u2026" : said)}\u201d is no moment the console can read. Write it with its zone, as {Form} or 2026-11-21T15:21:07+01:00.");
    }

    /// <summary>How a moment is written in an address: UTC, to the millisecond and no finer than it needs.</summary>
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The first moment an address can say at which something recorded at <paramref name="at"/> is known.</summary>
    public static DateTimeOffset After(DateTimeOffset at) => new((at.UtcTicks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);

    private static bool HasZone(string text) => text.EndsWith('Z') || (text.LastIndexOfAny(['+', '-']) is var sign && sign > text.IndexOf('T', StringComparison.Ordinal) && text.Contains('T', StringComparison.Ordinal));
}
