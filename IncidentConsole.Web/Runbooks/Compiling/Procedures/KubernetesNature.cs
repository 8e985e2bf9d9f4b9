namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>What a kubectl command touches: "deployment/kaizen", "pod/&lt;pod-name&gt;".</summary>
internal static class KubernetesNature
{
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal) { "-n", "--namespace", "-l", "--selector", "-o", "--output", "-c", "--container", "-f", "--filename", "--context", "--tail", "--since", "--replicas", "--field-selector", "--sort-by", "--image" };

    public static CommandNature Of(IReadOnlyList<string> words)
    {
        var args = new List<string>();
        for (var at = 1; at < words.Count; at++)
        {
            if (words[at] == "--")
            {
                return args is ["exec", ..] && at + 1 < words.Count ? ToolNature.Of([.. words.Skip(at + 1)]) : CommandNature.Unknown;
            }

            if (WithValue.Contains(words[at]))
            {
                at++;
            }
            else if (!words[at].StartsWith('-'))
            {
                args.Add(words[at]);
            }
        }

        return args switch
        {
            ["get" or "describe" or "logs" or "top" or "explain" or "events" or "version" or "cluster-info" or "api-resources" or "diff" or "wait", ..] => CommandNature.Looks,
            ["config", "view" or "get-contexts" or "current-context", ..] => CommandNature.Looks,
            ["rollout", "history" or "status", ..] => CommandNature.Looks,
            ["rollout", _, .. var what] => ToolNature.Changes(Reference(what)),
            ["set", _, .. var what] => ToolNature.Changes(Reference(what)),
            ["drain" or "cordon" or "uncordon", var node, ..] => ToolNature.Changes(node.Contains('/', StringComparison.Ordinal) ? node : $"node/{node}"),
            ["apply" or "replace" or "create", ..] => ToolNature.Changes(ToolNature.After(words, "-f", "--filename")),
            ["delete", .. var what] => ToolNature.Changes(Reference(what) ?? ToolNature.After(words, "-f", "--filename")),
            ["scale" or "patch" or "edit" or "label" or "annotate" or "taint" or "autoscale", .. var what] => ToolNature.Changes(Reference(what)),
            _ => CommandNature.Unknown,
        };
    }

    private static string? Reference(IReadOnlyList<string> what) => what switch
    {
        [] => null,
        [var whole, ..] when whole.Contains('/', StringComparison.Ordinal) => whole,
        [var kind, var name, ..] when !name.Contains('=', StringComparison.Ordinal) => $"{kind}/{name}",
        [var kind, ..] => kind,
    };
}
