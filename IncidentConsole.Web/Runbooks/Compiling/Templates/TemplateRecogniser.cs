using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Templates;

/// <summary>Texts that leave the console, from the code block under a heading that says what it is for: status page, e-mail, declaration, resolution, hand-over.</summary>
internal sealed class TemplateRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var section in reading.Sections)
        {
            if (KindOf(section) is { } kind && Free(reading, section) is { } fence)
            {
                Take(reading, section, fence, kind, null);
            }
        }

        // One form for every update ("Status: Investigating / Identified / …") stands in for each kind that has none of its own.
        foreach (var section in reading.Sections.Where(section => section.Topic == Topic.StatusTemplates))
        {
            if (Free(reading, section) is { } fence)
            {
                Take(reading, section, fence, TemplateKind.InitialUpdate, "the runbook has one form for every update");
                Take(reading, section, fence, TemplateKind.Update, "the runbook has one form for every update");
            }
        }
    }

    private static Fence? Free(Reading reading, Section section) => section.Fences.FirstOrDefault(fence => !reading.IsAnyClaimed(fence.Lines));

    private static TemplateKind? KindOf(Section section) => section.Topic switch
    {
        Topic.EmailTemplate => TemplateKind.StakeholderEmail,
        Topic.HandOver => TemplateKind.HandOver,
        Topic.DeclareResolution => TemplateKind.Resolution,
        Topic.DeclarationTemplate => TemplateKind.Declaration,
        Topic.InitialUpdate => TemplateKind.InitialUpdate,
        Topic.MonitoringUpdate => TemplateKind.MonitoringUpdate,
        Topic.ResolutionUpdate => TemplateKind.ResolutionUpdate,
        Topic.Update when IsOfUpdates(section) => TemplateKind.Update,
        Topic.Resolution when IsOfUpdates(section) => TemplateKind.ResolutionUpdate,
        _ when IsOfUpdates(section) && Vocabulary.Says(section.Title, "monitoring", "beobachtung") => TemplateKind.MonitoringUpdate,
        _ => null,
    };

    private static bool IsOfUpdates(Section section) => section.Above().Any(above => above.Topic is Topic.StatusTemplates or Topic.Communication);

    private static void Take(Reading reading, Section section, Fence fence, TemplateKind kind, string? doubt)
    {
        var plan = reading.Runbook.Communication;
        if (plan.Template(kind) is not null || TemplateText.Of(fence, kind) is not { } text)
        {
            return;
        }

        var name = PlainTemplates.Of(kind, reading.Runbook.Language).Name;
        doubt ??= text.Asked.IsEmpty ? null : $"asked for when it is written, because no incident knows it: {string.Join(", ", text.Asked.Select(asked => asked.Replace('_', ' ')))}";
        reading.Fact(FactKind.Template, $"communication/templates/{plan.Templates.Length}", $"Text for \"{name}\": {fence.Content.Length} lines", new(section.Line, fence.Lines.Last), doubt);
        reading.Runbook = reading.Runbook with { Communication = plan with { Templates = plan.Templates.Add(new MessageTemplate(kind, name, text.Body, text.Subject)) } };
    }
}
