using System.Text;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Documents;

namespace IncidentConsole.Tests.Documents;

/// <summary>Whatever people write is shown as written: none of it is Typst, HTML or a script for the renderer.</summary>
public sealed class HostileTextTests : IDisposable
{
    private readonly TypstWorkerPool pool = PdfTools.Pool();

    public void Dispose() => pool.Dispose();

    private Task<RenderedPdf> RenderRootCauseAsync(string markdown) => new TypstDocumentRenderer(pool).RenderAsync(
        SamplePostmortem.Full with { Sections = [new("Root cause", markdown)] }, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("#import \"/package.json\": *", "#import \"/package.json\": *")]
    [InlineData("= not a heading #panic(\"x\") $x^2$ @ref <label> `#eval(\"1\")`", "#panic(\"x\") $x^2$ @ref <label> #eval(\"1\")")]
    [InlineData("<script>alert(1)</script> <img src=x onerror=alert(1)>", "<script>alert(1)</script>")]
    [InlineData("<!-- hidden --> visible", "<!-- hidden --> visible")]
    [InlineData("```typst\n#read(\"worker.mjs\")\n```", "#read(\"worker.mjs\")")]
    [InlineData("| a |\n|---|\n| #sys.inputs |", "#sys.inputs")]
    [InlineData("back\\slash \"quote\" {brace} [bracket] *", "\"quote\" {brace} [bracket] *")]
    public async Task Markup_of_any_kind_is_text(string markdown, string shown) =>
        Assert.Contains(shown, await PdfTools.TextAsync(await RenderRootCauseAsync(markdown)), StringComparison.Ordinal);

    [Theory]
    [InlineData("[click](javascript:alert(1))", "javascript:")]
    [InlineData("[click](JaVaScRiPt:alert(1))", "javascript:")]
    [InlineData("[click](data:text/html,boo)", "data:text")]
    [InlineData("[click](file:///etc/passwd)", "file:")]
    [InlineData("<javascript:alert(1)>", "javascript:alert")]
    public async Task Links_to_anything_but_the_web_and_mail_are_not_links(string markdown, string forbidden)
    {
        var pdf = await RenderRootCauseAsync("[fine](https://example.com/fine) " + markdown);
        var (_, plain) = await PdfTools.AskAsync(pdf, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-");
        Assert.Contains("https://example.com/fine", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("/URI (" + forbidden, plain, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/JavaScript", plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_nesting_long_words_and_control_characters_still_give_a_file()
    {
        var nasty = new StringBuilder()
            .Append('>', 400).AppendLine(" deep quote").AppendLine()
            .AppendLine(string.Concat(Enumerable.Range(0, 60).Select(level => new string(' ', level * 2) + "- item\n"))).AppendLine()
            .Append('*', 300).Append("stars").Append('*', 300).AppendLine().AppendLine()
            .AppendLine(new string('x', 3000)).AppendLine("nul \0 bell \a half \ud800 end").AppendLine("| a | b |\n|---|\n| 1 | 2 | 3 |");
        var pdf = await RenderRootCauseAsync(nasty.ToString());
        Assert.Equal("ua-1", pdf.Standard);
        Assert.Contains("deep quote", await PdfTools.TextAsync(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_entry_of_many_pages_breaks_instead_of_running_off_the_paper()
    {
        var words = string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"w{i}"));
        var document = SamplePostmortem.Full with { Timeline = [SamplePostmortem.Full.Timeline[0] with { Text = words }] };
        var pdf = await new TypstDocumentRenderer(pool).RenderAsync(document, TestContext.Current.CancellationToken);
        var text = await PdfTools.TextAsync(pdf);
        Assert.Contains("w2999", text, StringComparison.Ordinal);
    }
}
