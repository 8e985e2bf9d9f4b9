using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals.Text;

namespace IncidentConsole.Tests.Signals;

public sealed class ExpositionParserTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("\n\n", 0)]
    [InlineData("# just a comment\n#\n# HELP\n", 0)]
    [InlineData("up 1\n", 1)]
    [InlineData("  up\t 1 \n", 1)]
    [InlineData("up{} 1\n", 1)]
    [InlineData("up { job = \"a\" , } 1 1395066363000\n", 1)]
    [InlineData("a:b_c 1e-7\nn NaN\np +Inf\nm -Inf\ni inf\nd .5\n", 6)]
    [InlineData("# HELP x says \\\\ and \\n\n# TYPE x untyped\nx 1\n", 1)]
    [InlineData("{\"my.metric\",l=\"v\"} 1\n{\"my.metric\",\"my.label\"=\"v\"} 2\n", 2)]
    [InlineData("x{l=\"}, # not the end\"} 1\n", 1)]
    [InlineData("x 1 1\nx 2 2\n", 2)]
    public void Valid_text_is_read(string page, int samples) => Assert.Equal(samples, Valid(page).Samples.Count);

    [Theory]
    [InlineData("up 1", "cut off")]
    [InlineData("up 1\ndown 1", "cut off")]
    [InlineData("up\n", "line 1: \"\" is not a number")]
    [InlineData("ok 1\nup one\n", "line 2: \"one\" is not a number")]
    [InlineData("up Infinityx\n", "is not a number")]
    [InlineData("up ∞\n", "is not a number")]
    [InlineData("up 1_000\n", "is not a number")]
    [InlineData("up 1 2.5\n", "not a timestamp")]
    [InlineData("up 1 999999999999999999\n", "not a timestamp")]
    [InlineData("up 1 2 3\n", "unexpected \"3\"")]
    [InlineData("1up 1\n", "a metric name was expected")]
    [InlineData("up{job=\"a} 1\n", "a quote is not closed")]
    [InlineData("up{job=\"a\\q\"} 1\n", "unknown escape \\q")]
    [InlineData("up{job=a} 1\n", "not in quotes")]
    [InlineData("up{job} 1\n", "an equals sign")]
    [InlineData("up{job=\"a\" b=\"c\"} 1\n", "a comma or a closing brace")]
    [InlineData("up{,} 1\n", "a label name was expected")]
    [InlineData("up{job=\"a\",job=\"b\"} 1\n", "stands twice")]
    [InlineData("up{\"down\"} 1\n", "stands where a label was expected")]
    [InlineData("{job=\"a\"} 1\n", "no name")]
    [InlineData("up{job=\"a\"} 1\nup{job=\"a\"} 2\n", "stands twice with the same labels")]
    [InlineData("# TYPE up gauge\n# TYPE up gauge\nup 1\n", "a second TYPE")]
    [InlineData("# HELP up a\n# HELP up b\nup 1\n", "a second HELP")]
    [InlineData("up 1\n# TYPE up gauge\n", "after its samples")]
    [InlineData("# TYPE up speed\nup 1\n", "\"speed\" is not a type")]
    [InlineData("# TYPE h histogram\nh_bucket{x=\"1\"} 1\n", "no bound")]
    [InlineData("up 1\r\n", "is not a number")]
    public void Invalid_text_is_refused_with_its_line(string page, string words)
    {
        Assert.Null(ExpositionParser.Parse(page, ExpositionFormat.Text, out var problem));
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Escapes_names_and_timestamps_come_out_as_meant()
    {
        var page = Valid("{\"m.ü\",path=\"C:\\\\DIR\\n\\\"x\\\"\"} 1.5 1395066363250\n# TYPE c counter\n");
        var sample = Assert.Single(page.Samples);
        Assert.Equal("m.ü", sample.Name);
        Assert.Equal("C:\\DIR\n\"x\"", sample.Labels["path"]);
        Assert.Equal(new DateTimeOffset(2014, 3, 17, 14, 26, 3, 250, TimeSpan.Zero), sample.At);
        Assert.Equal(MetricType.Counter, page.Types["c"]);
    }

    private const string OpenPage = """
        # TYPE http_requests counter
        # UNIT http_requests requests
        # HELP http_requests Requests \"seen\".
        http_requests_total{code="200"} 1027 1395066363.25 # {trace_id="ab c"} 0.67 1395066360
        http_requests_created{code="200"} 1395066000
        # TYPE h histogram
        h_bucket{le="1.0"} 1
        h_bucket{le="+Inf"} 2 # {} 9
        h_sum 10
        h_count 2
        # TYPE build info
        build_info{v="1\q"} 1
        alone 3
        # EOF
        """;

    [Fact]
    public void OpenMetrics_is_read()
    {
        var page = ExpositionParser.Parse(OpenPage + "\n", ExpositionFormat.OpenMetrics, out var problem);
        Assert.Null(problem);
        Assert.Equal(8, page!.Samples.Count);
        Assert.Equal(new DateTimeOffset(2014, 3, 17, 14, 26, 3, 250, TimeSpan.Zero), page.Samples[0].At);
        Assert.Equal("1\\q", page.Select(new MetricSelector("build_info")).Single().Labels["v"]);
        Assert.NotNull(ExpositionParser.Parse(OpenPage, ExpositionFormat.OpenMetrics, out _));
    }

    [Theory]
    [InlineData("a 1\n", "does not end in # EOF")]
    [InlineData("", "does not end in # EOF")]
    [InlineData("# EOF\na 1\n", "after # EOF")]
    [InlineData("# EOF\n\n", "after # EOF")]
    [InlineData("\na 1\n# EOF\n", "a metric name was expected")]
    [InlineData("# a comment\n# EOF\n", "only HELP, TYPE, UNIT and EOF")]
    [InlineData("a  1\n# EOF\n", "is not a number")]
    [InlineData("a 1 \n# EOF\n", "not a timestamp")]
    [InlineData("a {x=\"1\"} 1\n# EOF\n", "is not a number")]
    [InlineData("a{x=\"1\"}1\n# EOF\n", "one space was expected")]
    [InlineData("a{x=\"1\\\n# EOF\n", "a quote is not closed")]
    [InlineData("a{x=\"1\",} 1\n# EOF\n", "comma stands before")]
    [InlineData("# TYPE a counter\na 1\n# EOF\n", "not a sample of the counter")]
    [InlineData("# TYPE a untyped\na 1\n# EOF\n", "not a type")]
    [InlineData("# TYPE a_x gauge\n# UNIT a_x seconds\n# EOF\n", "not the end of the name")]
    [InlineData("a 1\nb 1\na{x=\"1\"} 1\n# EOF\n", "do not stand together")]
    [InlineData("# TYPE a gauge\na 1 # {} 1\n# EOF\n", "may not carry an exemplar")]
    public void Invalid_OpenMetrics_is_refused(string page, string words)
    {
        Assert.Null(ExpositionParser.Parse(page, ExpositionFormat.OpenMetrics, out var problem));
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    /// <summary>Cases for the MUSTs of the OpenMetrics 1.0 specification, one after another.</summary>
    [Theory]
    [InlineData("# EOF")]
    [InlineData("# TYPE c counter\nc_total 0\nc_created 1.5e9\n# EOF\n")]
    [InlineData("# TYPE c counter\nc_total{l=\"é\"} 18446744073709551615 # {id=\"x\"} 1\n# EOF\n")]
    [InlineData("# HELP g \n# TYPE g gauge\ng NaN\n# EOF\n")]
    [InlineData("# TYPE g gauge\ng -1 1\ng -2 2\n# EOF\n")]
    [InlineData("# TYPE g gauge\ng{l=\"\"} 1\ng{l=\"a\\\\b\\n\\\"c\"} 2 -5.25\n# EOF\n")]
    [InlineData("# TYPE t_seconds gauge\n# UNIT t_seconds seconds\n# HELP t_seconds Any \\\\ text \\n here\nt_seconds +Inf\n# EOF\n")]
    [InlineData("# TYPE h histogram\nh_bucket{l=\"a\",le=\"0.5\"} 1\nh_bucket{l=\"a\",le=\"+Inf\"} 1\nh_count{l=\"a\"} 1\nh_sum{l=\"a\"} 0.1\nh_bucket{l=\"b\",le=\"0.5\"} 0\nh_bucket{l=\"b\",le=\"+Inf\"} 0\n# EOF\n")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1 1\nh_bucket{le=\"+Inf\"} 2 2\n# EOF\n")]
    [InlineData("# TYPE g gaugehistogram\ng_bucket{le=\"-1\"} 2\ng_bucket{le=\"+Inf\"} 3\ng_gcount 3\ng_gsum -4\n# EOF\n")]
    [InlineData("# TYPE s summary\ns{quantile=\"0\"} 1\ns{quantile=\"1\"} 3\ns_count 2\ns_sum 4\n# EOF\n")]
    [InlineData("# TYPE i info\ni_info{version=\"1\"} 1\n# EOF\n")]
    [InlineData("# TYPE e stateset\ne{e=\"on\"} 1\ne{e=\"off\"} 0\n# EOF\n")]
    [InlineData("# TYPE u unknown\nu 1\nv 2\n# EOF\n")]
    public void What_OpenMetrics_allows_is_read(string page)
    {
        Assert.NotNull(ExpositionParser.Parse(page, ExpositionFormat.OpenMetrics, out var problem));
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("# TYPE c counter\nc_total -1\n# EOF\n", "line 2: c_total counts, and -1 is no count")]
    [InlineData("# TYPE c counter\nc_total NaN\n# EOF\n", "is no count")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1\"} 1\n# EOF\n", "ends without its bucket +Inf")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1\"} 1\n# TYPE g gauge\ng 1\n# EOF\n", "line 3: a metric of h ends without its bucket +Inf")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"2\"} 1\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 1\n# EOF\n", "do not go up")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1\"} 5\nh_bucket{le=\"+Inf\"} 4\n# EOF\n", "holds less than the one before")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 4\nh_count 3\n# EOF\n", "is not that of its bucket +Inf")]
    [InlineData("# TYPE h histogram\nh_count 3\nh_sum 1\n# EOF\n", "has no buckets")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"NaN\"} 4\n# EOF\n", "do not go up")]
    [InlineData("# TYPE g gauge\ng{a=\"1\"} 1\ng{a=\"2\"} 1\ng{a=\"1\"} 1 5\n# EOF\n", "do not stand together")]
    [InlineData("# TYPE g gauge\ng 1 2\ng 1 1\n# EOF\n", "goes backwards")]
    [InlineData("# TYPE g gauge\ng 1\ng 1 1\n# EOF\n", "some have none")]
    [InlineData("# TYPE g gauge\ng 1 NaN\n# EOF\n", "is not a timestamp")]
    [InlineData("# TYPE s summary\ns{quantile=\"1.5\"} 1\n# EOF\n", "no quantile from 0 to 1")]
    [InlineData("# TYPE s summary\ns 1\n# EOF\n", "no quantile from 0 to 1")]
    [InlineData("# TYPE i info\ni_info 2\n# EOF\n", "its value is not 1")]
    [InlineData("# TYPE i_s info\n# UNIT i_s s\ni_s_info 1\n# EOF\n", "has states, not a unit")]
    [InlineData("# UNIT e_s s\n# TYPE e_s stateset\n# EOF\n", "has states, not a unit")]
    [InlineData("# TYPE e stateset\ne{e=\"on\"} 2\n# EOF\n", "is 0 or 1")]
    [InlineData("# TYPE e stateset\ne{x=\"on\"} 1\n# EOF\n", "names its state in the label e")]
    [InlineData("# TYPE c counter\n# TYPE c_total gauge\n# EOF\n", "would have names of c")]
    [InlineData("# TYPE c_count gauge\n# TYPE c summary\n# EOF\n", "would have names of c_count")]
    [InlineData("# TYPE g gauge \ng 1\n# EOF\n", "\"gauge \" is not a type")]
    [InlineData("# TYPE g\n# EOF\n", "a name, a space and its text")]
    [InlineData("# HELP g\n# EOF\n", "a name, a space and its text")]
    [InlineData("# HELP 1g text\n# EOF\n", "a name, a space and its text")]
    [InlineData("#TYPE g gauge\n# EOF\n", "only HELP, TYPE, UNIT and EOF")]
    [InlineData(" g 1\n# EOF\n", "a metric name was expected")]
    [InlineData("g\t1\n# EOF\n", "one space was expected")]
    [InlineData("g 0x1\n# EOF\n", "is not a number")]
    [InlineData("g 1\n# EOFx\n", "only HELP, TYPE, UNIT and EOF")]
    public void What_OpenMetrics_forbids_is_refused_with_its_line(string page, string words)
    {
        Assert.Null(ExpositionParser.Parse(page, ExpositionFormat.OpenMetrics, out var problem));
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.StartsWith("line ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exemplar_is_no_longer_than_its_limit()
    {
        static string Page(int length) => $"# TYPE c counter\nc_total 1 # {{a=\"{new string('ü', length)}\"}} 1\n# EOF\n";
        Assert.NotNull(ExpositionParser.Parse(Page(127), ExpositionFormat.OpenMetrics, out _));
        Assert.Null(ExpositionParser.Parse(Page(128), ExpositionFormat.OpenMetrics, out var problem));
        Assert.Contains("longer than 128", problem, StringComparison.Ordinal);
    }

    /// <summary>Pages made to hurt: what is allocated stays within some times their length, and so does what is said about them.</summary>
    [Theory]
    [InlineData("{", "\n")]
    [InlineData("a{l=\"", "")]
    [InlineData("a{b=\"\",", "")]
    [InlineData("a 1 #", "")]
    [InlineData("\\", "\n")]
    [InlineData("#", "\n")]
    [InlineData("# TYPE ", "")]
    [InlineData("\n", "")]
    [InlineData("9", "")]
    [InlineData("a{\"b\"", "")]
    [InlineData("a", " 1\n")]
    public void Hostile_pages_end_in_words_with_bounded_memory(string piece, string end)
    {
        const int Length = 1_000_000;
        var page = string.Concat(Enumerable.Repeat(piece, Length / piece.Length)) + end;
        foreach (var format in Enum.GetValues<ExpositionFormat>())
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var read = ExpositionParser.Parse(page, format, out var problem);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40L * Length);
            Assert.NotEqual(read is null, problem is null);
            Assert.InRange(problem?.Length ?? 0, 0, 300);
        }
    }

    [Fact]
    public void A_page_cut_anywhere_never_yields_a_changed_figure()
    {
        const string Page = "# TYPE a gauge\na{l=\"v\"} 1234\nb 5.25e10 1395066363000\n{\"c\"} NaN\n";
        var whole = Valid(Page).Samples.Select(sample => $"{sample.Name}={sample.Value}").ToHashSet();
        for (var length = 0; length < Page.Length; length++)
        {
            var cut = ExpositionParser.Parse(Page[..length], ExpositionFormat.Text, out _);
            Assert.All(cut?.Samples ?? [], sample => Assert.Contains($"{sample.Name}={sample.Value}", whole));
        }
    }

    private const string TextPage = """
        # HELP http_requests_total Requests "seen".
        # TYPE http_requests_total counter
        http_requests_total{code="200",path="C:\\x \"y\""} 1027 1395066363250
        {"my.metric",l="v"} +Inf

        # TYPE h histogram
        h_bucket{le="1.0"} 1
        h_bucket{le="+Inf"} 2
        h_sum 10
        h_count 2
        """;

    [Theory]
    [InlineData(ExpositionFormat.Text, TextPage)]
    [InlineData(ExpositionFormat.OpenMetrics, OpenPage)]
    public void Random_damage_is_read_or_refused_in_words_and_never_throws(ExpositionFormat format, string whole)
    {
        Assert.NotNull(ExpositionParser.Parse(whole + "\n", format, out _));
        var random = new Random(20261121);
        const string Alphabet = "{}\"\\,=#\n\t 019.eE+-NaInfé\0_:le";
        var (read, refused) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var page = whole.ToCharArray().ToList();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                var at = random.Next(page.Count);
                switch (random.Next(3))
                {
                    case 0: page.RemoveAt(at); break;
                    case 1: page.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
                    default: page[at] = Alphabet[random.Next(Alphabet.Length)]; break;
                }
            }

            var result = ExpositionParser.Parse(string.Concat(page) + "\n", format, out var problem);
            Assert.NotEqual(result is null, problem is null);
            _ = result is null ? refused++ : read++;
        }

        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    private static Exposition Valid(string page)
    {
        var exposition = ExpositionParser.Parse(page, ExpositionFormat.Text, out var problem);
        Assert.Null(problem);
        return exposition!;
    }
}
