using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Web.Cli;

namespace IncidentConsole.Tests.Cli;

/// <summary>The verbs against a running console, from detection to export.</summary>
public sealed class IncidentOverHttpTests(CliWorld world) : IClassFixture<CliWorld>
{
    [Fact]
    public async Task A_night_from_detection_to_export()
    {
        var key = await world.KeyAsync(AccessRole.Commander);
        world.ErrorRate = 0.05;
        var calm = await UntilAsync(key, said => said.Output.Contains("0.1 %", StringComparison.Ordinal), "detect", "inferadb");
        Assert.Equal(IncidentExit.Pressing, calm.Code);   // the latency has no signal: nothing is said to be fine
        Assert.Contains("no signal \"p99 latency\"", calm.Output, StringComparison.Ordinal);
        Assert.Equal(IncidentExit.Done, (await world.RunAsync(key, "status")).Code);

        world.ErrorRate = 6.8;
        await UntilAsync(key, said => said.Code == IncidentExit.Found, "detect");
        var opened = await world.RunAsync(key, "auto-detect", "--declare");
        Assert.Equal(IncidentExit.Found, opened.Code);
        Assert.Contains("INC-1, declared now", opened.Output, StringComparison.Ordinal);
        var again = await world.RunAsync(key, "auto-detect", "--declare", "--json");
        Assert.Equal("INC-1", JsonDocument.Parse(again.Output).RootElement[0].GetProperty("open").GetString());
        Assert.StartsWith("1 open incident, worst SEV-2 High", (await world.RunAsync(key, "status")).Output, StringComparison.Ordinal);
        Assert.Contains("INC-1   SEV-2 High", (await world.RunAsync(key, "active")).Output, StringComparison.Ordinal);

        Assert.Contains("take-pod-out", (await world.RunAsync(key, "procedures", "1")).Output, StringComparison.Ordinal);
        var shown = await world.RunAsync(key, "execute", "1", "take-pod-out", "--set", "pod-name=api-7");
        Assert.Equal(IncidentExit.Done, shown.Code);
        Assert.Contains("kubectl label pod api-7", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was recorded", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("started by", (await world.RunAsync(key, "procedures", "1")).Output, StringComparison.Ordinal);

        var sent = await world.RunAsync(key, "execute", "1", "take-pod-out", "--set", "pod-name=api-7", "--confirm", "--send");
        Assert.Equal((IncidentExit.Refused, true), (sent.Code, sent.Errors.Contains("no request the console could send", StringComparison.Ordinal)));
        Assert.DoesNotContain("started by", (await world.RunAsync(key, "procedures", "1")).Output, StringComparison.Ordinal);

        string[] confirm = ["execute", "1", "take-pod-out", "--set", "pod-name=api-7", "--confirm"];
        Assert.Equal(IncidentExit.Refused, (await world.RunAsync(key, confirm)).Code);
        var target = Target(shown.Output);
        Assert.Contains("--reason", (await world.RunAsync(key, [.. confirm, "--target", target])).Errors, StringComparison.Ordinal);
        Assert.Equal(IncidentExit.Done, (await world.RunAsync(key, [.. confirm, "--target", target, "--reason", "It hangs"])).Code);
        Assert.Equal(IncidentExit.Done, (await world.RunAsync(key, "execute", "1", "take-pod-out", "--confirm", "--result", "Errors fall")).Code);
        Assert.Contains("Errors fall", (await world.RunAsync(key, "procedures", "1")).Output, StringComparison.Ordinal);

        Assert.Equal(IncidentExit.Refused, (await world.RunAsync(key, "resolve", "1")).Code);
        var tooSoon = await world.RunAsync(key, "resolve", "1", "--notes", "One pod had lost its disk");
        Assert.Equal((IncidentExit.Refused, true), (tooSoon.Code, tooSoon.Errors.Contains("it is 6.8", StringComparison.Ordinal)));
        Assert.Equal(IncidentExit.Done, (await world.RunAsync(key, "resolve", "1", "--notes", "One pod had lost its disk", "--reason", "The exporter lags")).Code);
        var export = JsonDocument.Parse((await world.RunAsync(key, "export", "1")).Output).RootElement;
        Assert.Equal(("INC-1", "resolved"), (export.GetProperty("incident").GetProperty("number").GetString(), export.GetProperty("incident").GetProperty("status").GetString()));
        Assert.Equal("One pod had lost its disk", export.GetProperty("resolutionNotes").GetString());
        Assert.Equal("Errors fall", Assert.Single(export.GetProperty("actions").EnumerateArray()).GetProperty("result").GetString());
    }

    [Fact]
    public async Task The_exit_code_tells_why_nothing_was_done()
    {
        var key = await world.KeyAsync(AccessRole.Stakeholder);
        Assert.Equal(IncidentExit.Refused, (await world.RunAsync(key, "status", "INC-9999")).Code);
        Assert.Equal(IncidentExit.Refused, (await world.RunAsync(key, "detect", "nowhere")).Code);
        Assert.Equal(IncidentExit.Usage, (await world.RunAsync(key, "status", "seven")).Code);
        Assert.Equal(IncidentExit.Usage, (await world.RunAsync(key, "procedures")).Code);
        Assert.Equal(IncidentExit.Usage, (await world.RunAsync(key, "status", "--confirm")).Code);
        Assert.Equal(IncidentExit.Usage, (await world.RunAsync(key, "explode")).Code);
        Assert.Equal(IncidentExit.Usage, (await world.RunAsync(key, "status", "--store")).Code);
        Assert.Equal(IncidentExit.NotReached, (await world.RunAsync("ic_wrong", "status")).Code);
        Assert.Equal(IncidentExit.NotReached, (await world.RunAsync(key, "resolve", "1", "--notes", "A stakeholder may not")).Code);

        using var errors = new StringWriter();
        using var output = new StringWriter();
        var code = await IncidentCommands.Verb.RunAsync(new VerbCall(world.App.Services, ["status", "--url", "http://127.0.0.1:9", "--key", key], output, errors), TestContext.Current.CancellationToken);
        Assert.Equal(IncidentExit.NotReached, code);
        Assert.Contains("--store", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_needs_no_console()
    {
        using var output = new StringWriter();
        Assert.Equal(IncidentExit.Done, await IncidentCommands.Verb.RunAsync(new VerbCall(world.App.Services, ["execute", "--help"], output, TextWriter.Null), TestContext.Current.CancellationToken));
        Assert.Contains("--set ATTACKER_IP=203.0.113.7", output.ToString(), StringComparison.Ordinal);
    }

    private async Task<Said> UntilAsync(string key, Predicate<Said> enough, params string[] words)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var said = await world.RunAsync(key, words);
            if (enough(said) || TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(60))
            {
                Assert.True(enough(said), $"{said.Output}{said.Errors}");
                return said;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static string Target(string shown) => shown.Split("--target \"")[1].Split('"')[0];
}
