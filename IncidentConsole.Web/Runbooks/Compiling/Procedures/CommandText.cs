using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>What a command does, as far as its words tell: whether it only looks, whether it is hard to take back, what it is aimed at.</summary>
internal static partial class CommandText
{
    public static RunbookCommand Of(string text, string language) => new(text, language.Length == 0 ? "bash" : language) { Placeholders = [.. Placeholder.In(text).Select(Placeholder.Token)] };

    /// <summary>True for words that begin like a program runbooks call.</summary>
    public static bool IsCommand(string text) => Program().IsMatch(text);

    /// <summary>Deletes, stops, restarts, rolls back or rewires something in production.</summary>
    public static bool IsDestructive(string text) => Destructive().IsMatch(text);

    /// <summary>Every step of it only reads.</summary>
    public static bool IsReadOnly(string text) => !IsDestructive(text) && !Changing().IsMatch(text)
        && Separator().Split(Unwrapped(text)).Select(part => part.Trim()).Where(part => part.Length > 0).All(part => Reading().IsMatch(part));

    /// <summary>What a person types to confirm it: a deployment, a release, a process, an address; null where the words name none.</summary>
    public static string? TargetOf(string text)
    {
        var match = Target().Match(text);
        return match.Success ? match.Groups["target"].Value : null;
    }

    /// <summary>A request the console could send itself: one curl to a full address, no pipe behind it.</summary>
    public static HttpAction? RequestOf(string text)
    {
        var line = text.Replace("\\\n", " ", StringComparison.Ordinal).Trim();
        var address = Address().Match(line);
        if (!Curl().IsMatch(line) || !address.Success || line.AsSpan().IndexOfAny("|;\n") >= 0 || line.Contains("&&", StringComparison.Ordinal))
        {
            return null;
        }

        var body = Body().Match(line);
        var content = body.Success ? body.Groups["body"].Value : null;
        var method = Method().Match(line) is { Success: true } said ? said.Groups["method"].Value : content is null ? "GET" : "POST";
        return new HttpAction(method, address.Groups["url"].Value, content)
        {
            ContentType = content is null ? null : ContentType().Match(line) is { Success: true } type ? type.Groups["type"].Value.Trim() : content.TrimStart().StartsWith('{') ? "application/json" : null,
        };
    }

    // A loop or a wrapper is as harmless as what runs inside it; what stands in quotes separates nothing.
    private static string Unwrapped(string text) =>
        Wrapper().Replace(Quoted().Replace(text.Replace("\\\n", " ", StringComparison.Ordinal), quoted => Separator().Replace(quoted.Value, "_")), " ");

    [GeneratedRegex(@"^(?:sudo\s)?(?:kubectl|helm|curl|wget|docker|systemctl|journalctl|tail|cat|grep|ls|df|du|free|ps|top|make|python3?|npm|rpk|psql|redis-cli|fdbcli|iptables|pkill|kill|cp|mv|rm|git|terraform|aws|gcloud|az|ssh|ping|dig|nslookup|\./[\w.-]+|SELECT|DELETE|UPDATE)\b(?!\s*$|\s*:)", RegexOptions.CultureInvariant)]
    private static partial Regex Program();

    [GeneratedRegex(
        @"\bkubectl\s(?:-\S+\s)*(?:delete|drain|cordon|scale|apply|patch|replace|label|annotate|taint|set\s(?:env|resources|image)|rollout\s(?:undo|restart|pause))\b"
        + @"|\bhelm\s(?:rollback|uninstall|delete|upgrade)\b|\b(?:pkill|killall|iptables|reboot|shutdown|mkfs\S*|dropdb|flywayUndo|flywayClean)\b|\bkill\s-|(?<![-\w])(?:rm|cp|mv)\s|\bdd\sif=|\brebuild\b|\bmake\s\S*rebuild"
        + @"|\bsystemctl\s(?:restart|stop|disable)\b|\bdocker\s(?:rm|stop|kill|restart|system\sprune)\b|\bterraform\s(?:apply|destroy)\b|\bgit\s(?:revert|reset|push)\b"
        + @"|\b(?:DROP|TRUNCATE|DELETE\sFROM|pg_terminate_backend|FLUSHALL|FLUSHDB)\b|\bcurl\b[^\n]{0,200}-X\s?DELETE\b|\bcurl\b[^\n|]{0,300}/(?:emergency-stop|shutdown|purge|drop|wipe)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Destructive();

    [GeneratedRegex(@"-X\s?(?:POST|PUT|PATCH|DELETE)\b|\bkubectl\s(?:run|create|edit|cp)\b|\bcurl\b[^\n|]{0,300}\s(?:-d|--data\S*)\s|(?:^|\s)>>?\s?[\w./~-]|\b(?:INSERT|UPDATE|ALTER)\s|\bmake\s|&\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Changing();

    [GeneratedRegex(@"'[^']{0,2000}'|""(?:[^""\\]|\\.){0,2000}""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\|\||&&|[|;\n]", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"^(?:sudo\s)?(?:kubectl\s(?:-\S+\s)*(?:get|describe|logs|top|explain|rollout\s(?:history|status))\b|helm\s(?:history|status|list|get)\b|curl\b|wget\s-q|tail\b|cat\b|head\b|grep\b|egrep\b|wc\b|sort\b|ls\b|df\b|du\b|free\b|ps\b|top\b|uptime\b|ping\b|dig\b|nslookup\b"
        + @"|journalctl\b|systemctl\sstatus\b|docker\s(?:ps|logs|inspect|stats)\b|rpk\s(?:group|topic|cluster)\s(?:describe|list|info|health)\b|SELECT\b|SHOW\b|EXPLAIN\b|redis-cli\b.*\b(?:ping|info)\b|fdbcli\b.*\bstatus\b|\S*gradlew\s\S*(?:flywayInfo|flywayValidate)\b|git\s(?:log|status|diff|show)\b|python3?\s-c\b.*\bread_index\b|echo\b|done\b)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Reading();

    [GeneratedRegex(@"\bfor\s\w+\sin\s\$\([^()\n]{1,300}\);?\s?do\b|\bkubectl\sexec\b[^\n]{0,200}?\s--\s", RegexOptions.CultureInvariant)]
    private static partial Regex Wrapper();

    [GeneratedRegex(
        @"\b(?:deployment|deploy|statefulset|daemonset)[/\s](?<target>[\w<>.-]+)|\bhelm\s(?:rollback|uninstall|upgrade)\s(?<target>[\w<>.-]+)|\bkubectl\s(?:delete|label|drain|cordon)\s(?:pod|node|pods|nodes)?\s?(?<target>[\w<>.-]+)"
        + @"|\bpkill\s(?:-\S+\s)*(?<target>[\w.-]+)|\biptables\b.*?-s\s(?<target>\S+)|\bsystemctl\s(?:restart|stop|disable)\s(?<target>[\w@.-]+)|\bgradlew\s:(?<target>[\w-]+):",
        RegexOptions.CultureInvariant)]
    private static partial Regex Target();

    [GeneratedRegex(@"^curl\s(?!.*\s-(?:I|o|O)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Curl();

    [GeneratedRegex(@"[""']?(?<url>https?://[^\s""'|]{1,1000})[""']?", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"-X\s?(?<method>GET|POST|PUT|PATCH|DELETE)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Method();

    [GeneratedRegex(@"\s(?:-d|--data|--data-raw)\s{1,3}(?:'(?<body>[^']{0,4000})'|""(?<body>(?:[^""\\]|\\.){0,4000})"")", RegexOptions.CultureInvariant)]
    private static partial Regex Body();

    [GeneratedRegex(@"-H\s{1,3}[""']Content-Type:\s?(?<type>[^""']{1,100})[""']", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ContentType();
}
