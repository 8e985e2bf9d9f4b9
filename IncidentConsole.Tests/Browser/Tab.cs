using System.Text;
using Microsoft.Playwright;

namespace IncidentConsole.Tests.Browser;

/// <summary>
/// One person's browser window. It knows when the page really listens (its circuit has drawn once), so that no click is lost in a page that is
/// only drawn, and it keeps what the browser complained about.
/// </summary>
internal sealed class Tab : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] Drawn = Encoding.UTF8.GetBytes("JS.RenderBatch");

    private readonly List<string> complaints = [];
    private TaskCompletionSource listening = New();

    public Tab(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        page.WebSocket += (_, socket) => Watch(socket);
        page.Console += (_, message) => Note(message.Type == "error" ? $"{message.Text} ({message.Location})" : null);
        page.PageError += (_, error) => Note(error);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What rings on every page for who is called.</summary>
    public ILocator Calls => Page.Locator(".calls");

    public CommandPage Command => new(Page);

    /// <summary>Opens a page of the console and waits until it listens.</summary>
    public async Task GoAsync(string path)
    {
        var circuit = NextCircuit();
        await Page.GotoAsync(path);
        await circuit;
    }

    /// <summary>Opens a page that has no circuit: sign-in, the public page.</summary>
    public Task GoStaticAsync(string path) => Page.GotoAsync(path);

    /// <summary>Ends when a page loaded from now on listens.</summary>
    public async Task NextCircuit()
    {
        var next = listening = New();
        try
        {
            await next.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            await Page.Locator("html:not([data-waits])").WaitForAsync(new() { State = WaitForSelectorState.Attached });   // until then it refuses presses
        }
        catch (TimeoutException)
        {
            var text = await Page.Locator("body").InnerTextAsync();
            throw new TimeoutException($"No page began to listen. At {Page.Url}:\n{text}\n{string.Join('\n', Complaints())}");
        }
    }

    /// <summary>Signs in as people do; ends on the board.</summary>
    public async Task SignInAsync(string email, string password)
    {
        await GoStaticAsync("/signin");
        await Page.GetByLabel("E-mail").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        var circuit = NextCircuit();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await circuit;
    }

    /// <summary>Presses Tab until this has the focus, as somebody without a mouse does.</summary>
    public async Task TabUntilAsync(ILocator target)
    {
        for (var presses = 0; presses < 250; presses++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail("It cannot be reached with Tab.");
    }

    /// <summary>What the browser's console said in red since it was last asked.</summary>
    public IReadOnlyList<string> Complaints()
    {
        lock (complaints)
        {
            var said = complaints.ToList();
            complaints.Clear();
            return said;
        }
    }

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private void Watch(IWebSocket socket)
    {
        if (!socket.Url.Contains("/_blazor", StringComparison.Ordinal))
        {
            return;
        }

        var waiting = listening;
        socket.FrameReceived += (_, frame) =>
        {
            if (frame.Binary is { } bytes && bytes.AsSpan().IndexOf(Drawn) >= 0)
            {
                waiting.TrySetResult();
            }
        };
    }

    private void Note(string? complaint)
    {
        if (complaint is not null)
        {
            lock (complaints)
            {
                complaints.Add(complaint);
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
