using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using IncidentConsole.Tests.Harness;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Data.Sqlite;

namespace IncidentConsole.Tests.Cli;

/// <summary>A drill on the built program, killed with -9 in the middle: it goes on as if nothing had been, and still nobody real hears of it.</summary>
public sealed class DrillThroughAKillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_goes_on_with_the_next_line_says_none_twice_and_tells_nobody()
    {
        await using var console = await ConsoleProcess.StartAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["IncidentConsole__DemoPort"] = "0" }, End);
        var key = (await console.VerbAsync(End, "keys", "create", "drill", "--role", "Commander")).Output.Trim().Split('\n')[^1];
        using var http = new HttpClient { BaseAddress = console.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        using var started = await http.PostAsJsonAsync("/api/v1/drills", new { service = "inferadb", procedure = "high-error-rate", severity = "SEV-2", lead = "maya@inferadb.example", seed = 7, speed = 5 }, End);
        Assert.Equal(System.Net.HttpStatusCode.Created, started.StatusCode);
        var drill = await started.Content.ReadFromJsonAsync<JsonElement>(End);
        var number = drill.GetProperty("number").GetString()!;
        var began = drill.GetProperty("declaredAt").GetDateTimeOffset();

        var before = await SimulatedAsync(atLeast: 1);
        var figures = await FiguresAsync();
        await console.KillAsync(End);
        await console.StartAgainAsync(End);

        Assert.Equal(figures, await FiguresAsync());
        Assert.False((await ReportAsync()).GetProperty("isOver").GetBoolean());
        var after = await SimulatedAsync(atLeast: before.Count + 1);
        Assert.Equal(before, after.Take(before.Count));

        using var stopped = await http.PostAsync(new Uri($"/api/v1/incidents/{number}/drill/stop", UriKind.Relative), null, End);
        Assert.True(stopped.IsSuccessStatusCode);
        var report = await ReportAsync();
        Assert.True(report.GetProperty("isOver").GetBoolean());
        Assert.Equal(("Acknowledged", "missing"), (report.GetProperty("times")[1].GetProperty("what").GetString(), report.GetProperty("times")[1].GetProperty("mark").GetString()));
        Assert.NotEmpty(report.GetProperty("calls").EnumerateArray());

        await console.KillAsync(End);
        await using var store = new SqliteConnection($"Data Source={Path.Combine(console.DataDirectory, "console.db")};Pooling=False");
        await store.OpenAsync(End);
        var played = await ColumnAsync(store, $"SELECT payload FROM event WHERE stream_id LIKE '%{drill.GetProperty("id").GetString()}' AND name LIKE 'incident.drill-line-played%'");
        Assert.True(played.Count >= 2);
        Assert.Equal(played.Distinct(), played);
        Assert.Empty(await ColumnAsync(store, $"SELECT id FROM outbox WHERE stream_id LIKE '%{drill.GetProperty("id").GetString()}'"));

        // What the simulated people did so far, in its order.
        async Task<List<string>> SimulatedAsync(int atLeast)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(End);
            limit.CancelAfter(Patience);
            using var changed = new SemaphoreSlim(0);
            await using var hub = SignalRTestClient.Build(new Uri(console.Address, "hubs/incident"), async (uri, cancellationToken) =>
            {
                var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
                await socket.ConnectAsync(uri, cancellationToken);
                return socket;
            });
            hub.On<long, long>("changed", (_, _) => changed.Release());
            await hub.StartAsync(limit.Token);
            await hub.InvokeAsync("Watch", number, limit.Token);
            while (true)
            {
                var timeline = await http.GetFromJsonAsync<JsonElement>($"/api/v1/incidents/{number}/timeline?pageSize=1000", limit.Token);
                var said = timeline.GetProperty("items").EnumerateArray().Where(entry => entry.GetProperty("actor").GetString()!.StartsWith("Simulated: ", StringComparison.Ordinal)).Select(entry => entry.GetRawText()).ToList();
                if (said.Count >= atLeast)
                {
                    return said;
                }

                await changed.WaitAsync(limit.Token);
            }
        }

        // Of the minutes around its start: computed, never stored.
        async Task<string> FiguresAsync()
        {
            var charts = await http.GetFromJsonAsync<JsonElement>($"/live/incidents/{number}/charts?from={began.AddMinutes(-3).ToUnixTimeMilliseconds()}&to={began.AddSeconds(5).ToUnixTimeMilliseconds()}", End);
            return charts.GetProperty("charts").GetRawText();
        }

        Task<JsonElement> ReportAsync() => http.GetFromJsonAsync<JsonElement>($"/api/v1/incidents/{number}/drill", End);
    }

    private static async Task<List<string>> ColumnAsync(SqliteConnection store, string sql)
    {
        await using var command = store.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(End);
        var values = new List<string>();
        while (await reader.ReadAsync(End))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
