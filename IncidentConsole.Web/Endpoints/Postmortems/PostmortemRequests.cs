using IncidentConsole.Web.Endpoints.Incidents;

namespace IncidentConsole.Web.Endpoints.Postmortems;

/// <summary>What is left out stays as it is; all of it is done, or nothing.</summary>
internal sealed class PostmortemRequest : VerbRequest
{
    public List<SectionRequest> Sections { get; set; } = [];

    /// <summary>Version of a timeline entry: kept (true) or left out (false).</summary>
    public Dictionary<int, bool> Keep { get; set; } = [];

    public bool Publish { get; set; }
}

internal sealed class SectionRequest
{
    public string? Id { get; set; }

    /// <summary>Markdown.</summary>
    public string? Text { get; set; }

    /// <summary>The revision the text was written on; any other is refused (412). Left out: whatever is there.</summary>
    public int? Revision { get; set; }
}

internal sealed class NewActionItemRequest : VerbRequest
{
    public string? What { get; set; }

    /// <summary>prevent, detect, mitigate, runbook or train.</summary>
    public string? Kind { get; set; }

    /// <summary>E-mail address.</summary>
    public string? Owner { get; set; }

    public DateOnly? DueOn { get; set; }

    /// <summary>URL of a ticket or pull request.</summary>
    public string? Ticket { get; set; }
}

/// <summary>What it cost; what is left out stays.</summary>
internal sealed class CostRequest : VerbRequest
{
    /// <summary>In words: "about 4,000 EUR".</summary>
    public string? Revenue { get; set; }

    public int? DowntimeMinutes { get; set; }
}

/// <summary>A ticket or pull request.</summary>
internal sealed class LinkRequest : VerbRequest
{
    public string? Url { get; set; }

    public string? Title { get; set; }

    /// <summary>True takes it out again.</summary>
    public bool Remove { get; set; }
}

internal sealed class ReviewRequest : VerbRequest
{
    /// <summary>E-mail address.</summary>
    public string? Person { get; set; }
}

/// <summary>What is left out stays; null takes an owner, a due date or a ticket away.</summary>
internal sealed class ActionItemRequest : VerbRequest
{
    private string? owner;
    private string? ticket;
    private DateOnly? dueOn;

    public string? What { get; set; }

    public string? Kind { get; set; }

    /// <summary>E-mail address.</summary>
    public string? Owner
    {
        get => owner;
        set => owner = value ?? "";
    }

    public DateOnly? DueOn
    {
        get => dueOn;
        set => (dueOn, TakesDueDate) = (value, value is null);
    }

    public string? Ticket
    {
        get => ticket;
        set => ticket = value ?? "";
    }

    /// <summary>open, doing, done or dropped.</summary>
    public string? State { get; set; }

    internal bool TakesDueDate { get; private set; }
}
