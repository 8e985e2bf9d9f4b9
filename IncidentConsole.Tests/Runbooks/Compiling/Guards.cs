using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>What holds for every compilation, whatever the text.</summary>
internal static class Guards
{
    public static void Holds(string text, RunbookCompilation compilation)
    {
        var last = text.Count(sign => sign == '\n') + 1;
        Assert.All(compilation.Facts, fact => Assert.InRange(fact.Lines.First, 1, last));
        Assert.All(compilation.Facts, fact => Assert.InRange(fact.Lines.Last, fact.Lines.First, last));
        Assert.All(compilation.Facts, fact => Assert.Equal(fact.Certainty == Certainty.Stated, fact.Doubt is null));
        Assert.All(compilation.Unread, unread => Assert.InRange(unread.Lines.Last, unread.Lines.First, last));
        Assert.All(compilation.Runbook.References, reference => Assert.Contains(compilation.Unread, unread => unread.Markdown == reference.Markdown));
        Assert.NotEmpty(compilation.Runbook.Severities.Levels);
        Assert.Equal(compilation.Runbook.Escalation.Steps.Length, compilation.Runbook.Escalation.Steps.Select(step => step.Id).Distinct().Count());
        Assert.All(compilation.Questions, question => Assert.InRange(question.Taken, 0, question.Choices.Length - 1));
        Assert.Equal(RunbookJson.KeyOf(compilation.Runbook), RunbookJson.KeyOf(RunbookJson.Read(RunbookJson.Write(compilation.Runbook))));
    }

    /// <summary>Lines some fact or unread text speaks of.</summary>
    public static HashSet<int> Accounted(RunbookCompilation compilation) =>
        [.. compilation.Facts.Select(fact => fact.Lines).Concat(compilation.Unread.Select(unread => unread.Lines)).SelectMany(lines => Enumerable.Range(lines.First, lines.Last - lines.First + 1))];
}
