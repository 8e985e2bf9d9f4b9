namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>What the tools of operations do, by their own words. A tool that is not listed is unknown.</summary>
internal static class ToolNature
{
    private static readonly HashSet<string> Lookers = new(StringComparer.Ordinal)
    {
        "ls", "cat", "head", "tail", "grep", "egrep", "zgrep", "rg", "wc", "sort", "uniq", "cut", "tr", "jq", "yq", "less", "more", "free", "df", "du", "ps", "top", "htop", "uptime", "vmstat", "iostat",
        "netstat", "ss", "lsof", "dig", "nslookup", "host", "ping", "traceroute", "mtr", "date", "whoami", "id", "printenv", "which", "echo", "printf", "sleep", "test", "[", "stat", "file", "md5sum",
        "sha256sum", "nvidia-smi", "column", "awk", "hostname", "uname", "journalctl", "dmesg", "pgrep",
    };

    private static readonly HashSet<string> Restarts = new(StringComparer.Ordinal) { "restart", "stop", "kill", "disable", "reload", "mask", "rm", "rmi", "down", "prune", "pause", "remove", "delete", "terminate", "reboot", "destroy" };

    private static readonly HashSet<string> LookWords = new(StringComparer.Ordinal) { "status", "ps", "logs", "inspect", "stats", "images", "version", "list", "ls", "show", "describe", "get", "info", "health", "history", "top", "is-active", "list-units", "plan", "log", "diff" };

    public static CommandNature Of(IReadOnlyList<string> words)
    {
        var tool = words[0][(words[0].LastIndexOf('/') + 1)..];
        var args = words.Skip(1).Where(word => !word.StartsWith('-')).ToList();
        var nature = tool switch
        {
            "kubectl" or "oc" => KubernetesNature.Of(words),
            "curl" or "wget" => OfRequest(words),
            "helm" => ByVerb(args, at: 0, ["rollback", "upgrade", "uninstall", "delete", "install"], target: 1),
            "docker" or "podman" or "docker-compose" or "nerdctl" => args is ["compose", ..] ? Generic([.. args.Skip(1)]) : Generic(args),
            "systemctl" or "rc-service" or "supervisorctl" or "terraform" => Generic(args),
            "service" => args.Count > 1 && Restarts.Contains(args[1]) ? Changes(args[0]) : Generic([.. args.Skip(1)]),
            "rm" or "rmdir" or "shred" or "unlink" or "truncate" or "cp" or "mv" or "kill" or "pkill" or "killall" or "drain" => Changes(args.LastOrDefault()),
            "dd" => Changes(words.FirstOrDefault(word => word.StartsWith("of=", StringComparison.Ordinal))?[3..]),
            "reboot" or "shutdown" or "halt" or "poweroff" => Changes(null),
            "iptables" or "ip6tables" or "nft" or "ufw" => words.Any(word => word is "-L" or "-S" or "list" or "status") ? CommandNature.Looks : Changes(After(words, "-s", "-d", "--source") ?? args.LastOrDefault()),
            "git" => OfGit(words, args),
            "psql" or "mysql" or "mariadb" or "sqlite3" => After(words, "-c", "-e", "--command", "--execute") is { } sql ? SqlNature.Of(sql) : CommandNature.Unknown,
            "redis-cli" => OfRedis(words),
            "fdbcli" => After(words, "--exec") is { } run && run.StartsWith("status", StringComparison.Ordinal) ? CommandNature.Looks : CommandNature.Unknown,
            "rpk" => ByVerb(args, at: 1, ["delete", "seek", "trim"], target: 2),
            "find" => words.Any(word => word is "-delete" or "-exec" or "-execdir") ? Changes(args.FirstOrDefault()) : CommandNature.Looks,
            "sed" => words.Any(word => word.StartsWith("-i", StringComparison.Ordinal)) ? Changes(args.LastOrDefault()) : CommandNature.Looks,
            "rsync" => words.Contains("--delete") ? Changes(args.LastOrDefault()) : CommandNature.Unknown,
            "aws" or "gcloud" or "az" => OfCloud(args),
            _ when tool.StartsWith("mkfs", StringComparison.Ordinal) => Changes(args.LastOrDefault()),
            _ when tool.StartsWith("kafka-", StringComparison.Ordinal) => words.Any(word => word is "--delete" or "--reset-offsets" or "--alter") ? Changes(After(words, "--topic", "--group")) : words.Any(word => word is "--list" or "--describe") ? CommandNature.Looks : CommandNature.Unknown,
            _ when Lookers.Contains(tool) => CommandNature.Looks,
            _ => OfMigration(words),
        };
        return nature.Effect == CommandEffect.Changes ? nature
            : words.Any(word => word.Contains("emergency-stop", StringComparison.OrdinalIgnoreCase)) ? Changes("emergency-stop")
            : words.Contains("--force") ? Changes(args.LastOrDefault())
            : nature;
    }

    public static CommandNature Changes(string? target) => new(CommandEffect.Changes, string.IsNullOrWhiteSpace(target) || target.Length > 80 ? null : target);

    /// <summary>The word after one of the options, or what stands behind its "=".</summary>
    public static string? After(IReadOnlyList<string> words, params ReadOnlySpan<string> options)
    {
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var option in options)
            {
                if (words[at] == option)
                {
                    return at + 1 < words.Count ? words[at + 1] : null;
                }

                if (words[at].StartsWith(option + "=", StringComparison.Ordinal))
                {
                    return words[at][(option.Length + 1)..];
                }
            }
        }

        return null;
    }

    private static CommandNature OfRequest(IReadOnlyList<string> words)
    {
        var request = CurlRequest.Parts(words);
        if (request.Method is "GET" or "HEAD")
        {
            return request.WritesFile ? CommandNature.Unknown : CommandNature.Looks;
        }

        var path = (request.Url ?? "").Split('?')[0].TrimEnd('/');
        var last = path[(path.LastIndexOf('/') + 1)..];
        var stops = request.Method == "DELETE" || last.Split('-', '_').Any(word => word is "stop" or "shutdown" or "restart" or "delete" or "purge" or "drop" or "reset" or "wipe" or "flush" or "kill" or "rollback");
        return stops ? Changes(last) : CommandNature.Unknown;
    }

    private static CommandNature Generic(List<string> args) =>
        args.Count == 0 ? CommandNature.Unknown : Restarts.Contains(args[0]) ? Changes(args.Count > 1 ? args[^1] : null) : LookWords.Contains(args[0]) ? CommandNature.Looks : CommandNature.Unknown;

    private static CommandNature ByVerb(List<string> args, int at, string[] changing, int target) =>
        args.Count <= at ? CommandNature.Unknown
        : changing.Contains(args[at]) ? Changes(args.Count > target ? args[target] : null)
        : LookWords.Contains(args[at]) ? CommandNature.Looks : CommandNature.Unknown;

    private static CommandNature OfGit(IReadOnlyList<string> words, List<string> args) => args switch
    {
        ["status" or "log" or "diff" or "show" or "blame", ..] => CommandNature.Looks,
        ["reset", ..] when words.Contains("--hard") => Changes(args.Count > 1 ? args[^1] : null),
        ["push", ..] when words.Any(word => word is "-f" or "--force" or "--force-with-lease") => Changes(args[^1]),
        ["clean" or "revert", ..] => Changes(args.Count > 1 ? args[^1] : null),
        _ => CommandNature.Unknown,
    };

    private static CommandNature OfRedis(IReadOnlyList<string> words)
    {
        var verb = words.Skip(1).Select(word => word.ToLowerInvariant()).FirstOrDefault(word => word is "flushall" or "flushdb" or "del" or "unlink" or "shutdown" or "ping" or "info" or "get" or "ttl" or "dbsize" or "slowlog" or "llen");
        return verb switch
        {
            null => CommandNature.Unknown,
            "flushall" or "flushdb" or "del" or "unlink" or "shutdown" => Changes(verb is "del" or "unlink" ? words[^1] : verb),
            _ => CommandNature.Looks,
        };
    }

    private static CommandNature OfCloud(List<string> args) =>
        args.FirstOrDefault(arg => arg.Split('-')[0] is "delete" or "terminate" or "stop" or "reboot" or "remove" or "restart") is not null ? Changes(args[^1])
        : args.Any(arg => arg.Split('-')[0] is "describe" or "list" or "get" or "show" or "ls") ? CommandNature.Looks
        : CommandNature.Unknown;

    // "./gradlew :identity-service:flywayUndo" undoes in identity-service.
    private static CommandNature OfMigration(IReadOnlyList<string> words)
    {
        var task = words.FirstOrDefault(word => word.Contains("flyway", StringComparison.OrdinalIgnoreCase)) ?? "";
        var project = task.Contains(':', StringComparison.Ordinal) ? task[..task.LastIndexOf(':')].Trim(':') : null;
        return task.EndsWith("Info", StringComparison.OrdinalIgnoreCase) || task.EndsWith("Validate", StringComparison.OrdinalIgnoreCase) ? CommandNature.Looks
            : task.EndsWith("Undo", StringComparison.OrdinalIgnoreCase) || task.EndsWith("Clean", StringComparison.OrdinalIgnoreCase) || task.EndsWith("Migrate", StringComparison.OrdinalIgnoreCase) || task.EndsWith("Repair", StringComparison.OrdinalIgnoreCase)
                ? Changes(string.IsNullOrEmpty(project) ? task : project)
            : CommandNature.Unknown;
    }
}
