using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Tests.Domain.Filling;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("Authorization: Bearer abcdef123456", "abcdef123456")]
    [InlineData("you sent Authorization: Bearer abcdef123456", "abcdef123456")]
    [InlineData("Set-Cookie: session=hunter2; Path=/", "hunter2")]
    [InlineData("X-Api-Key: hunter2", "hunter2")]
    [InlineData("{\"headers\":{\"Authorization\":\"Basic dXNlcjpwYXNz\",\"Cookie\":\"a=hunter2\"}}", "dXNlcjpwYXNz")]
    [InlineData("{\"headers\":{\"Authorization\":\"Basic x\",\"Cookie\":\"a=hunter2\"}}", "hunter2")]
    [InlineData("{\"access_token\": \"hun\\\"ter2\"}", "ter2")]
    [InlineData("{'db_password': 'hunter2'}", "hunter2")]
    [InlineData("DB_PASSWORD=hunter2 DEBUG=1", "hunter2")]
    [InlineData("http://h/x?api_key=hunter2&n=1", "hunter2")]
    [InlineData("https://ada:hunter2@h/x", "hunter2")]
    [InlineData("seen eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl here", "eyJhbGciOiJIUzI1NiJ9")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ012345", "ghp_0123456789")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----", "MIIEabc")]
    [InlineData("q7Zk2mPx9LwTfR4uYbN8sVdGhJ1cXeA3oK", "q7Zk2mPx9LwTfR4uYbN8sVdGhJ1cXeA3oK")]
    public void A_secret_is_masked(string text, string secret)
    {
        var masked = Secrets.Masked(text);
        Assert.DoesNotContain(secret, masked, StringComparison.Ordinal);
        Assert.Contains(Secrets.Mask, masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"status\":\"ok\",\"max_tokens\": 100,\"cleared\":true}")]
    [InlineData("commit 3f786850e387550fdab836ed7e6dc881de23001b")]
    [InlineData("id 0190a6f0-0000-7000-8000-000000000001")]
    [InlineData("inferadb-7c9f4 1/1 Running 0 4m")]
    [InlineData("{\"next_token\": null}")]
    public void What_helps_to_understand_stays(string text) => Assert.Equal(text, Secrets.Masked(text));

    [Fact]
    public void What_stands_around_a_secret_stays() =>
        Assert.Equal("{\"user\":\"ada\",\"token\":\"•••\",\"n\":1}", Secrets.Masked("{\"user\":\"ada\",\"token\":\"abc\",\"n\":1}"));

    [Fact]
    public void A_large_text_is_quick_to_mask()
    {
        var hostile = string.Concat(Enumerable.Repeat("token token.token-token_\"'=:", 2_000)) + new string('a', 50_000);
        var started = System.Diagnostics.Stopwatch.StartNew();
        Secrets.Masked(hostile);
        Assert.InRange(started.ElapsedMilliseconds, 0, 5_000);
    }
}
