using System.Text.RegularExpressions;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Tests.Application;
using IncidentConsole.Web.Documents;

namespace IncidentConsole.Tests.Documents;

/// <summary>The real template through the real renderer, judged by qpdf and poppler.</summary>
public sealed class PostmortemPdfTests : IDisposable
{
    private readonly TypstWorkerPool pool = PdfTools.Pool();

    public void Dispose() => pool.Dispose();

    private Task<RenderedPdf> RenderAsync(PostmortemDocument document) =>
        new TypstDocumentRenderer(pool).RenderAsync(document, TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_file_is_sound_tagged_titled_and_keeps_the_accessibility_standard()
    {
        var pdf = await RenderAsync(SamplePostmortem.Full);
        Assert.Equal("ua-1", pdf.Standard);
        Assert.Null(pdf.Note);

        var (exit, complaint) = await PdfTools.AskAsync(pdf, "qpdf", "--check", "FILE");
        Assert.True(exit == 0, complaint);
        var (_, info) = await PdfTools.AskAsync(pdf, "pdfinfo", "FILE");
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"Title:\s+Postmortem INC-2044: Login loops after key change", info);
        Assert.Matches(@"JavaScript:\s+no", info);
        Assert.Matches(@"Page size:\s+595\S* x 841\S* pts \(A4\)", info);
    }

    [Fact]
    public async Task Every_font_is_embedded()
    {
        var (_, fonts) = await PdfTools.AskAsync(await RenderAsync(SamplePostmortem.Full), "pdffonts", "FILE");
        var rows = fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipWhile(line => !line.StartsWith("---", StringComparison.Ordinal)).Skip(1).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Matches(@"\byes\s+yes\s+yes\s+\d+\s+\d+\s*$", row));
    }

    [Fact]
    public async Task The_paper_says_every_fact()
    {
        var text = await PdfTools.TextAsync(await RenderAsync(SamplePostmortem.Full));
        string[] facts =
        [
            "SEV-2 High", "INC-2044 · resolved", "Published 21 Nov 2026 · revision 3 · internal", "19 Nov 2026", "14:08 to 15:06 CET", "13:08 to 14:06 UTC",
            "58 min", "about 10 000", "6 min by alert", "23 min", "M. Okafor", "could not stay signed in", "212 tenants", "peak 7.1 %, limit 5 %",
            "The age of the key has no alert.", "What went wrong", "Not written yet.", "−00:06", "Restart the refresh job instead", "no owner", "2 days late", "OPS-813",
            "We fixed the cause", "Page, e-mail", "Communications Lead", "draining it would have made things worse", "Reviewed by", "Page 1 of 3", "Page 3 of 3",
        ];
        Assert.All(facts, fact => Assert.Contains(fact, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_open_incident_says_so_on_every_page()
    {
        var open = SamplePostmortem.Long with
        {
            Status = "Mitigating",
            IsOpen = true,
            PublishedAt = null,
            MadeAt = SamplePostmortem.Detected.AddMinutes(40),
            Milestones = SamplePostmortem.Full.Milestones with { Mitigated = null, Resolved = null },
            Durations = SamplePostmortem.Full.Durations with { ToMitigate = null, ToResolve = null },
        };
        var text = await PdfTools.TextAsync(await RenderAsync(open));
        var pages = int.Parse(Regex.Match(text, @"Page 1 of (\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(pages, Regex.Count(text, "Incident still open: facts as of 19 Nov 2026, 14:48 CET"));
        Assert.Contains("14:08 to now", text, StringComparison.Ordinal);
        Assert.Contains("40 min not yet resolved", text, StringComparison.Ordinal);
        Assert.Contains("Draft of 19 Nov 2026", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_heads_repeat_on_each_page_of_a_long_timeline()
    {
        var text = await PdfTools.TextAsync(await RenderAsync(SamplePostmortem.Long));
        Assert.InRange(Regex.Count(text, "From detection Kind Who What happened"), 5, 12);
        Assert.Contains("Entry 199:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task German_papers_use_german_words_dates_and_decimal_commas()
    {
        var german = SamplePostmortem.Full with { Language = DocumentLanguage.German };
        var text = await PdfTools.TextAsync(await RenderAsync(german));
        string[] words =
        [
            "19. Nov. 2026", "14:08 bis 15:06 MEZ", "INC-2044 · behoben", "Eingedämmt nach", "Maßnahmen", "2 Tage überfällig", "Spitze 7,1 %, Grenze 5 %",
            "Unter Beobachtung", "Incident Commander", "Noch nicht geschrieben.", "Seite 1 von 3",
        ];
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_german_incident_makes_a_paper_without_an_english_word()
    {
        var night = PostmortemDocumentBuilder.Build(GermanNight.Incident(), GermanNight.Events, GermanNight.Runbooks, [], [], "Europe/Berlin", GermanNight.Start.AddHours(3));
        var pdf = await RenderAsync(night);
        Assert.True(pdf.Standard == "ua-1", pdf.Note);
        var text = await PdfTools.TextAsync(pdf);
        Assert.Empty(GermanNight.EnglishIn(text));
        string[] said = ["Kurzfassung", "Ausfallzeit: 42 min", "Umsatzwirkung: etwa 4 000 €", "Tickets und Pull Requests", "Index früher prüfen OPS-813", "Zurück auf 2.13.6, Fehler bei 0,02 %", "Ole Brandt"];
        Assert.All(said, words => Assert.Contains(words, text.Replace('\u202f', ' '), StringComparison.Ordinal));
        var (_, language) = await PdfTools.AskAsync(pdf, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-");
        Assert.Contains("/Lang (de)", language, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_english_incident_makes_a_paper_without_a_german_word() =>
        Assert.Empty(GermanNight.GermanIn(await PdfTools.TextAsync(await RenderAsync(SamplePostmortem.Full))));

    [Fact]
    public void Every_word_of_the_console_that_a_paper_shows_is_in_the_german_table()
    {
        var german = PostmortemWords.For(DocumentLanguage.German);
        string[] alike = ["Status", "Runbook", "Incident Commander"];
        var shown = Enum.GetValues<TimelineKind>().Where(kind => kind is not (TimelineKind.Postmortem or TimelineKind.Correction or TimelineKind.Redaction or TimelineKind.Attachment or TimelineKind.Undo)).Select(PostmortemTimeline.Word)
            .Concat(Enum.GetNames<ActionItemKind>()).Concat(Enum.GetNames<IncidentStatus>()).Concat(Enum.GetNames<PublicStatus>()).Concat(Enum.GetValues<IncidentRole>().Select(Labels.Of));
        Assert.All(shown.Except(alike), word => Assert.NotEqual(word, german.Say(word)));
    }

    [Fact]
    public async Task A_letter_without_a_font_costs_the_standard_and_the_note_names_it()
    {
        var pdf = await RenderAsync(SamplePostmortem.Full with { Title = "Login loops 鍵 after key change" });
        Assert.Null(pdf.Standard);
        Assert.Equal("Exported without PDF/UA-1: no embedded font shows 鍵.", pdf.Note);
    }

    [Fact]
    public async Task Symbols_and_emoji_people_use_have_a_font()
    {
        var pdf = await RenderAsync(SamplePostmortem.Full with { Title = "🔥 ✅ ⚠️ → ≥ ◑ Ωμέγα Ключ ☎" });
        Assert.True(pdf.Standard == "ua-1", pdf.Note);
    }

    [Fact]
    public async Task Every_element_of_Markdown_is_drawn()
    {
        var pdf = await RenderAsync(SamplePostmortem.Full with
        {
            IsOpen = true,
            Sections =
            [
                new("Response", """
                    # First heading
                    ### Skipped level
                    A paragraph with *emphasis*, **strong**, ~~struck~~, `code()` and <https://example.com/auto>.
                    Same line.  
                    New line, [a link](https://example.com/x "title") and mail@example.com &amp; more.

                    > Quoted **words**
                    > over two lines.

                    1. first
                       - inner bullet
                    2. second

                       with a second paragraph

                    - [x] done task
                    - [ ] open task

                    ```sh
                    kubectl rollout restart deployment/inferadb -n inferadb
                      # indented  twice
                    ```

                    | Left | Centre | Right |
                    |:-----|:------:|------:|
                    | `a`  | **b**  | 1     |

                    ---

                    ![a picture](https://example.com/p.png)
                    """),
            ],
        });
        Assert.True(pdf.Standard == "ua-1", pdf.Note);
        var text = await PdfTools.TextAsync(pdf);
        string[] shown =
        [
            "First heading", "Skipped level", "emphasis", "strong", "struck", "code()", "https://example.com/auto", "a link", "& more", "Quoted words over two lines.",
            "first", "inner bullet", "with a second paragraph", "done task", "open task", "kubectl rollout restart deployment/inferadb -n inferadb", "Centre", "a picture",
        ];
        Assert.All(shown, words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_postmortem_is_drawn_too()
    {
        var empty = new PostmortemDocument
        {
            Number = "INC-1",
            Title = "x",
            Service = "wp-chat",
            Severity = new("P0", null, 9),
            Status = "Triage",
            IsOpen = true,
            IsDrill = true,
            IsRestricted = true,
            TimeZoneId = "Nowhere/At_All",
            MadeAt = SamplePostmortem.Detected.AddSeconds(30),
            Milestones = new(null, SamplePostmortem.Detected, SamplePostmortem.Detected, null, null, null),
            Durations = new(null, null, null, null),
        };
        var pdf = await RenderAsync(empty);
        Assert.Equal("ua-1", pdf.Standard);
        var text = await PdfTools.TextAsync(pdf);
        Assert.Contains("13:08 to now UTC", text, StringComparison.Ordinal);
        Assert.Contains("Drill", text, StringComparison.Ordinal);
        Assert.Contains("DRILL · Restricted", text, StringComparison.Ordinal);   // in the foot, so on every page
    }
}
