using System.Globalization;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>What the board shows, as its URL says it: a link is enough to show somebody else the same.</summary>
/// <param name="Status">open, closed or null for both.</param>
/// <param name="Days">Only the last so many days; null = all.</param>
public sealed record BoardFilter(string? Status, int? Severity, string? Service, string? Text, int? Days, bool OwesPostmortem, int Page)
{
    public const int PageSize = 25;

    public bool ShowsOpen => Status is not "closed" && !OwesPostmortem;

    public bool ShowsClosed => Status is not "open";

    public bool IsEmpty => this with { Page = 1 } == new BoardFilter(null, null, null, null, null, false, 1);

    public static BoardFilter From(string? status, string? severity, string? service, string? q, string? days, string? owed, string? page) => new(
        status is "open" or "closed" ? status : null,
        Number(severity) is > 0 and <= 9 and var rank ? rank : null,
        Said(service),
        Said(q),
        Number(days) is > 0 and <= 3650 and var back ? back : null,
        owed is "postmortem",
        Number(page) is > 1 and var number ? number : 1);

    public IncidentFilter Open() => new("open", Severity, Service, Text, 1, 200);

    public IncidentFilter Closed(DateTimeOffset now) => new("closed", Severity, Service, Text, Page, PageSize, Days is { } days ? now.AddDays(-days) : null, OwesPostmortem);

    /// <summary>Any change but to the page itself begins at the first page again.</summary>
    public string Url()
    {
        List<string> parts = [];
        Add("status", Status);
        Add("severity", Severity?.ToString(CultureInfo.InvariantCulture));
        Add("service", Service);
        Add("q", Text);
        Add("days", Days?.ToString(CultureInfo.InvariantCulture));
        Add("owed", OwesPostmortem ? "postmortem" : null);
        Add("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        return parts.Count == 0 ? "/" : $"/?{string.Join('&', parts)}";

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
