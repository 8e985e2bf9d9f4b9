using System.Text.RegularExpressions;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Architecture;

/// <summary>
/// The arrows between the rooms, read from the sources: what a folder names of another folder. A room may always name itself,
/// its parents and its children; everything else must stand in the table.
/// </summary>
public sealed partial class ArrowTests
{
    /// <summary>Room → rooms it may name, besides Kernel, which all may.</summary>
    private static readonly Dictionary<string, string[]> DomainArrows = new()
    {
        ["Kernel"] = [],
        ["Access"] = [],
        ["Metrics"] = ["Severities"],
        ["Severities"] = ["Metrics"],
        ["Escalations"] = [],
        ["Checklists"] = [],
        ["Communications"] = [],
        ["Runbooks"] = ["Severities", "Escalations", "Checklists", "Communications", "Metrics"],
        // Incidents and Deadlines know each other: an event says which due time passed, the schedule reads the incident.
        ["Incidents"] = ["Runbooks", "Severities", "Escalations", "Checklists", "Communications", "Metrics", "Access", "Deadlines"],
        ["Deadlines"] = ["Incidents", "Runbooks", "Severities", "Escalations", "Checklists", "Communications"],
        ["Integrations"] = ["Metrics"],
        ["Postmortems"] = ["Incidents", "Access", "Runbooks", "Severities", "Escalations", "Checklists", "Communications", "Metrics"],
        ["Drills"] = ["Incidents", "Runbooks", "Severities", "Checklists", "Deadlines", "Metrics"],
        ["StatusPages"] = ["Incidents", "Communications"],
        ["Application"] = ["Access", "Checklists", "Communications", "Deadlines", "Drills", "Escalations", "Incidents", "Integrations", "Metrics", "Postmortems", "Runbooks", "Severities", "StatusPages"],
    };

    /// <summary>Adapter rooms that must not know each other: each is one way in or one way out.</summary>
    private static readonly Dictionary<string, string[]> ForbiddenInWeb = new()
    {
        ["Components"] = ["Store", "Notifiers", "Endpoints", "Engine", "Documents", "Cli"],
        ["StatusPage"] = ["Store", "Notifiers", "Components", "Endpoints", "Engine"],
        ["Endpoints"] = ["Components", "Engine"],
        ["Live"] = ["Components", "Store", "Notifiers", "Endpoints"],
        ["Engine"] = ["Components", "Endpoints"],
        ["Store"] = ["Components", "Endpoints", "Notifiers", "Engine", "Live", "Documents"],
        ["Notifiers"] = ["Components", "Endpoints", "Store", "Live", "Documents"],
        ["Documents"] = ["Components", "Endpoints", "Store", "Notifiers", "Engine", "Live"],
        ["Signals"] = ["Components", "Endpoints", "Store", "Notifiers", "Documents"],
        ["HttpActions"] = ["Components", "Endpoints", "Store", "Notifiers", "Documents", "Engine", "Live"],
        ["Runbooks"] = ["Components", "Endpoints", "Store", "Notifiers", "Documents", "Signals"],
    };

    [Fact]
    public void Domain_rooms_follow_the_arrows()
    {
        var broken = new List<string>();
        foreach (var (file, room, named) in Names("IncidentConsole.Domain", "Domain"))
        {
            if (named != room && named != "Kernel" && !(DomainArrows.TryGetValue(room, out var allowed) && allowed.Contains(named)))
            {
                broken.Add($"{file}: {room} names {named}");
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void Adapters_do_not_know_each_other()
    {
        var broken = new List<string>();
        foreach (var (file, room, named) in Names("IncidentConsole.Web", "Web"))
        {
            // Each room's own registration names what it wires: those files are called …Services.
            if (ForbiddenInWeb.TryGetValue(room, out var forbidden) && forbidden.Contains(named) && !file.EndsWith("Services.cs", StringComparison.Ordinal))
            {
                broken.Add($"{file}: {room} names {named}");
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void The_domain_references_nothing_but_the_framework()
    {
        var foreign = typeof(IncidentConsole.Domain.Kernel.Actor).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System", StringComparison.Ordinal)).ToList();
        Assert.Empty(foreign);
    }

    [Fact]
    public void A_broken_arrow_is_seen()
    {
        // The guard's own guard: the reader of names finds a name where there is one.
        Assert.Contains("Store", NamedIn("using IncidentConsole.Web.Store;", "Web"));
        Assert.Contains("Incidents", NamedIn("var x = Domain.Incidents.IncidentStatus.Triage;", "Domain"));
    }

    private static IEnumerable<(string File, string Room, string Named)> Names(string project, string side)
    {
        var folder = Path.Combine(Sources.Root, project);
        var files = Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var relative = Path.GetRelativePath(folder, file);
            var room = relative.Split(Path.DirectorySeparatorChar)[0];
            foreach (var named in NamedIn(File.ReadAllText(file), side).Distinct())
            {
                yield return (relative, room, named);
            }
        }
    }

    private static IEnumerable<string> NamedIn(string source, string side) =>
        QualifiedName().Matches(source).Where(match => match.Groups["side"].Value == side).Select(match => match.Groups["room"].Value);

    [GeneratedRegex(@"(?<![\w.])(?:IncidentConsole\.)?(?<side>Domain|Web)\.(?<room>[A-Z]\w*)")]
    private static partial Regex QualifiedName();
}
