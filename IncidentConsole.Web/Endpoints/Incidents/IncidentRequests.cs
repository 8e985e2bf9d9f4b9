using System.Text.Json;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>What every verb's body may carry.</summary>
internal abstract class VerbRequest
{
    /// <summary>Why; asked for where a rule says so.</summary>
    public string? Reason { get; set; }
}

internal sealed class PlainRequest : VerbRequest;

internal sealed class DeclareRequest : VerbRequest
{
    public string? Title { get; set; }

    public string? Service { get; set; }

    /// <summary>The runbook's label in any spelling, or a rank (number or text).</summary>
    public JsonElement Severity { get; set; }

    public string? Summary { get; set; }

    public DateTimeOffset? ImpactStartedAt { get; set; }

    public bool IsDrill { get; set; }

    public bool IsRestricted { get; set; }

    /// <summary>The caller, a person with the right, commands at once.</summary>
    public bool TakeCommand { get; set; }
}

internal sealed class SeverityRequest : VerbRequest
{
    public JsonElement Severity { get; set; }
}

internal sealed class StatusRequest : VerbRequest
{
    public string? Status { get; set; }
}

internal sealed class AcknowledgeRequest : VerbRequest
{
    /// <summary>An escalation step to answer; left out: the caller's own.</summary>
    public string? Step { get; set; }
}

internal sealed class RoleRequest : VerbRequest
{
    public string? Role { get; set; }

    /// <summary>E-mail address.</summary>
    public string? Person { get; set; }

    /// <summary>True takes the role away instead.</summary>
    public bool Release { get; set; }
}

internal sealed class HandOverRequest : VerbRequest
{
    /// <summary>E-mail address.</summary>
    public string? To { get; set; }

    /// <summary>Left out: drafted from the state.</summary>
    public string? Brief { get; set; }
}

internal sealed class EscalateRequest : VerbRequest
{
    /// <summary>Left out: the next step.</summary>
    public string? Step { get; set; }
}

internal sealed class HoldRequest : VerbRequest
{
    public string? Step { get; set; }

    public int Minutes { get; set; }
}

internal sealed class NoteRequest : VerbRequest
{
    public string? Text { get; set; }

    /// <summary>note, decision or action.</summary>
    public string? Kind { get; set; }

    public DateTimeOffset? OccurredAt { get; set; }
}

internal sealed class ChecklistRequest : VerbRequest
{
    /// <summary>ticked, open or notApplicable.</summary>
    public string? State { get; set; }
}

internal sealed class UpdateRequest : VerbRequest
{
    public string? PublicStatus { get; set; }

    public string? Text { get; set; }

    public string? Title { get; set; }

    public List<ComponentRequest> Components { get; set; } = [];

    /// <summary>Left out: the runbook's cadence.</summary>
    public int? NextUpdateInMinutes { get; set; }
}

internal sealed class ComponentRequest
{
    public string? Slug { get; set; }

    public string? State { get; set; }
}

internal sealed class ResolveRequest : VerbRequest
{
    public string? Notes { get; set; }

    /// <summary>Why it is resolved although the metrics, the alerts or the runbook speak against it. Without it the reason counts, unless somebody else is in command.</summary>
    public string? Override { get; set; }
}

internal sealed class DuplicateRequest : VerbRequest
{
    /// <summary>"INC-3" or 3.</summary>
    public JsonElement Of { get; set; }
}

internal sealed class ChangeRequest : VerbRequest
{
    public string? Title { get; set; }

    public string? Summary { get; set; }

    public string? Service { get; set; }

    public string? Impact { get; set; }

    public int? AffectedUsers { get; set; }
}

internal sealed class AttributeRequest : VerbRequest
{
    /// <summary>As the runbook's escalation names it: "data-breach".</summary>
    public string? Attribute { get; set; }

    /// <summary>False takes the mark away.</summary>
    public bool IsPresent { get; set; } = true;
}

internal sealed class ModulesRequest : VerbRequest
{
    /// <summary>All that break, as the runbook names them; empty = not known.</summary>
    public List<string> Modules { get; set; } = [];
}

internal sealed class ChannelRequest : VerbRequest
{
    /// <summary>Where people talk: "#incident-20261121-high-error-rate".</summary>
    public string? Name { get; set; }
}

internal sealed class CriterionRequest : VerbRequest
{
    /// <summary>False: it is not met after all.</summary>
    public bool IsMet { get; set; } = true;
}

internal sealed class AttachmentRequest : VerbRequest
{
    /// <summary>Version of the entry, as the timeline gives it.</summary>
    public int Entry { get; set; }

    /// <summary>A URL; or else <see cref="Image"/>.</summary>
    public string? Link { get; set; }

    /// <summary>Id of an uploaded image.</summary>
    public string? Image { get; set; }

    public string? Caption { get; set; }
}

internal sealed class MilestoneRequest : VerbRequest
{
    public string? Milestone { get; set; }

    public DateTimeOffset? At { get; set; }
}
