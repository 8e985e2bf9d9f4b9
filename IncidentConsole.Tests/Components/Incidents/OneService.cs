using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>inferadb under its runbook; Jonas is bound to the on-call engineer, nobody to the on-call manager.</summary>
internal sealed class OneService : ICatalog
{
    private static readonly RunbookKey Other = new("other");

    /// <summary>Another runbook in place of the one that ships.</summary>
    public Runbook? Instead { get; set; }

    private static readonly Service Only = new("inferadb", "InferaDB", "inferadb", "Platform", ImmutableDictionary<string, ImmutableArray<string>>.Empty
        .Add("On-call engineer", ["jonas"]).Add("Platform team lead", ["li"]));

    private static readonly ImmutableArray<RunbookVersion> Versions =
        [.. RunbookLibrary.All, .. new[] { LadderRunbooks.Kaizen, LadderRunbooks.Hauski }.Select(runbook => new RunbookVersion(RunbookJson.KeyOf(runbook), runbook))];

    // A service of the name of any runbook runs under it.
    public Task<Service?> FindServiceAsync(string slug, CancellationToken cancellationToken) => Task.FromResult(
        slug == Only.Slug ? Only
        : Versions.FirstOrDefault(version => version.Runbook.Slug == slug) is { } version ? Only with { Slug = slug, RunbookSlug = slug, Bindings = Only.Bindings.Add("CTO", ["li"]).Add("Search/Index Team", ["li"]) }
        : null);

    public Task<IReadOnlyList<Service>> ServicesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Service>>([Only]);

    public Task<IReadOnlyList<Component>> ComponentsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Component>>([new("checks", "Permission checks", null, 1)]);

    public Task<RunbookVersion?> CurrentRunbookAsync(string slug, CancellationToken cancellationToken) => Task.FromResult(Instead is { } other ? new RunbookVersion(Other, other) : Versions.FirstOrDefault(version => version.Runbook.Slug == slug));

    public Task<RunbookVersion> DefaultRunbookAsync(CancellationToken cancellationToken) => Task.FromResult(RunbookLibrary.Standard);

    public Task<IReadOnlyList<RunbookVersion>> CurrentRunbooksAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RunbookVersion>>(Versions);

    public Runbook Runbook(RunbookKey key) => key == Other ? Instead! : Versions.Single(version => version.Key == key).Runbook;
}
