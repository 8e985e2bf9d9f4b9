using System.Globalization;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Components.Shared;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Shape and word of each state, and how times and lengths are written. Colour comes from the sheets.</summary>
internal static class Looks
{
    /// <summary>A filling ring: nobody has it, a quarter, a half, three quarters, a tick.</summary>
    public static string Icon(IncidentStatus status) => status switch
    {
        IncidentStatus.Triage => "s0",
        IncidentStatus.Investigating => "s1",
        IncidentStatus.Identified or IncidentStatus.Mitigating => "s2",
        IncidentStatus.Monitoring => "s3",
        IncidentStatus.Resolved or IncidentStatus.Closed => "s4",
        IncidentStatus.Declined or IncidentStatus.Merged => "minus",
    };

    public static string Word(IncidentStatus status) => status switch
    {
        IncidentStatus.Declined => "False positive",
        IncidentStatus.Merged => "Duplicate",
        IncidentStatus.Triage or IncidentStatus.Investigating or IncidentStatus.Identified or IncidentStatus.Mitigating
            or IncidentStatus.Monitoring or IncidentStatus.Resolved or IncidentStatus.Closed => status.ToString(),
    };

    public static string Icon(PublicStatus status) => status switch
    {
        PublicStatus.Investigating => "s1",
        PublicStatus.Identified => "s2",
        PublicStatus.Monitoring => "s3",
        PublicStatus.Resolved => "s4",
    };

    public static string Word(IncidentRole role) => role switch
    {
        IncidentRole.Commander => "Commander",
        IncidentRole.Deputy => "Deputy",
        IncidentRole.Scribe => "Scribe",
        IncidentRole.CommunicationsLead => "Communications",
        IncidentRole.SubjectMatterExpert => "Expert",
    };

    /// <summary>The component's state as the public reads it.</summary>
    public static string Word(ComponentState state) => state switch
    {
        ComponentState.Operational => "Works",
        ComponentState.DegradedPerformance => "Slow",
        ComponentState.PartialOutage => "Partly down",
        ComponentState.MajorOutage => "Down",
        ComponentState.UnderMaintenance => "Planned work",
    };

    public static string Icon(ComponentState state) => state switch
    {
        ComponentState.Operational => "okc",
        ComponentState.DegradedPerformance => "warnc",
        ComponentState.PartialOutage => "half",
        ComponentState.MajorOutage => "badc",
        ComponentState.UnderMaintenance => "wrench",
    };

    public static string Class(ComponentState state) => state switch
    {
        ComponentState.Operational => "ok",
        ComponentState.DegradedPerformance => "attn",
        ComponentState.PartialOutage => "part",
        ComponentState.MajorOutage => "bad",
        ComponentState.UnderMaintenance => "plan",
    };

    public static string Icon(EffectVerdict verdict) => verdict switch
    {
        EffectVerdict.Helped => "okc",
        EffectVerdict.NoEffect or EffectVerdict.NoEffectYet => "minus",
        EffectVerdict.Worse => "badc",
        EffectVerdict.CannotTell => "warnc",
    };

    public static string Class(EffectVerdict verdict) => verdict switch
    {
        EffectVerdict.Helped => "ok",
        EffectVerdict.NoEffect or EffectVerdict.NoEffectYet => "info",
        EffectVerdict.Worse => "bad",
        EffectVerdict.CannotTell => "attn",
    };

    /// <summary>For the elements that show time: UTC with whole seconds.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Iso(DateTimeOffset? at) => at is { } moment ? Iso(moment) : null;

    /// <summary>"40 s", "17 min", "2 h 04", "3 d".</summary>
    public static string Length(TimeSpan length)
    {
        var span = length.Duration();
        return span < TimeSpan.FromMinutes(1) ? $"{(int)span.TotalSeconds}\u00a0s"
            : span < TimeSpan.FromHours(1) ? $"{(int)span.TotalMinutes}\u00a0min"
            : span < TimeSpan.FromDays(1) ? $"{(int)span.TotalHours}\u00a0h {span.Minutes:00}"
            : $"{(int)span.TotalDays}\u00a0d";
    }

    /// <summary>"4:10", "47:00", "1:04:10".</summary>
    public static string Clock(TimeSpan length) => length >= TimeSpan.FromHours(1)
        ? $"{(int)length.TotalHours}:{length.Minutes:00}:{length.Seconds:00}"
        : $"{(int)length.TotalMinutes}:{length.Seconds:00}";

    /// <summary>"MO" for Maya Okafor.</summary>
    public static string Initials(string name) => Names.Initials(name);
}
