using System.Net;
using System.Net.Sockets;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.Filling;
using IncidentConsole.Tests.Signals;
using IncidentConsole.Web.HttpActions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Tests.HttpActions;

/// <summary>Against real servers on a loopback port: everything that goes wrong is a result.</summary>
public sealed class HttpActionSenderTests : IDisposable
{
    private readonly HttpActionSender sender = new(Options.Create(new HttpActionOptions { TimeLimitSeconds = 60 }));
    private readonly HttpActionSender impatient = new(Options.Create(new HttpActionOptions { TimeLimitSeconds = 3 }));

    public void Dispose()
    {
        sender.Dispose();
        impatient.Dispose();
    }

    [Fact]
    public async Task The_request_arrives_as_shown()
    {
        string? seen = null;
        await using var server = await StubServer.StartAsync(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            seen = $"{http.Request.Method} {http.Request.Path} {http.Request.ContentType} {http.Request.Headers["Idempotency-Key"]} {await reader.ReadToEndAsync(http.RequestAborted)}";
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("""{"cleared":true,"token":"hunter2"}""", http.RequestAborted);
        });
        var request = Request(server, new("POST", "admin/rate-limit", "{\"max\": <n>}"), ("n", "10"));

        var sent = await SendAsync(request);

        Assert.Equal("POST /admin/rate-limit application/json s1 {\"max\": 10}", seen);
        Assert.Equal((SendOutcome.Succeeded, 200), (sent.Outcome, sent.Status!.Value));
        Assert.Equal("200 OK · application/json\n\n{\"cleared\":true,\"token\":\"•••\"}", sent.Answer);
        Assert.Equal([$"Host: {server.Address.Authority}", "User-Agent: IncidentConsole/1", "Idempotency-Key: s1", "Content-Type: application/json", "Content-Length: 11"], sender.HeadersOf(request, "s1"));
    }

    [Fact]
    public async Task A_redirect_is_shown_and_not_followed()
    {
        var asked = 0;
        await using var server = await StubServer.StartAsync(http =>
        {
            asked++;
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        var sent = await SendAsync(Request(server, new("GET", "x")));
        Assert.Equal((SendOutcome.Rejected, 302, 1), (sent.Outcome, sent.Status!.Value, asked));
        Assert.Contains("Location: /elsewhere\nThe console follows no redirects.", sent.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_the_other_side_is_a_result()
    {
        await using var server = await StubServer.AnsweringAsync("text/plain", "canary is locked", 423);
        var sent = await SendAsync(Request(server, new("POST", "x")));
        Assert.Equal((SendOutcome.Rejected, 423), (sent.Outcome, sent.Status!.Value));
        Assert.Contains("canary is locked", sent.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_server_is_waited_for_no_longer_than_the_limit()
    {
        await using var server = await StubServer.StartAsync(http => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        var sent = await SendAsync(Request(server, new("POST", "x")), impatient);
        Assert.Equal((SendOutcome.TimedOut, null), (sent.Outcome, sent.Status));
        Assert.Equal("No answer within 3 s. What was asked may have been done.", sent.Answer);
    }

    [Fact]
    public async Task An_answer_that_never_ends_keeps_its_status()
    {
        await using var server = await StubServer.StartAsync(async http =>
        {
            await http.Response.WriteAsync("begun", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var sent = await SendAsync(Request(server, new("POST", "x")), impatient);
        Assert.Equal((SendOutcome.Succeeded, 200), (sent.Outcome, sent.Status!.Value));
        Assert.Contains("begun\n(the answer was not whole after 3 s)", sent.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_answer_is_cut()
    {
        await using var server = await StubServer.AnsweringAsync("text/plain; charset=utf-8", new string('ü', 5_000_000));
        var sent = await SendAsync(Request(server, new("GET", "x")));
        Assert.InRange(sent.Answer.Length, 4_000, 4_300);
        Assert.Contains("ü\n(cut: ", sent.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binary_answer_is_named_and_not_shown()
    {
        await using var server = await StubServer.StartAsync(async http =>
        {
            http.Response.ContentType = "image/png";
            await http.Response.Body.WriteAsync(new byte[] { 0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3 }, http.RequestAborted);
        });
        Assert.Contains("of image/png, not text)", (await SendAsync(Request(server, new("GET", "x")))).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_never_reach_a_terminal()
    {
        await using var server = await StubServer.AnsweringAsync("text/plain", "ok \u001b[2Jgone");
        Assert.EndsWith("ok [2Jgone", (await SendAsync(Request(server, new("GET", "x")))).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_listens_nothing_was_sent()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var sent = await SendAsync(RequestFill.Fill(new("POST", $"http://127.0.0.1:{port}/x"), new Dictionary<string, string>()));
        Assert.Equal((SendOutcome.NotReached, "The connection was refused: nothing listens there. Nothing was sent."), (sent.Outcome, sent.Answer));
    }

    [Fact]
    public async Task A_server_that_hangs_up_may_have_done_it()
    {
        await using var server = await StubServer.StartAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        var sent = await SendAsync(Request(server, new("POST", "x")));
        Assert.Equal(SendOutcome.BrokenOff, sent.Outcome);
        Assert.Contains("may have been done", sent.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_encryption_where_it_was_asked_for_sends_nothing()
    {
        await using var server = await StubServer.AnsweringAsync("text/plain", "hello");
        var sent = await SendAsync(RequestFill.Fill(new("POST", $"https://{server.Address.Authority}/x"), new Dictionary<string, string>()));
        Assert.Equal(SendOutcome.NotReached, sent.Outcome);
    }

    [Fact]
    public async Task An_inner_address_is_only_for_a_host_that_was_named_in_full()
    {
        var asked = 0;
        await using var server = await StubServer.StartAsync(http =>
        {
            asked++;
            return Task.CompletedTask;
        });
        foreach (var host in new[] { "127.0.0.1", "localhost", "[::ffff:127.0.0.1]" })
        {
            var request = RequestFill.Fill(new("POST", $"http://{host}:{server.Address.Port}/x"), new Dictionary<string, string>());
            var sent = await sender.SendAsync(request, "s1", isNamed: false, TestContext.Current.CancellationToken);
            Assert.Equal(SendOutcome.NotReached, sent.Outcome);
            Assert.Contains("an inner address", sent.Answer, StringComparison.Ordinal);
        }

        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task Credentials_of_the_configuration_go_to_their_server_only_and_are_never_shown()
    {
        var seen = new List<string>();
        await using var server = await StubServer.StartAsync(http =>
        {
            seen.Add(http.Request.Headers.Authorization.ToString());
            return http.Response.WriteAsync($"you sent Authorization: {http.Request.Headers.Authorization}", http.RequestAborted);
        });
        var options = new HttpActionOptions();
        options.Credentials.Add(new() { Server = new Uri(server.Address, "admin"), Bearer = "hunter2-hunter2" });
        using var own = new HttpActionSender(Options.Create(options));
        var inside = Request(server, new("GET", "admin/x"));

        var sent = await own.SendAsync(inside, "s1", isNamed: true, TestContext.Current.CancellationToken);
        await own.SendAsync(Request(server, new("GET", "other")), "s2", isNamed: true, TestContext.Current.CancellationToken);

        Assert.Equal(["Bearer hunter2-hunter2", ""], seen);
        Assert.DoesNotContain("hunter2", sent.Answer, StringComparison.Ordinal);
        Assert.Contains("Authorization: ••• (of the configuration)", own.HeadersOf(inside, "s1"));
    }

    [Theory]
    [InlineData("93.184.216.34", AddressKind.Public)]
    [InlineData("2606:2800:220:1::1", AddressKind.Public)]
    [InlineData("127.0.0.1", AddressKind.Private)]
    [InlineData("10.1.2.3", AddressKind.Private)]
    [InlineData("172.16.0.1", AddressKind.Private)]
    [InlineData("172.32.0.1", AddressKind.Public)]
    [InlineData("192.168.1.1", AddressKind.Private)]
    [InlineData("100.64.0.1", AddressKind.Private)]
    [InlineData("::1", AddressKind.Private)]
    [InlineData("fd00::1", AddressKind.Private)]
    [InlineData("::ffff:10.0.0.1", AddressKind.Private)]
    [InlineData("64:ff9b::a00:1", AddressKind.Private)]
    [InlineData("2002:7f00:1::", AddressKind.Private)]
    [InlineData("169.254.169.254", AddressKind.Special)]
    [InlineData("::ffff:169.254.169.254", AddressKind.Special)]
    [InlineData("fe80::1", AddressKind.Special)]
    [InlineData("0.0.0.0", AddressKind.Special)]
    [InlineData("255.255.255.255", AddressKind.Special)]
    [InlineData("224.0.0.1", AddressKind.Special)]
    [InlineData("::", AddressKind.Special)]
    internal void Addresses_are_known_for_what_they_are(string address, AddressKind kind) => Assert.Equal(kind, Addresses.KindOf(IPAddress.Parse(address)));

    private Task<SentRequest> SendAsync(FilledRequest request, HttpActionSender? by = null) => (by ?? sender).SendAsync(request, "s1", isNamed: true, TestContext.Current.CancellationToken);

    private static FilledRequest Request(StubServer server, HttpAction action, params (string Name, string Value)[] values) =>
        RequestFill.Fill(action with { Url = $"{server.Address}{action.Url}" }, values.ToDictionary(value => value.Name, value => value.Value));
}
