using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Communications;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>What stands in the fields of the update being written.</summary>
public sealed class UpdateForm
{
    private ImmutableSortedDictionary<string, ComponentState> states = ImmutableSortedDictionary<string, ComponentState>.Empty;

    public PublicStatus Status { get; set; }

    public TemplateKind Template { get; set; }

    public string Title { get; set; } = "";

    public string Text { get; set; } = "";

    /// <summary>Until the next update; null promises none.</summary>
    public int? Minutes { get; set; }

    public ImmutableArray<ComponentChange> Components => [.. states.Select(state => new ComponentChange(state.Key, state.Value))];

    /// <summary>The components as one text ("api=PartialOutage"), for parts that take primitive parameters.</summary>
    public string ComponentsKey => string.Join('\n', states.Select(state => $"{state.Key}={state.Value}"));

    public static UpdateForm From(UpdateDraft draft)
    {
        var form = new UpdateForm
        {
            Status = draft.Status,
            Template = draft.Templates.FirstOrDefault(template => template.Name == draft.TemplateName)?.Kind ?? draft.Templates[0].Kind,
            Title = draft.Title,
            Text = draft.Text,
            Minutes = draft.NextUpdateInMinutes,
        };
        foreach (var component in draft.Components)
        {
            form.Set(component.Component, draft.Status == PublicStatus.Resolved ? ComponentState.Operational : component.State);
        }

        return form;
    }

    /// <summary>Empty where the update says nothing of it.</summary>
    public string StateOf(string component) => states.TryGetValue(component, out var state) ? state.ToString() : "";

    public void Set(string component, ComponentState? state) =>
        states = state is { } known ? states.SetItem(component, known) : states.Remove(component);
}
