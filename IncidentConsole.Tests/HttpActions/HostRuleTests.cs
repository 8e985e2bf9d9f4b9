using IncidentConsole.Domain.Application.HttpActions;

namespace IncidentConsole.Tests.HttpActions;

public sealed class HostRuleTests
{
    [Theory]
    [InlineData("localhost:8080", "http://localhost:8080/x", true)]
    [InlineData("localhost:8080", "http://localhost:8081/x", false)]
    [InlineData("localhost:8080", "http://localhost/x", false)]
    [InlineData("LocalHost:8080", "http://LOCALHOST:8080/x", true)]
    [InlineData("api.example.org", "https://api.example.org/x", true)]
    [InlineData("api.example.org", "http://api.example.org./x", true)]
    [InlineData("api.example.org", "https://api.example.org:8443/x", false)]
    [InlineData("api.example.org", "https://api.example.org.evil.org/x", false)]
    [InlineData("api.example.org", "https://xapi.example.org/x", false)]
    [InlineData("*.example.org", "https://a.b.example.org/x", true)]
    [InlineData("*.example.org", "https://example.org/x", false)]
    [InlineData("*.example.org", "https://evilexample.org/x", false)]
    [InlineData("*.example.org:8443", "https://a.example.org:8443/", true)]
    [InlineData("*.example.org:8443", "https://a.example.org/", false)]
    [InlineData("10.0.0.5:80", "http://10.0.0.5/", true)]
    [InlineData("[::1]:8080", "http://[::1]:8080/", true)]
    [InlineData("127.0.0.1", "http://2130706433/", true)]   // another spelling of the same address
    [InlineData("localhost:8080", "http://localhost:8080@evil.org/", false)]
    [InlineData("bücher.example", "http://xn--bcher-kva.example/", true)]
    public void Allows_what_it_names_and_nothing_else(string rule, string address, bool expected) =>
        Assert.Equal(expected, HostRule.Parse(rule).Rule!.Allows(new Uri(address)));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.org")]
    [InlineData("*.10.0.0.1")]
    [InlineData("a.*.org")]
    [InlineData("http://localhost")]
    [InlineData("localhost/admin")]
    [InlineData("user@localhost")]
    [InlineData("a b")]
    [InlineData("localhost:99999")]
    public void Says_what_is_no_host(string text)
    {
        var (rule, problem) = HostRule.Parse(text);
        Assert.Null(rule);
        Assert.NotNull(problem);
    }

    [Theory]
    [InlineData(" LocalHost:8080 ", "localhost:8080")]
    [InlineData("*.Example.org", "*.example.org")]
    [InlineData("[::1]:8080", "[::1]:8080")]
    public void Reads_back_what_it_writes(string text, string written)
    {
        var rule = HostRule.Parse(text).Rule!;
        Assert.Equal(written, rule.ToString());
        Assert.Equal(rule, HostRule.Parse(written).Rule);
    }
}
