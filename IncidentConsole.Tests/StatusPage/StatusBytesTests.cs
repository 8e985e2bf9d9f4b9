using System.IO.Compression;
using System.Text;
using IncidentConsole.Web.StatusPage;

namespace IncidentConsole.Tests.StatusPage;

public sealed class StatusBytesTests
{
    private static readonly StatusBytes Page = StatusBytes.Of($"<main data-version=\"{StatusBytes.VersionMark}\">hello hello hello hello</main>");

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("gzip;q=1.0, br;q=0", "gzip")]
    [InlineData("br; q=0.000, identity", "")]
    [InlineData("br;q=0.5", "br")]
    [InlineData("", "")]
    public void The_reader_gets_the_smallest_encoding_it_takes(string accepts, string expected) =>
        Assert.Equal(expected, Page.For(accepts).ContentEncoding.ToString());

    [Fact]
    public void Every_encoding_holds_the_same_page_under_its_own_tag()
    {
        using var gzip = new StreamReader(new GZipStream(new MemoryStream(Page.Gzip.Body), CompressionMode.Decompress));
        using var brotli = new StreamReader(new BrotliStream(new MemoryStream(Page.Brotli.Body), CompressionMode.Decompress));
        var plain = Encoding.UTF8.GetString(Page.Plain.Body);

        Assert.Equal(plain, gzip.ReadToEnd());
        Assert.Equal(plain, brotli.ReadToEnd());
        Assert.Contains($"data-version=\"{Page.Version}\"", plain, StringComparison.Ordinal);
        Assert.Equal(3, new[] { Page.Plain.ETag, Page.Gzip.ETag, Page.Brotli.ETag }.Distinct().Count());
    }

    [Fact]
    public void A_page_is_held_under_any_of_its_tags_and_no_other()
    {
        Assert.True(Page.IsHeld(Page.Brotli.ETag));
        Assert.True(Page.IsHeld($"\"old\", W/{Page.Gzip.ETag}"));
        Assert.True(Page.IsHeld("*"));
        Assert.False(Page.IsHeld("\"old\""));
        Assert.False(Page.IsHeld(default));
    }
}
