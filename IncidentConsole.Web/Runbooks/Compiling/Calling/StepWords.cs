using System.Text.RegularExpressions;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Calling;

/// <summary>When a step runs, as far as words say it.</summary>
/// <param name="Doubt">Why it is a reading; null where the words are plain.</param>
internal sealed record When(EscalationTrigger Trigger, TimeSpan After, string? Attribute = null, string? Doubt = null);

/// <summary>"Page on-call manager", "CTO (if >2 hours or data breach)", "Open bridge call (optional)": one step taken apart.</summary>
internal sealed record StepWords(string Target, EscalationAct Act, bool HasVerb, When? When, bool IsOptional)
{
    private const int LongestTarget = 60;

    /// <summary>Null where the words call nobody.</summary>
    public static StepWords? Read(string text)
    {
        var plain = Inline.Plain(text).TrimEnd('.', ';');
        var when = Condition.Read(plain, out var without);
        var isOptional = Vocabulary.Says(plain, "optional", "optionally", "bei bedarf");
        without = StepPatterns.Brackets().Replace(without, "").Trim(' ', ',', ':', '-', '–', '.');
        return Verb(without) is not ({ } target, { } act, var hasVerb) || target.Length is < 2 or > LongestTarget ? null : new StepWords(target, act, hasVerb, when, isOptional);
    }

    private static (string? Target, EscalationAct? Act, bool HasVerb) Verb(string text)
    {
        if (StepPatterns.Channel().Match(text) is { Success: true } post)
        {
            return (post.Groups["channel"].Value, EscalationAct.PostToChannel, true);
        }

        if (StepPatterns.Bridge().IsMatch(text))
        {
            return (text.Contains("konferenz", StringComparison.OrdinalIgnoreCase) ? "Telefonkonferenz" : "Bridge call", EscalationAct.OpenBridge, true);
        }

        if (StepPatterns.Request().Match(text) is { Success: true } request)
        {
            return (Upper(request.Groups["target"].Value), EscalationAct.RequestResponders, true);
        }

        if (StepPatterns.Page().Match(text) is { Success: true } page)
        {
            return (Upper(page.Groups["target"].Value), EscalationAct.Page, true);
        }

        if (StepPatterns.Notify().Match(text) is { Success: true } notify)
        {
            return (Upper(notify.Groups["target"].Value), EscalationAct.Notify, true);
        }

        return IsRole(text) ? (Upper(text), EscalationAct.Page, false) : (null, null, false);
    }

    /// <summary>A person or a team, and not a sentence about them.</summary>
    public static bool IsRole(string text) => text.Split(' ').Length <= 6 && StepPatterns.Role().IsMatch(text);

    private static string Upper(string text)
    {
        var target = StepPatterns.Article().Replace(text.Trim(), "").Trim();
        return target.Length > 0 && char.IsLower(target[0]) ? char.ToUpperInvariant(target[0]) + target[1..] : target;
    }
}

internal static partial class StepPatterns
{
    [GeneratedRegex(@"\((?:optional|immediate(?:ly)?|sofort|\+?[\dXx][\dXx ()-]{5,24})\)|\b(?:immediately|sofort|umgehend|at\sonce)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Brackets();

    [GeneratedRegex(@"^(?:post|announce|write|melden|posten)\b.{0,40}?(?<channel>#[\w-]{2,60})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Channel();

    [GeneratedRegex(@"^(?:open|start|join|create|set\sup)\b.{0,20}\b(?:bridge|conference|war\sroom|call)\b|\b(?:bridge|telefonkonferenz)\b.{0,20}\b(?:öffnen|starten|einrichten)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Bridge();

    [GeneratedRegex(@"^(?:request|ask\sfor|pull\sin)\s(?<target>.{0,30}\b(?:responders?|engineers?|help|support|people|experts?)\b.{0,20})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Request();

    [GeneratedRegex(@"^(?:page|call|phone|alert|escalate\s(?:immediately\s)?to|ring)\s(?<target>.{2,60})$|^(?<target>.{2,60}?)\s(?:alarmieren|anrufen|anpagen)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Page();

    [GeneratedRegex(@"^(?:notify|inform|contact|tell|involve|loop\sin|engage)\s(?<target>.{2,60})$|^(?<target>.{2,60}?)\s(?:informieren|benachrichtigen|hinzuziehen|einbeziehen|verständigen)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Notify();

    [GeneratedRegex(@"\b(?:engineers?|manager|lead|leads|teams?|cto|ceo|cio|ciso|coo|vp|director|head|on-?call|owner|commander|ic|sre|dba|admin|administrator|officer|chief|responders?|stakeholders?|security|support|rotation|\p{L}{0,20}leitung|\p{L}{0,20}leiter(?:in)?|\p{L}{0,20}bereitschaft|verantwortliche[rn]?|geschäftsführung|vorstand)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Role();

    [GeneratedRegex(@"^(?:the|den|die|das|der|dem)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Article();
}
