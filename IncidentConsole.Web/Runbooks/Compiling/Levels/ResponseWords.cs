using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Levels;

/// <summary>How soon somebody answers, and how they are called.</summary>
internal static class ResponseWords
{
    public static Found<ResponseTarget>? Target(string words, SourceLines lines)
    {
        if (Duration.Find(words) is not { } time)
        {
            return null;
        }

        if (time.IsNextBusinessDay)
        {
            return new(ResponseTarget.NextBusinessDay, words, lines);
        }

        return new(ResponseTarget.Elapsed(time.Longest), words, lines, time.IsRange ? "a range was given; its longer end counts" : null);
    }

    /// <summary>Null where the words call nobody.</summary>
    public static ResponseMode? Mode(string words)
    {
        var plain = Inline.Plain(words);
        var atOnce = Vocabulary.Says(plain, "immediate", "immediately", "at once", "sofort", "umgehend", "unverzüglich", "now");
        if (Vocabulary.Says(plain, "ticket", "tickets", "backlog", "issue anlegen"))
        {
            return ResponseMode.Ticket;
        }

        if (Vocabulary.Says(plain, "page", "pager", "pagerduty", "call", "phone", "opsgenie", "alarmieren", "anrufen", "rufbereitschaft"))
        {
            return atOnce ? ResponseMode.PageAtOnce : ResponseMode.PageOnCall;
        }

        if (Vocabulary.Says(plain, "notify", "notification", "slack", "email", "e mail", "chat", "teams", "benachrichtigen", "benachrichtigung", "informieren"))
        {
            return ResponseMode.Notify;
        }

        return atOnce && Vocabulary.Says(plain, "escalate", "eskalieren", "on call", "eskalation") ? ResponseMode.PageAtOnce : null;
    }
}
