using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>The tab on which updates for the public are written.</summary>
internal sealed class CommunicateForm(IPage page)
{
    private ILocator Form => page.GetByRole(AriaRole.Form, new() { Name = "Status update" });

    public ILocator Message => Form.GetByLabel("Message");

    public ILocator Status(string status) => Form.GetByRole(AriaRole.Group, new() { Name = "Status" }).GetByRole(AriaRole.Button, new() { Name = status });

    /// <param name="title">Null keeps what stands there.</param>
    public async Task PublishAsync(string text, string? title = null, (string Name, string State)? component = null)
    {
        if (title is not null)
        {
            await Form.GetByLabel("Public title").FillAsync(title);
        }

        await Message.FillAsync(text);
        if (component is var (name, state))
        {
            await Form.GetByLabel($"{name}, shown as").SelectOptionAsync(new SelectOptionValue { Label = state });
        }

        var publish = Form.GetByRole(AriaRole.Button, new() { Name = "Publish to the status page" });
        await Expect(publish).ToBeEnabledAsync();
        await publish.ClickAsync();
    }
}
