using System.Globalization;
using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Documents;

/// <summary>Document -> sheet: every date, duration, label and position decided here, in one language and zone.</summary>
internal sealed class PostmortemSheetBuilder
{
    private readonly PostmortemDocument document;
    private readonly PostmortemWords words;
    private readonly DocumentClock clock;

    private PostmortemSheetBuilder(PostmortemDocument document)
    {
        this.document = document;
        words = PostmortemWords.For(document.Language);
        clock = new DocumentClock(document.TimeZoneId, words);
    }

    public static PostmortemSheet Build(PostmortemDocument document) => new PostmortemSheetBuilder(document).Sheet();

    private PostmortemSheet Sheet()
    {
        var tables = new SheetTables(document, words, clock);
        return new PostmortemSheet
        {
            Lang = words.Code,
            DocumentTitle = PlainText.Clean($"{words.Postmortem} {document.Number}: {document.Title}"),
            Number = document.Number,
            Title = PlainText.Clean(document.Title),
            Service = PlainText.Clean(document.Service),
            Badge = PlainText.Clean(string.Join(' ', document.Severity.Label, document.Severity.Name).TrimEnd()),
            Rank = Math.Clamp(document.Severity.Rank, 1, 5),
            Status = InSentence(words.Say(document.Status)),
            Marks = [.. Marks()],
            Stamp = Stamp(),
            Audience = $"{(document.IsDrill ? $"{words.Drill.ToUpper(CultureInfo.InvariantCulture)} · " : "")}{(document.IsRestricted ? words.Restricted : words.Internal)}",   // on every page
            Facts = Facts(),
            Summary = MarkdownElements.Parse(document.Summary, ChartOf),
            Impact = [.. Cost(), .. MarkdownElements.Parse(document.Impact, ChartOf)],
            Strips = Strips(),
            Sections = Sections(),
            Timeline = tables.Timeline(),
            Items = tables.ActionItems(),
            Links = tables.Links(),
            Updates = tables.Updates(),
            Roles = tables.Roles(),
            Overrides = tables.Overrides(),
            SignOff =
            [
                new(words.ReviewedBy, PlainText.Clean(document.SignOff.ReviewedBy ?? "")),
                new(words.ApprovedBy, PlainText.Clean(document.SignOff.ApprovedBy ?? "")),
                new(words.Date, document.SignOff.On is { } day ? clock.Date(day) : ""),
            ],
            Words = new(words.Postmortem, PlainText.Clean(document.SummaryHeading ?? words.Summary), PlainText.Clean(document.ImpactHeading ?? words.Impact), words.Metrics, words.NotWritten, words.NoneYet, words.Page, words.Of),
        };
    }

    /// <summary>Within a line, where only a noun keeps its capital letter.</summary>
    private static string InSentence(string status) => status is "Sichtung" or "Fehlalarm" ? status : string.Concat(char.ToLowerInvariant(status[0]), status[1..]);

    private IEnumerable<string> Marks()
    {
        if (document.IsDrill)
        {
            yield return words.Drill;
        }
        if (document.IsOpen)
        {
            yield return $"{words.StillOpen}: {words.FactsAsOf} {clock.Date(document.MadeAt)}, {clock.Time(document.MadeAt)}\u00a0{clock.ZoneName(document.MadeAt)}";
        }
    }

    private string DetectedBy => document.DetectedByConsole ? words.ByConsole : document.DetectedByAlert ? words.ByAlert : words.ByPerson;

    private string Stamp()
    {
        var when = document.PublishedAt is { } published ? $"{words.Published} {clock.Date(published)}" : $"{words.Draft} {clock.Date(document.MadeAt)}";
        var revision = document.Revision > 0 ? $" · {words.RevisionWord} {document.Revision}" : "";
        return $"{when}{revision} · {(document.IsRestricted ? words.Restricted : words.Internal).ToLowerInvariant()}";
    }

    private IReadOnlyList<SheetFact> Facts()
    {
        var detected = document.Milestones.Detected;
        var end = document.Milestones.Resolved;
        return
        [
            new(words.Date, clock.Date(detected)),
            new(words.FromTo, Span(detected, end), clock.ZoneName(detected), clock.IsUtc ? null : UtcSpan(detected, end)),
            new(words.Length, clock.Duration(document.Durations.ToResolve ?? document.MadeAt - detected), end is null ? words.NotYet + " " + words.ResolvedMark : null),
            new(words.PeopleAffected, PlainText.Clean(document.AffectedUsers ?? words.Unknown)),
            new(words.DetectedAfter, Length(document.Durations.ToDetect, words.Unknown), DetectedBy),
            new(words.AcknowledgedAfter, Length(document.Durations.ToAcknowledge, words.NotYet)),
            new(words.MitigatedAfter, Length(document.Durations.ToMitigate, words.NotYet)),
            new(words.Commander, PlainText.Clean(document.Commander ?? words.Unknown)),
            .. document.SeenBefore is { } seen ? [new SheetFact(words.SeenBefore, PlainText.Clean(seen), words.ItemsStillOpen)] : Array.Empty<SheetFact>(),
        ];
    }

    private string Length(TimeSpan? length, string missing) => length is { } known ? clock.Duration(known) : missing;

    private string Span(DateTimeOffset from, DateTimeOffset? to) =>
        $"{clock.Time(from)} {words.To} {(to is { } end ? OtherDay(from, end) + clock.Time(end) : words.Now)}";

    private string UtcSpan(DateTimeOffset from, DateTimeOffset? to) =>
        $"{DocumentClock.UtcTime(from)} {words.To} {(to is { } end ? DocumentClock.UtcTime(end) : words.Now)} UTC";

    private string OtherDay(DateTimeOffset from, DateTimeOffset to) =>
        clock.Local(from).Date == clock.Local(to).Date ? "" : clock.ShortDate(to) + ", ";

    private SheetStrip? ChartOf(string signalId) =>
        document.Metrics.FirstOrDefault(strip => strip.SignalId == signalId) is { } strip && Geometry() is { } geometry ? geometry.Draw(strip) : null;

    private StripGeometry? Geometry()
    {
        var times = document.Metrics.SelectMany(strip => strip.Points).Select(point => point.At).ToList();
        return times.Count == 0 ? null : new StripGeometry(times.Min(), times.Max(), words);
    }

    private SheetStrips? Strips()
    {
        var times = document.Metrics.SelectMany(strip => strip.Points).Select(point => point.At).ToList();
        if (times.Count == 0)
        {
            return null;
        }
        var (from, to) = (times.Min(), times.Max());
        var geometry = new StripGeometry(from, to, words);
        return new SheetStrips(
            [.. document.Metrics.Select(geometry.Draw)],
            geometry.X(document.Milestones.Detected), geometry.X(document.Milestones.Resolved ?? document.MadeAt),
            StripMarks.Of(document.Milestones, geometry, clock, words, from, to),
            $"{words.Legend} {words.TimesIn} {clock.ZoneName(document.Milestones.Detected)}.");
    }

    private IReadOnlyList<SheetSection> Sections()
    {
        var sections = document.Sections.Select(section => (section.Heading, Body: (IReadOnlyList<Element>)[.. FactsOf(section.Kind), .. MarkdownElements.Parse(section.Markdown, ChartOf)])).ToList();
        var sheet = new List<SheetSection>();
        for (var i = 0; i < sections.Count; i++)
        {
            var pair = i + 1 < sections.Count && IsShortList(sections[i].Body) && IsShortList(sections[i + 1].Body);
            sheet.Add(new(PlainText.Clean(sections[i].Heading), sections[i].Body, pair));
            if (pair)
            {
                i++;
                sheet.Add(new(PlainText.Clean(sections[i].Heading), sections[i].Body, Pair: false));
            }
        }
        return sheet;
    }

    /// <summary>What the log knows of a section, before what people wrote.</summary>
    private IEnumerable<Element> FactsOf(PostmortemSectionKind kind)
    {
        (string Label, string Value)[] facts = kind switch
        {
            PostmortemSectionKind.Detection =>
            [
                (words.Detected, DetectedBy),
                (words.DetectedAfter, Length(document.Durations.ToDetect, words.Unknown)),
            ],
            PostmortemSectionKind.ResponseTimes =>
            [
                (words.AcknowledgedAfter, Length(document.Durations.ToAcknowledge, words.NotYet)),
                (words.MitigatedAfter, Length(document.Durations.ToMitigate, words.NotYet)),
                (words.ResolvedAfter, Length(document.Durations.ToResolve, words.NotYet)),
            ],
            PostmortemSectionKind.Text or PostmortemSectionKind.Facts or PostmortemSectionKind.Timeline or PostmortemSectionKind.ActionItems => [],
        };
        return facts.Select(Fact);
    }

    private IEnumerable<Element> Cost()
    {
        if (document.Downtime is { } downtime)
        {
            yield return Fact((words.Downtime, clock.Duration(downtime)));
        }

        if (document.Revenue is { } revenue)
        {
            yield return Fact((words.Revenue, PlainText.Clean(revenue)));
        }
    }

    private static Element Fact((string Label, string Value) fact) =>
        Element.Paragraph([new("strong") { Children = [Element.Words(fact.Label + ":")] }, Element.Words(" " + fact.Value)]);

    /// <summary>"What went well" and "what went wrong" read best side by side, while both are short.</summary>
    private static bool IsShortList(IReadOnlyList<Element> body) => body is [{ Kind: "bullets", Items.Count: <= 6 }];
}
