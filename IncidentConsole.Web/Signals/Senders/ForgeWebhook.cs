using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>Pushes to a default branch, deployments and releases of GitHub, Gitea, Forgejo and GitLab. All else is understood and tells of no change.</summary>
internal static class ForgeWebhook
{
    /// <param name="happened">The event's name from the header: "push", "deployment_status", "Push Hook".</param>
    /// <param name="deliveryId">By which the forge would send it again.</param>
    public static IReadOnlyList<ChangeNotice>? Parse(ReadOnlyMemory<byte> body, string happened, string? deliveryId, DateTimeOffset now, out string? problem) => SenderJson.Read(
        body,
        root => root.ValueKind != JsonValueKind.Object ? throw new SenderFormatException("The body is not a webhook of a Git forge: an object is expected. Set the content type to application/json there.")
            : Read(root, happened.Replace(" Hook", "", StringComparison.Ordinal).ToLowerInvariant(), deliveryId, now) is { } notice ? (ChangeNotice[])[notice] : [],
        out problem);

    private static ChangeNotice? Read(JsonElement root, string happened, string? key, DateTimeOffset now)
    {
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
        var repository = SenderJson.Object(root, "repository") ?? SenderJson.Object(root, "project");
        var name = repository is { } repo ? SenderJson.Optional(repo, "full_name") ?? SenderJson.Optional(repo, "path_with_namespace") ?? SenderJson.Optional(repo, "name") ?? "" : "";
        // GitLab's push has both, and only the project has the default branch.
        var branch = (SenderJson.Object(root, "project") ?? repository) is { } project ? SenderJson.Optional(project, "default_branch") : null;
        fields["repository"] = name[(name.LastIndexOf('/') + 1)..];
        fields["repository.full_name"] = name;
        return happened switch
        {
            "push" => Push(root, name, branch, key, now, fields),
            "deployment_status" => Deployment(root, name, key, now, fields),
            "deployment" when SenderJson.Optional(root, "status") is { } status => GitLabDeployment(root, name, status, key, now, fields),
            "release" => Release(root, name, key, now, fields),
            _ => null,
        };
    }

    private static ChangeNotice? Push(JsonElement root, string name, string? branch, string? key, DateTimeOffset now, SortedDictionary<string, string> fields)
    {
        const string Heads = "refs/heads/";
        var reference = SenderJson.Text(root, "ref");
        if (!reference.StartsWith(Heads, StringComparison.Ordinal) || (branch is not null && reference[Heads.Length..] != branch))
        {
            return null;   // a tag, or a branch nobody runs
        }

        fields["branch"] = reference[Heads.Length..];
        var commits = SenderJson.List(root, "commits").ToList();
        if (commits.Count == 0)
        {
            return null;   // a branch was made or deleted
        }

        key ??= SenderJson.Optional(root, "after") is { } head ? $"{name}@{head}" : null;   // a forge without ids of deliveries repeats the same head
        var title = SenderJson.Text(commits[^1], "message").Split('\n')[0];
        var author = SenderJson.Optional(root, "user_name")
            ?? (SenderJson.Object(root, "pusher") is { } pusher ? SenderJson.Optional(pusher, "full_name") ?? SenderJson.Optional(pusher, "name") ?? SenderJson.Optional(pusher, "login") : null);
        var many = commits.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({commits.Count} commits)");
        return new ChangeNotice(key, $"{name} {fields["branch"]}: {title}{many}", "push", author, SenderJson.Optional(root, "compare") ?? SenderJson.Optional(root, "compare_url") ?? SenderJson.Optional(commits[^1], "url"), now, fields);
    }

    private static ChangeNotice? Deployment(JsonElement root, string name, string? key, DateTimeOffset now, SortedDictionary<string, string> fields)
    {
        var status = SenderJson.Object(root, "deployment_status") ?? throw new SenderFormatException("deployment_status is missing.");
        var state = SenderJson.Text(status, "state");
        if (state is not ("success" or "failure" or "error"))
        {
            return null;   // on its way
        }

        var deployment = SenderJson.Object(root, "deployment");
        var environment = SenderJson.Optional(status, "environment") ?? (deployment is { } made ? SenderJson.Optional(made, "environment") : null) ?? "production";
        fields["environment"] = environment;
        var version = deployment is { } of ? SenderJson.Optional(of, "ref") : null;
        var author = deployment is { } by && SenderJson.Object(by, "creator") is { } creator ? SenderJson.Optional(creator, "login") : null;
        return new ChangeNotice(key, $"{name}{(version is null ? "" : $" {version}")} deployed to {environment}: {state}", environment, author, SenderJson.Optional(status, "target_url") ?? SenderJson.Optional(status, "log_url"), now, fields);
    }

    private static ChangeNotice? GitLabDeployment(JsonElement root, string name, string status, string? key, DateTimeOffset now, SortedDictionary<string, string> fields)
    {
        if (status is not ("success" or "failed"))
        {
            return null;
        }

        fields["environment"] = SenderJson.Optional(root, "environment") ?? "production";
        var version = SenderJson.Optional(root, "ref") ?? SenderJson.Optional(root, "short_sha");
        var author = SenderJson.Object(root, "user") is { } user ? SenderJson.Optional(user, "name") : null;
        return new ChangeNotice(key, $"{name}{(version is null ? "" : $" {version}")} deployed to {fields["environment"]}: {status}", fields["environment"], author, SenderJson.Optional(root, "deployable_url"), now, fields);
    }

    private static ChangeNotice? Release(JsonElement root, string name, string? key, DateTimeOffset now, SortedDictionary<string, string> fields)
    {
        var release = SenderJson.Object(root, "release") ?? root;
        if (SenderJson.Text(root, "action") is not ("published" or "create" or "released"))
        {
            return null;
        }

        var version = SenderJson.Optional(release, "tag_name") ?? SenderJson.Optional(release, "tag") ?? SenderJson.Optional(release, "name") ?? "a version";
        var author = SenderJson.Object(release, "author") is { } by ? SenderJson.Optional(by, "login") ?? SenderJson.Optional(by, "name") : null;
        return new ChangeNotice(key, $"{name} released {version}", "release", author, SenderJson.Optional(release, "html_url") ?? SenderJson.Optional(release, "url"), now, fields);
    }
}
