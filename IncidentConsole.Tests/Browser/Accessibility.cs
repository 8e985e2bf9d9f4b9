using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>Every page by the rules of WCAG 2.2 AA as axe reads them, in both themes, wide and on a phone; none scrolls sideways.</summary>
public sealed class Accessibility(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    private const string Run = """
        async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
            .map(found => `${found.id} (${found.impact}): ${found.nodes.map(node => node.target.join(' ')).join(' · ')}`)
            .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['scrolls sideways'] : [])
        """;

    private static readonly string[] ForEverybody = ["/signin", "/status", "/status/history"];

    private static readonly string[] WithoutCircuit = ["/you", "/no-such-page"];

    private static readonly string[] WithCircuit =
    [
        "/", "/incidents/2", "/incidents/1", "/incidents/2/communicate", "/incidents/1/communicate", "/incidents/1/postmortem", "/incidents/2/postmortem",
        "/incidents/2?panel=metrics", "/incidents/2?panel=runbook", "/incidents/2?panel=runbook&procedure=all", "/incidents/2?panel=escalation", "/incidents/1?at=2000-01-01T00:00:00Z", "/incidents/2?at=whenever", "/incidents/2?panel=checklist", "/incidents/99",
        "/runbooks", "/runbooks/inferadb?show=revisions&level=2", "/silences", "/drills", "/drills/new", "/drills/new?incident=1",
    ];

    private static readonly string[] OfAdministrators = ["/settings", "/settings/people", "/settings/services", "/settings/components", "/settings/keys", "/settings/http-actions", "/settings/data-sources", "/runbooks/import", "/runbooks/inferadb/edit"];

    [Theory]
    [InlineData(1440, "dark")]
    [InlineData(1440, "light")]
    [InlineData(390, "dark")]
    [InlineData(390, "light")]
    public async Task Every_page_is_without_findings(int width, string theme)
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, width, theme);
        var axe = await File.ReadAllTextAsync(Path.Combine(Sources.Root, "wwwroot-assets/node_modules/axe-core/axe.min.js"), TestContext.Current.CancellationToken);
        var findings = new List<string>();
        foreach (var path in ForEverybody)
        {
            await tab.GoStaticAsync(path);
            await LookAsync(path);
        }

        await tab.GoAsync("/signin/demo/commander");
        foreach (var path in WithoutCircuit)
        {
            await tab.GoStaticAsync(path);
            await LookAsync(path);
        }

        foreach (var path in WithCircuit)
        {
            await tab.GoAsync(path);
            await LookAsync(path);
        }

        await tab.GoAsync("/signin/demo/administrator");
        foreach (var path in OfAdministrators)
        {
            await tab.GoAsync(path);
            await LookAsync(path);
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));

        async Task LookAsync(string path)
        {
            await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeVisibleAsync();
            await Expect(tab.Page.Locator("[aria-busy=true], .skeleton")).ToHaveCountAsync(0);
            await Expect(tab.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("."));   // the head is drawn by itself, a moment apart from the page
            if (path.Contains("/incidents/", StringComparison.Ordinal) && !path.Contains("99", StringComparison.Ordinal))
            {
                await Expect(tab.Page.GetByRole(AriaRole.Navigation, new() { NameRegex = new("^INC-") })).ToBeVisibleAsync();   // the incident itself, not the words that it is missing
            }

            await tab.Page.EvaluateAsync(axe);
            var found = await tab.Page.EvaluateAsync<string[]>(Run);
            findings.AddRange(found.Concat(tab.Complaints().Where(complaint => !complaint.Contains("404", StringComparison.Ordinal))).Select(finding => $"{path}: {finding}"));
        }
    }
}
