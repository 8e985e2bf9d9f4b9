using System.Text.RegularExpressions;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>The words of one step taken apart: "**Restart Pods** (120s) — if it hangs", "Scale replicas: `kubectl scale …`".</summary>
/// <param name="Code">The command in it; null without.</param>
/// <param name="Address">A web address in it (a dashboard to watch); null without.</param>
internal sealed partial record StepWords(string Title, TimeSpan? Budget, string? Condition, string? Code, string? Address)
{
    private static readonly HashSet<string> Destroying = new(StringComparer.OrdinalIgnoreCase)
        { "kill", "delete", "restart", "rebuild", "restore", "rollback", "drop", "truncate", "block", "wipe", "purge", "failover", "terminate", "löschen", "neustarten", "zurückrollen", "abschalten" };

    /// <summary>True where the words themselves say that production is changed ("Kill long-running queries").</summary>
    public bool SaysDestroys
    {
        get
        {
            var words = Title.Split([' ', ':', '/', ',', '-'], StringSplitOptions.RemoveEmptyEntries);
            return words.Length > 0 && (Destroying.Contains(words[0]) || Title.StartsWith("roll back", StringComparison.OrdinalIgnoreCase) || Title.StartsWith("fail over", StringComparison.OrdinalIgnoreCase) || Title.StartsWith("emergency stop", StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>The same of a step that a person does without a command: German says its verb last, and may name two ("drosseln oder abschalten").</summary>
    public bool SaysChanges => SaysDestroys || Changing().IsMatch(Title);

    public bool SaysLooks => Looking().IsMatch(Title);

    /// <summary>Raises a limit, which has to be taken back.</summary>
    public bool SaysRaisesLimit => Raising().IsMatch(Title);

    public bool SaysVerifies => Verifying().IsMatch(Title);

    public static StepWords Read(string text)
    {
        string? code = null, address = null;
        foreach (Match span in CodeSpan().Matches(text))
        {
            var inside = span.Groups["code"].Value.Trim();
            if (address is null && Uri.TryCreate(inside, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            {
                address = inside;
                text = text.Replace(span.Value, "", StringComparison.Ordinal);
            }
            else if (code is null && inside.Contains(' ', StringComparison.Ordinal) && CommandUnits.IsKnownTool(inside))
            {
                code = inside;
                text = text.Replace(span.Value, "", StringComparison.Ordinal);
            }
        }

        TimeSpan? budget = null;
        string? condition = null;
        var title = Parentheses().Replace(Inline.Plain(text), match =>
        {
            var aside = match.Groups["aside"].Value.Trim();
            if (budget is null && TimeWindow.IsTime(aside) && Duration.Find(aside) is { } time)
            {
                budget = time.Longest;
                return "";
            }

            if (condition is null && IsCondition(aside))
            {
                condition = aside;
                return "";
            }

            return match.Value;
        });
        if (condition is null && DashedCondition().Match(title) is { Success: true } dashed)
        {
            condition = dashed.Groups["condition"].Value.Trim();
            title = title[..dashed.Index];
        }
        else if (condition is null && LeadingCondition().Match(title) is { Success: true } leading)
        {
            condition = leading.Groups["condition"].Value.Trim();
            title = leading.Groups["rest"].Value;
        }

        title = Spaces().Replace(title, " ").Trim().TrimEnd(':', '–', '—', '-').Trim();
        return new StepWords(title.Length > 0 ? char.ToUpperInvariant(title[0]) + title[1..] : title, budget, condition, code, address);
    }

    public static bool IsCondition(string words) => ConditionStart().IsMatch(words);

    [GeneratedRegex(@"^(?:stop|shut\sdown|disable|turn\soff|flush|evict|drain|reboot|revoke|redeploy|deploy)\b|\b(?:löschen|abschalten|ausschalten|deaktivieren|neu\s?starten|zurückrollen|ausrollen|deployen|leeren|sperren|blockieren|beenden|abbrechen)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Changing();

    [GeneratedRegex("`(?<code>[^`]{1,2000})`", RegexOptions.CultureInvariant)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\((?<aside>[^()]{1,200})\)", RegexOptions.CultureInvariant)]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"^\s{0,4}(?:only\s)?(?:if|when|where|unless|in case|nur|falls|wenn|sofern)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ConditionStart();

    [GeneratedRegex(@"\s{0,4}(?:—|–|--|,)\s{0,4}(?<condition>(?:only\s)?(?:if|when|unless|nur wenn|falls|wenn)\b.{1,200})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DashedCondition();

    [GeneratedRegex(@"^(?<condition>(?:If|When|Falls|Wenn)\b[^,:]{1,120})[,:]\s{1,4}(?<rest>.{1,400})$", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingCondition();

    [GeneratedRegex(@"^(?:check|review|verify|validate|look|read|list|inspect|watch|monitor|view|see|find|show|confirm|examine|prüfen|ansehen|lesen|beobachten)\b|\bprüfen$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Looking();

    [GeneratedRegex(@"\b(?:raise|increase|lift|bump)\b.{0,40}\b(?:limits?|quotas?|budgets?|thresholds?)\b|(?:limit|budget|schwellwert|kontingent)[a-zäöü]*\b.{0,60}\b(?:anheben|erhöhen|heraufsetzen)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Raising();

    [GeneratedRegex(@"^(?:verify|confirm|validate|bestätigen|smoke|canary\b.{0,12}\bsmoke|überprüfen)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Verifying();

    [GeneratedRegex(@"\s{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
