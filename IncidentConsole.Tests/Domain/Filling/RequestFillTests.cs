using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Tests.Domain.Filling;

public sealed class RequestFillTests
{
    private const string Address = "http://localhost:8080/admin";

    [Theory]
    [InlineData("http://h:8080/services/<v>/restart", "a/../../b?x#y", "http://h:8080/services/a%2F..%2F..%2Fb%3Fx%23y/restart")]
    [InlineData("http://h/search?q=<v>&n=1", "a&n=9 ü", "http://h/search?q=a%26n%3D9%20%C3%BC&n=1")]
    [InlineData("http://<v>:8080/x", "node-1.example.org", "http://node-1.example.org:8080/x")]
    public void A_value_in_the_address_is_encoded(string url, string value, string expected) => Assert.Equal(expected, Fill(new("GET", url), value).Url.Text);

    [Theory]
    [InlineData("http://h/a/<v>/b", "..", "another address")]
    [InlineData("http://<v>/x", "evil.example.org/#", "host name")]
    [InlineData("http://<v>@h/x", "evil.example.org", "user name or password")]
    [InlineData("<v>://h/x", "file", "before the host")]
    [InlineData("ftp://h/<v>", "a", "http://")]
    [InlineData("/relative/<v>", "a", "before the host")]
    public void A_value_never_leads_elsewhere(string url, string value, string words) => Assert.Contains(words, Fill(new("GET", url), value).Blocked, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"max_requests\": <v>}", "10", "{\"max_requests\": 10}")]
    [InlineData("{\"max_requests\": <v>}", "10, \"admin\": true", "{\"max_requests\": \"10, \\u0022admin\\u0022: true\"}")]
    [InlineData("{\"ip\": \"<v>\"}", "x\", \"admin\": \"1", "{\"ip\": \"x\\u0022, \\u0022admin\\u0022: \\u00221\"}")]
    [InlineData("{\"a\\\"\": <v>}", "true", "{\"a\\\"\": true}")]
    public void A_value_in_JSON_is_JSON(string body, string value, string expected)
    {
        var filled = Fill(new("POST", Address, body), value);
        Assert.Null(filled.Blocked);
        Assert.Equal(expected, filled.Body!.Text);
        Assert.Equal("application/json", filled.ContentType);
    }

    [Fact]
    public void A_form_is_form_encoded() => Assert.Equal("ip=1%262&n=1", Fill(new("POST", Address, "ip=<v>&n=1") { ContentType = "application/x-www-form-urlencoded" }, "1&2").Body!.Text);

    [Fact]
    public void JSON_that_curl_would_send_as_a_form_is_sent_as_JSON() =>
        Assert.Equal("application/json", Fill(new("POST", Address, "{\"n\": <v>}") { ContentType = "application/x-www-form-urlencoded" }, "1").ContentType);

    [Fact]
    public void Elements_of_XML_are_no_placeholders() => Assert.Empty(RequestFill.PlaceholdersOf(new("POST", Address, "<soap><limit>1</limit></soap>")));

    [Fact]
    public void Missing_values_and_broken_bodies_block()
    {
        Assert.Equal("Fill in v first.", Fill(new("POST", Address + "/<v>", "{\"n\": <v>}"), "").Blocked);
        Assert.Contains("not valid JSON", Fill(new("POST", Address, "{\"n\": <v>"), "1").Blocked, StringComparison.Ordinal);
        Assert.Contains("TRACE", Fill(new("TRACE", Address), "1").Blocked, StringComparison.Ordinal);
    }

    private static FilledRequest Fill(HttpAction request, string value) => RequestFill.Fill(request, new Dictionary<string, string> { ["v"] = value });
}
