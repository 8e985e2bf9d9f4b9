using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using static IncidentConsole.Tests.Endpoints.ApiWorld;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>Reading an incident as it was known at a moment.</summary>
public sealed class MomentEndpointTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task An_incident_and_its_timeline_are_answered_as_they_were_known()
    {
        var path = await world.DeclareAsync(world.AsMaya, severity: "SEV3", takeCommand: true);
        var seen = (await GetAsync(world.AsMaya, $"{path}/timeline")).Json.GetProperty("items");   // read once: the ladder goes on meanwhile
        var (at, version) = (seen.EnumerateArray().Last().GetProperty("recordedAt").GetDateTimeOffset(), seen.EnumerateArray().Last().GetProperty("version").GetInt32());
        Assert.Equal(200, (await SendAsync(world.AsMaya, $"{path}/severity", new { severity = "SEV2" })).Status);
        Assert.Equal(200, (await SendAsync(world.AsMaya, $"{path}/notes", new { text = "It began earlier", occurredAt = at.AddMinutes(-30) })).Status);

        var then = await GetAsync(world.As(AccessRole.Stakeholder), $"{path}?at={Uri.EscapeDataString(Iso(at))}");
        Assert.Equal((200, null, "SEV3"), (then.Status, then.ETag, then.Text("severity")));
        Assert.Equal(version, then.Json.GetProperty("version").GetInt32());
        Assert.Equal(at, then.Json.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(seen.GetRawText(), (await GetAsync(world.AsMaya, $"{path}/timeline?at={Uri.EscapeDataString(Iso(at))}")).Json.GetProperty("items").GetRawText());
        Assert.Equal("SEV2", (await GetAsync(world.AsMaya, path)).Text("severity"));
    }

    [Theory]
    [InlineData("tea+time", "Write it with its zone")]
    [InlineData("2026-11-21T14:21:07", "Write it with its zone")]
    [InlineData("2020-01-01T00:00:00Z", "The incident was not known before this moment. Ask for a moment from")]
    [InlineData("2100-01-01T00:00:00Z", "That moment has not come yet.")]
    public async Task A_moment_that_is_none_is_400_in_words(string said, string words)
    {
        var path = await world.DeclareAsync(world.AsMaya);
        foreach (var read in new[] { path, $"{path}/timeline" })
        {
            var answer = await GetAsync(world.AsMaya, $"{read}?at={said}");
            Assert.Equal((400, "application/problem+json"), (answer.Status, answer.ContentType));
            Assert.Contains(words, answer.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_charts_read_the_moment_the_same_way()
    {
        var path = await world.DeclareAsync(world.AsMaya);
        var charts = path.Replace("/api/v1/", "/live/", StringComparison.Ordinal) + "/charts";
        Assert.Contains("Write it with its zone", (await GetAsync(world.AsMaya, $"{charts}?at=quatsch")).Detail, StringComparison.Ordinal);
        var at = await LastAsync(path);
        Assert.Equal(at.ToUnixTimeMilliseconds(), (await GetAsync(world.AsMaya, $"{charts}?at={Uri.EscapeDataString(Iso(at))}")).Json.GetProperty("moment").GetInt64());
    }

    [Fact]
    public async Task The_description_of_the_API_names_the_moment()
    {
        using var client = world.App.CreateClient();
        using var document = JsonDocument.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Token));
        foreach (var path in new[] { "/api/v1/incidents/{number}", "/api/v1/incidents/{number}/timeline" })
        {
            var read = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty("get");
            var at = Assert.Single(read.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "at");
            Assert.Contains("what was known of the incident then", at.GetProperty("description").GetString(), StringComparison.Ordinal);
            Assert.True(read.GetProperty("responses").TryGetProperty("400", out _));
        }
    }

    /// <summary>When the last thing was recorded, to the tick.</summary>
    private async Task<DateTimeOffset> LastAsync(string path) =>
        (await GetAsync(world.AsMaya, $"{path}/timeline")).Json.GetProperty("items").EnumerateArray().Last().GetProperty("recordedAt").GetDateTimeOffset();

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
