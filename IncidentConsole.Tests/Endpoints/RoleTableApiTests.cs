using IncidentConsole.Domain.Access;
using static IncidentConsole.Tests.Endpoints.ApiWorld;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>Each cell of the role table over HTTP, with a key of each role against a new incident of Maya's.</summary>
public sealed class RoleTableApiTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    // 403: the role may never. 422: a Commander who is not in command is asked for a reason.
    public static TheoryData<string, object, int, int, int, int> Cells { get; } = new()
    {
        { "acknowledge", new { }, 403, 200, 200, 200 },
        { "notes", new { text = "Seen" }, 403, 200, 200, 200 },
        { "checklist/determine", new { state = "ticked" }, 403, 404, 404, 404 },
        { "escalate", new { }, 403, 200, 200, 200 },
        { "severity", new { severity = 1 }, 403, 403, 422, 422 },
        { "severity", new { severity = 1, reason = "Maya is on the phone" }, 403, 403, 200, 200 },
        { "status", new { status = "identified" }, 403, 403, 422, 422 },
        { "roles", new { role = "scribe", person = "jonas@example.org" }, 403, 403, 422, 422 },
        { "handover", new { to = "jonas@example.org" }, 403, 403, 422, 422 },
        { "updates", new { publicStatus = "investigating", title = "T", text = "We look into it." }, 403, 403, 422, 422 },
        { "mitigate", new { }, 403, 403, 422, 422 },
        { "resolve", new { notes = "Done" }, 403, 403, 422, 422 },
        { "resolve", new { notes = "Done", reason = "Maya asked me to" }, 403, 403, 200, 200 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_verb_answers_each_role(string verb, object body, int stakeholder, int responder, int commander, int administrator)
    {
        int[] expected = [stakeholder, responder, commander, administrator];
        var got = new List<int>();
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            var path = await world.DeclareAsync(world.AsMaya, takeCommand: true);
            got.Add((await SendAsync(world.As(role), $"{path}/{verb}", body)).Status);
        }

        Assert.Equal(expected, got);
    }

    [Theory]
    [InlineData(AccessRole.Stakeholder, 403)]
    [InlineData(AccessRole.Responder, 201)]
    [InlineData(AccessRole.Commander, 201)]
    [InlineData(AccessRole.Administrator, 201)]
    public async Task Declaring(AccessRole role, int status) =>
        Assert.Equal(status, (await SendAsync(world.As(role), "/api/v1/incidents", new { title = "Broken", service = "inferadb" })).Status);

    [Theory]
    [InlineData(AccessRole.Stakeholder)]
    [InlineData(AccessRole.Responder)]
    public async Task Everyone_signed_in_reads(AccessRole role)
    {
        var path = await world.DeclareAsync(world.AsMaya);
        Assert.Equal(200, (await GetAsync(world.As(role), path)).Status);
        Assert.Equal(200, (await GetAsync(world.As(role), path + "/timeline")).Status);
        Assert.Equal(200, (await GetAsync(world.As(role), "/api/v1/incidents")).Status);
    }

    [Fact]
    public async Task A_restricted_incident_is_not_there_for_others()
    {
        var said = await SendAsync(world.AsMaya, "/api/v1/incidents", new { title = "Secret", service = "inferadb", isRestricted = true });
        var path = "/api/v1/incidents/" + said.Text("number");
        Assert.Equal(200, (await GetAsync(world.AsMaya, path)).Status);
        Assert.Equal(404, (await GetAsync(world.AsJonas, path)).Status);
        Assert.Equal(404, (await GetAsync(world.AsJonas, path + "/timeline")).Status);
        Assert.Equal(404, (await SendAsync(world.AsJonas, path + "/notes", new { text = "I see you" })).Status);
        Assert.DoesNotContain((await GetAsync(world.AsJonas, "/api/v1/incidents?q=Secret")).Json.GetProperty("items").EnumerateArray(), item => item.GetProperty("number").GetString() == said.Text("number"));
        Assert.Equal(200, (await SendAsync(world.AsMaya, path + "/roles", new { role = "scribe", person = "jonas@example.org", reason = "Needed" })).Status);
        Assert.Equal(200, (await GetAsync(world.AsJonas, path)).Status);
    }
}
