using System.Collections.Immutable;
using IncidentConsole.Web.Runbooks.Compiling.Calling;
using IncidentConsole.Web.Runbooks.Compiling.Closing;
using IncidentConsole.Web.Runbooks.Compiling.Heads;
using IncidentConsole.Web.Runbooks.Compiling.Levels;
using IncidentConsole.Web.Runbooks.Compiling.Links;
using IncidentConsole.Web.Runbooks.Compiling.Postmortems;
using IncidentConsole.Web.Runbooks.Compiling.Procedures;
using IncidentConsole.Web.Runbooks.Compiling.Telling;
using IncidentConsole.Web.Runbooks.Compiling.Templates;
using IncidentConsole.Web.Runbooks.Compiling.Thresholds;

namespace IncidentConsole.Web.Runbooks.Compiling;

/// <summary>Who reads what, in which order: levels come first, because nearly everything else names them.</summary>
internal static class Recognisers
{
    public static ImmutableArray<IRecogniser> InOrder { get; } =
    [
        new TitleRecogniser(),
        new LevelRecogniser(),
        new MissingLevels(),
        new DecisionQuestions(),
        new BudgetRecogniser(),
        new LevelThresholds(),
        new KeyMetricRecogniser(),
        new StandIns(),
        new MixedLimits(),
        new EscalationRecogniser(),
        new ContactRecogniser(),
        new ChannelRecogniser(),
        new CadenceRecogniser(),
        new ModeSteps(),
        new TemplateRecogniser(),
        new ResolutionRecogniser(),
        new PostmortemRecogniser(),
        new IncidentMetricRecogniser(),
        new LinkRecogniser(),
        // Last: they take the lists and commands that nobody above claimed.
        new QuickReferenceRecogniser(),
        new ChecklistRecogniser(),
        new ProcedureRecogniser(),
    ];
}
