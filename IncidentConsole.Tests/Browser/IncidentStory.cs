using System.Diagnostics;
using System.Text.RegularExpressions;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Seeding;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>
/// One incident, end to end, on real signals, with three people's pages and the public one open at once: what one does, the others see.
/// Then the console is killed and started again, and nothing is missing.
/// </summary>
public sealed class IncidentStory(Chromium chromium)
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact(Timeout = 8 * 60_000)]
    public async Task From_the_first_alert_to_the_exported_postmortem_and_through_a_kill()
    {
        await using var world = await RealWorld.StartAsync(End);
        await using var maya = await SignedInAsync(world, "maya@example.com");
        await using var tomasz = await SignedInAsync(world, "tomasz@example.com");
        await using var jonas = await SignedInAsync(world, "jonas@example.com", width: 390);
        await using var reader = await chromium.OpenAsync(world.Console.Address);
        await reader.GoStaticAsync("/status");
        var everybody = new[] { maya, tomasz, jonas };

        await AlertOpensAnIncident(world, everybody);
        await MayaTakesCommand(maya, tomasz, jonas);
        await MayaWorksTheRunbook(maya, tomasz, jonas);
        await MayaRaisesTheSeverityAndEscalates(maya, tomasz, jonas);
        await MayaTellsThePublic(maya, tomasz, reader);
        await MayaHandsOver(maya, tomasz, jonas);
        await TomaszEndsIt(world, maya, tomasz, jonas, reader);
        await TheyWriteThePostmortem(maya, tomasz);
        Assert.Equal([], everybody.SelectMany(tab => tab.Complaints()));
        await NothingIsMissingAfterAKill(world, maya, tomasz, reader);
    }

    private static async Task AlertOpensAnIncident(RealWorld world, Tab[] everybody)
    {
        foreach (var tab in everybody)
        {
            await Expect(tab.Page.GetByText("No open incident")).ToBeVisibleAsync();
        }

        world.Service.Change(SimulatedState.Incident);
        foreach (var tab in everybody)
        {
            await Expect(tab.Page.GetByRole(AriaRole.Region, new() { Name = "Open now" }).GetByRole(AriaRole.Link).Filter(new() { HasText = "of requests fail" }))
                .ToBeVisibleAsync(new() { Timeout = 90_000 });   // the service worsens over half a minute, then Prometheus and Alertmanager take their time
        }

        var (maya, tomasz, jonas) = (everybody[0], everybody[1], everybody[2]);
        await maya.Page.GetByRole(AriaRole.Region, new() { Name = "Open now" }).GetByRole(AriaRole.Link).ClickAsync();
        await tomasz.Page.GetByRole(AriaRole.Region, new() { Name = "Open now" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(jonas.Calls).ToContainTextAsync("SEV-2 High: you are called as On-call engineer");
        await Expect(maya.Calls).ToBeHiddenAsync();
        await jonas.Calls.GetByRole(AriaRole.Link).ClickAsync();
        foreach (var tab in everybody)
        {
            await Expect(tab.Command.Entry("Incident opened by an alert at SEV-2 High")).ToBeVisibleAsync();
        }
    }

    private static async Task MayaTakesCommand(Tab maya, Tab tomasz, Tab jonas)
    {
        await maya.Command.Button("Acknowledge").ClickAsync();
        await Expect(tomasz.Command.Entry("Acknowledged").First).ToBeVisibleAsync();
        await Expect(jonas.Calls).ToBeHiddenAsync();   // somebody has it: his page stops ringing
        await maya.Command.Roles.GetByRole(AriaRole.Button, new() { Name = "Take command" }).ClickAsync();
        await Expect(tomasz.Command.Roles).ToContainTextAsync("Maya Okafor");
        await Expect(jonas.Command.Entry("took command").Or(jonas.Command.Entry("Command taken")).First).ToBeVisibleAsync();
    }

    private static async Task MayaWorksTheRunbook(Tab maya, Tab tomasz, Tab jonas)
    {
        await jonas.Command.PartAsync("Checklist");
        foreach (var item in new[] { "Acknowledge alert", "Post in #incidents", "Determine severity", "Begin investigation" })
        {
            await maya.Command.Item(item).CheckAsync();
            await Expect(tomasz.Command.Checklist).ToContainTextAsync(item);
        }

        await Expect(tomasz.Command.Checklist).ToContainTextAsync("4 of 17");
        await Expect(jonas.Command.Checklist).ToContainTextAsync("4 of 17");

        await Expect(maya.Command.Charts).ToHaveCountAsync(6);
        var errors = maya.Command.Charts.Filter(new() { HasText = "Error rate" });
        await Expect(errors).ToContainTextAsync(new Regex(@"[5-7]\.\d"));
        var now = await errors.InnerTextAsync();
        await Expect(errors).Not.ToHaveTextAsync(now, new() { UseInnerText = true });   // a sample of real metrics arrived by itself

        await maya.Command.Procedure.GetByRole(AriaRole.Link, new() { Name = "High error rate" }).First.ClickAsync();
        await maya.Command.Procedure.GetByRole(AriaRole.Button, new() { Name = "I run it now" }).ClickAsync();
        await maya.Command.Procedure.GetByPlaceholder("What happened? (optional)").FillAsync("Nearly all are JWKS timeouts");
        await maya.Command.Procedure.GetByRole(AriaRole.Button, new() { Name = "Confirm it ran" }).ClickAsync();
        await Expect(tomasz.Command.Entry("Nearly all are JWKS timeouts")).ToBeVisibleAsync();
        await Expect(tomasz.Command.Procedure).ToContainTextAsync("1 step done");
    }

    private static async Task MayaRaisesTheSeverityAndEscalates(Tab maya, Tab tomasz, Tab jonas)
    {
        await maya.Command.Level("SEV-1").ClickAsync();
        await maya.Page.GetByLabel("Why SEV-1").FillAsync("Sign-in fails for everybody");
        await maya.Command.Button("Raise to SEV-1").ClickAsync();
        await Expect(tomasz.Command.Entry("Sign-in fails for everybody")).ToBeVisibleAsync();
        await Expect(tomasz.Command.Level("SEV-1")).ToBeCheckedAsync();

        await jonas.Command.PartAsync("Escalate");
        await Expect(jonas.Command.Step("On-call manager")).ToContainTextAsync("unanswered");
        await maya.Command.Step("On-call manager").GetByRole(AriaRole.Button, new() { Name = "Call again" }).ClickAsync();
        await Expect(jonas.Command.Step("On-call manager")).ToContainTextAsync("call 2");
        await Expect(tomasz.Command.Entry("(On-call manager)")).ToHaveCountAsync(2);
        await tomasz.Calls.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).First.ClickAsync();
        await Expect(jonas.Command.StepsDone).ToContainTextAsync("Tomasz Lis in");
        await Expect(tomasz.Calls).ToBeHiddenAsync();
    }

    private static async Task MayaTellsThePublic(Tab maya, Tab tomasz, Tab reader)
    {
        await Expect(reader.Page.GetByText("Permission checks fail")).ToHaveCountAsync(0);
        await maya.Command.TabAsync("Communicate");
        await new CommunicateForm(maya.Page).PublishAsync("Some permission checks fail. We are looking into it.", "Permission checks fail", ("Permission checks", "Down"));
        await Expect(tomasz.Command.Entry("Some permission checks fail.")).ToBeVisibleAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "Permission checks fail" })).ToBeVisibleAsync();   // ten seconds later, by itself
        await Expect(reader.Page.GetByText("Some permission checks fail. We are looking into it.")).ToBeVisibleAsync();
        await Expect(tomasz.Command.Entry("Update 1 published")).ToBeVisibleAsync();
        await NothingElseIsPublic(reader);
    }

    private static async Task MayaHandsOver(Tab maya, Tab tomasz, Tab jonas)
    {
        await maya.Command.TabAsync("Command");
        await maya.Command.Roles.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await maya.Page.GetByLabel("Hand over to").SelectOptionAsync(new SelectOptionValue { Label = "Tomasz Lis" });
        await Expect(maya.Page.GetByLabel("Brief")).ToHaveValueAsync(new Regex("SEV-1"));
        await maya.Command.Button("Ask them to take over").ClickAsync();
        await tomasz.Command.Button("Accept, I take command").ClickAsync();
        await Expect(maya.Command.Roles).ToContainTextAsync("Tomasz Lis");
        await jonas.Command.PartAsync("Timeline");
        await Expect(jonas.Command.Entry("accepted").First).ToBeVisibleAsync();
    }

    private static async Task TomaszEndsIt(RealWorld world, Tab maya, Tab tomasz, Tab jonas, Tab reader)
    {
        await tomasz.Command.Roles.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await tomasz.Command.Button("Mitigated").ClickAsync();
        await tomasz.Command.Button("Mark as mitigated").ClickAsync();
        await Expect(jonas.Command.Entry("Mitigated").First).ToBeVisibleAsync();
        await Expect(reader.Page.GetByText("It works again")).ToHaveCountAsync(0);   // nothing is published by itself
        await new CommunicateForm(tomasz.Page).PublishAsync("It works again for most people. We keep watching.");
        await Expect(reader.Page.GetByText("It works again for most people.")).ToBeVisibleAsync();

        await tomasz.Command.TabAsync("Command");
        await tomasz.Command.Status.GetByRole(AriaRole.Button, new() { Name = "Resolved" }).ClickAsync();
        await tomasz.Page.GetByLabel("What fixed it").FillAsync("Rolled back to 2.13.6, internal-cause-4711.");
        var resolve = tomasz.Page.GetByRole(AriaRole.Form, new() { Name = "Resolve the incident" });
        await resolve.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await Expect(resolve).ToContainTextAsync("give a reason why INC-");   // the service still fails: nobody declares victory while a line is red
        await resolve.GetByLabel("Or resolve all the same, because").FillAsync("The replicas drain for another hour.");
        await resolve.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await Expect(maya.Command.Entry("Resolved before it was proved")).ToBeVisibleAsync();
        await Expect(maya.Command.Entry("internal-cause-4711").First).ToBeVisibleAsync();
        await Expect(jonas.Command.Entry("internal-cause-4711").First).ToBeVisibleAsync();
        await NothingElseIsPublic(reader);
        world.Service.Change(SimulatedState.Healthy);
    }

    private static async Task TheyWriteThePostmortem(Tab maya, Tab tomasz)
    {
        await maya.Command.TabAsync("Postmortem");
        var paper = new PostmortemForm(maya.Page);
        await Expect(paper.Main).ToContainTextAsync("Incident opened by an alert at SEV-2 High");   // filled from the log before anybody wrote
        await paper.WriteAsync("Impact", "One check in ten failed.");
        await paper.WriteAsync("Root cause", "Key lookups became **too frequent**.");
        await paper.AddItemAsync("Alert on the age of signing keys", "Jonas Weber");
        await paper.AddItemAsync("Cache the keys", "Maya Okafor");

        await tomasz.Command.TabAsync("Postmortem");
        await Expect(new PostmortemForm(tomasz.Page).Items).ToContainTextAsync("Cache the keys");
        var text = await PdfTextAsync(await paper.ExportAsync());
        Assert.All(["INC-1", "One check in ten failed.", "too frequent", "Alert on the age of signing keys", "Tomasz Lis"], words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    /// <summary>The last word to the public is written, and before it is out the console is killed: it goes out after the start.</summary>
    private static async Task NothingIsMissingAfterAKill(RealWorld world, Tab maya, Tab tomasz, Tab reader)
    {
        await tomasz.Command.TabAsync("Communicate");
        await new CommunicateForm(tomasz.Page).PublishAsync("It is over. We are sorry for the trouble.");
        await maya.Command.TabAsync("Command");
        await Expect(maya.Command.Entry("It is over.")).ToBeVisibleAsync();
        var entries = await CountAsync();
        var again = maya.NextCircuit();
        await world.Console.KillAsync(End);
        await Expect(reader.Page.GetByText("It is over.")).ToHaveCountAsync(0);
        await world.Console.StartAgainAsync(End);

        await again;   // the page came back by itself
        await Expect(maya.Command.Entry("It is over.").First).ToBeVisibleAsync();
        await reader.GoStaticAsync("/status");
        await Expect(reader.Page.GetByText("It is over.").First).ToBeVisibleAsync();
        await Expect(maya.Command.Entry("Update 3 published").First).ToBeVisibleAsync();
        Assert.True(await CountAsync() >= entries);
        var (code, said) = await world.Console.VerbAsync(End, "store", "verify");
        Assert.True(code == 0, said);

        async Task<int> CountAsync() => await maya.Page.EvaluateAsync<int>("fetch('/api/v1/incidents/INC-1/timeline?pageSize=1000').then(answer => answer.json()).then(page => page.items.length)");
    }

    private static async Task NothingElseIsPublic(Tab reader)
    {
        var html = await reader.Page.ContentAsync();
        Assert.All(["HighErrorRate", "SEV-1", "Maya", "Tomasz", "JWKS", "internal-cause-4711", "Sign-in fails"], secret => Assert.DoesNotContain(secret, html, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(await reader.Context.CookiesAsync());
    }

    private static async Task<string> PdfTextAsync(string file)
    {
        using var process = Process.Start(new ProcessStartInfo(Needs.Program("pdftotext"), ["-layout", file, "-"]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(End);
        await process.WaitForExitAsync(End);
        return text;
    }

    private async Task<Tab> SignedInAsync(RealWorld world, string email, int width = 1440)
    {
        var tab = await chromium.OpenAsync(world.Console.Address, width);
        await tab.SignInAsync(email, RealWorld.Password);
        return tab;
    }
}
