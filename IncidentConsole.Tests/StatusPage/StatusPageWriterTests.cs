using System.Globalization;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.StatusPages;
using IncidentConsole.Tests.Application;
using IncidentConsole.Web.StatusPage;
using static IncidentConsole.Tests.StatusPage.PublicWorld;

namespace IncidentConsole.Tests.StatusPage;

public sealed class StatusPageWriterTests
{
    private static readonly StatusPageWriter Writer = new("InferaDB status", TimeZoneInfo.Utc);

    [Fact]
    public void An_open_incident_shows_what_its_updates_said_newest_first_with_absolute_times()
    {
        var html = Writer.Page(Snapshot(Incident(
            7,
            "Some checks fail",
            At(97),
            Update(50, PublicStatus.Investigating, "We are looking.", ("checks", ComponentState.PartialOutage)),
            Update(77, PublicStatus.Identified, "We found the cause."))));

        Assert.Contains("<h1>Permission checks: partly down</h1>", html, StringComparison.Ordinal);
        Assert.Contains("We know the cause and are working on it. The other parts work.", html, StringComparison.Ordinal);
        Assert.Contains("<h2>Some checks fail</h2>", html, StringComparison.Ordinal);
        Assert.Contains("Next update by <time class=\"next\" datetime=\"2026-11-21T03:37:00Z\">21 Nov, 03:37 UTC</time>", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("We found the cause.", StringComparison.Ordinal) < html.IndexOf("We are looking.", StringComparison.Ordinal));
        Assert.DoesNotContain("INC-", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_german_incident_is_told_in_german_within_the_english_page()
    {
        var open = Incident(7, "Störung der Suche", At(97), Update(50, PublicStatus.Investigating, "Wir untersuchen eine Störung.")) with { Language = "de" };
        var html = Writer.Page(Snapshot(open));
        Assert.Contains("<section class=\"panel open\" lang=\"de\">", html, StringComparison.Ordinal);
        Assert.Contains("Nächste Meldung bis <time class=\"next\" datetime=\"2026-11-21T03:37:00Z\">21. Nov., 03:37 UTC</time>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>Wird untersucht</strong>", html, StringComparison.Ordinal);
        var section = html[html.IndexOf("<section class=\"panel open\"", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("</section>", StringComparison.Ordinal)];
        Assert.Empty(GermanNight.EnglishIn(Regex.Replace(section, "<[^>]*>", " ")));
        Assert.Empty(GermanNight.GermanIn(Regex.Replace(html.Replace(section, "", StringComparison.Ordinal).Replace("Störung der Suche", "", StringComparison.Ordinal), "<[^>]*>", " ")));

        var past = Incident(8, "Störung der Suche", null, Update(-3000, PublicStatus.Investigating), Update(-2876, PublicStatus.Resolved, "Die Suche läuft wieder.")) with { Language = "de" };
        Assert.Contains("Behoben nach 2\u00a0h 4\u00a0min. Die Suche läuft wieder.", System.Net.WebUtility.HtmlDecode(Writer.Page(Snapshot(past))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "The next update is late. It was promised by <time class=\"next\"", "Next update by")]
    [InlineData("de", "Die nächste Meldung verspätet sich. Angekündigt war sie bis <time class=\"next\"", "Nächste Meldung bis")]
    public void A_promise_that_is_over_is_never_shown_as_still_to_come(string language, string late, string promised)
    {
        var open = Incident(7, "Some checks fail", At(90), Update(50, PublicStatus.Investigating, "We are looking.")) with { Language = language };
        string PageAt(double minutes) => Writer.Page(PublicSnapshot.Of([("checks", "Permission checks", null)], [open], At(minutes), TimeZoneInfo.Utc));

        Assert.Contains(promised, PageAt(90.9), StringComparison.Ordinal);   // the minute of the promise is not over, and an update waits for its undo
        Assert.Contains(late, PageAt(91), StringComparison.Ordinal);
        Assert.DoesNotContain(promised, PageAt(91), StringComparison.Ordinal);
        Assert.Empty(language == "de" ? GermanNight.EnglishIn(PublicWords.UpdateLate("de")) : GermanNight.GermanIn(PublicWords.UpdateLate("en")));
    }

    [Fact]
    public void Nothing_open_says_so()
    {
        var html = Writer.Page(Snapshot());

        Assert.Contains("<h1>Everything works</h1>", html, StringComparison.Ordinal);
        Assert.Contains("No incident is open.", html, StringComparison.Ordinal);
        Assert.Contains("Nothing to report.", html, StringComparison.Ordinal);
        Assert.Contains("No update yet.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_incident_without_a_component_leads_with_its_public_title() =>
        Assert.Contains("<h1>Sign-in is slow</h1>", Writer.Page(Snapshot(Incident(1, "Sign-in is slow", null, Update(0, PublicStatus.Investigating)))), StringComparison.Ordinal);

    [Fact]
    public void A_resolved_incident_moves_to_its_day_and_to_the_history()
    {
        var snapshot = Snapshot(Incident(1, "Writes were blocked", null, Update(-3000, PublicStatus.Investigating, "first words"), Update(-2876, PublicStatus.Resolved, "A lock was held.")));

        Assert.Contains("Resolved after 2\u00a0h 4\u00a0min. A lock was held.", System.Net.WebUtility.HtmlDecode(Writer.Page(snapshot)), StringComparison.Ordinal);
        Assert.DoesNotContain("first words", Writer.Page(snapshot), StringComparison.Ordinal);
        Assert.Contains("first words", Writer.History(snapshot), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Called resolved before every check had proved it: Known noise &lt;b&gt;")]
    [InlineData("de", "Als behoben erklärt, bevor alle Prüfungen es belegten: Known noise &lt;b&gt;")]
    public void Who_was_told_that_it_is_over_reads_that_the_proof_was_overruled(string language, string words)
    {
        var resolved = Incident(7, Update(0, PublicStatus.Investigating, "Some checks fail."), Update(30, PublicStatus.Resolved, "It works again.")) with { Language = language };
        Assert.Contains(words, Writer.Page(Snapshot(resolved with { ResolvedUnproved = "Known noise <b>" })), StringComparison.Ordinal);
        Assert.Contains(words, Writer.History(Snapshot(resolved with { ResolvedUnproved = "Known noise <b>" })), StringComparison.Ordinal);
        Assert.DoesNotContain("unproved", Writer.Page(Snapshot(resolved)), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_people_is_text()
    {
        var html = Writer.Page(Snapshot(Incident(1, "<img src=x onerror=alert(1)>", null, Update(0, PublicStatus.Investigating, "\"{0}\" <script>alert(1)</script> & größer"))));

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&quot;{0}&quot; &lt;script&gt;alert(1)&lt;/script&gt; &amp; größer", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_day_that_was_not_good_has_a_colour_a_shape_and_its_date_in_words()
    {
        var html = Writer.Page(Snapshot(Incident(1, Update(-2 * 24 * 60, PublicStatus.Investigating, ("checks", ComponentState.MajorOutage)), Update((-2 * 24 * 60) + 5, PublicStatus.Resolved))));

        Assert.Contains("<g id=\"down\" class=\"down\"><rect width=\"7\" height=\"30\" rx=\"1.5\"/><rect y=\"32\"", html, StringComparison.Ordinal);
        Assert.Contains("<use href=\"#down\" x=\"870\"><title>19 November: down</title></use>", html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Permission checks, last 90 days: 1 day with problems\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Writes, last 90 days: no day with problems\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_snapshot_gives_the_same_bytes_in_every_culture()
    {
        var html = Writer.Page(Busy());
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("", useUserOverride: false) { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal(html, Writer.Page(Busy()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Twelve_components_of_ninety_days_and_three_incidents_stay_under_four_kilobytes()
    {
        var html = Writer.Page(Busy());

        Assert.Equal(12, Regex.Count(html, "class=\"comp\""));
        Assert.Equal(3, Regex.Count(html, "class=\"panel open\""));
        Assert.InRange(StatusBytes.Of(html).Gzip.Body.Length, 500, 4096);
    }

    private static PublicSnapshot Snapshot(params PublicIncident[] incidents) =>
        PublicSnapshot.Of([("checks", "Permission checks", null), ("writes", "Writes", null)], incidents, At(90), TimeZoneInfo.Utc);

    private static PublicSnapshot Busy()
    {
        var random = new Random(7);
        var words = "we found that a release made key lookups too frequent and are rolling it back in all regions while requests may need one more try".Split(' ');
        string Sentence() => string.Join(' ', Enumerable.Range(0, 18).Select(_ => words[random.Next(words.Length)])) + ".";
        var past = Enumerable.Range(0, 30).Select(back => Incident(
            100 + back,
            Update((-back * 3 * 24 * 60) - 200, PublicStatus.Investigating, ($"c{back % 12}", (ComponentState)(1 + (back % 4)))),
            Update((-back * 3 * 24 * 60) - 100, PublicStatus.Resolved, Sentence())));
        var open = Enumerable.Range(0, 3).Select(number => Incident(
            number,
            $"Trouble number {number}",
            At(120),
            Update(number, PublicStatus.Investigating, Sentence(), ($"c{number}", ComponentState.PartialOutage)),
            Update(10 + number, PublicStatus.Identified, Sentence()),
            Update(20 + number, PublicStatus.Monitoring, Sentence())));
        return PublicSnapshot.Of(Enumerable.Range(0, 12).Select(at => ($"c{at}", $"Part number {at}", (string?)null)), [.. past, .. open], At(90), TimeZoneInfo.Utc);
    }
}
