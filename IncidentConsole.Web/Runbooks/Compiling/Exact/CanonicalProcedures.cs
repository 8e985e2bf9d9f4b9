using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>Procedures in the form of a runbook: symptoms, causes, numbered steps with time and command, checks that it worked.</summary>
internal sealed class CanonicalProcedures(MarkdownText text, bool isGerman)
{
    public void Write(ImmutableArray<Procedure> procedures)
    {
        ProcedureKind? open = null;
        foreach (var procedure in procedures)
        {
            if (procedure.Kind != open)
            {
                var (english, german) = HeadingOf(procedure.Kind);
                text.Heading(2, english, german);
                open = procedure.Kind;
            }

            Write(procedure);
        }
    }

    private static (string English, string German) HeadingOf(ProcedureKind kind) => kind switch
    {
        ProcedureKind.Scenario => ("Procedures", "Verfahren"),
        ProcedureKind.Diagnosis => ("Diagnosis", "Diagnose"),
        ProcedureKind.Workaround => ("Workarounds", "Workarounds"),
        ProcedureKind.Rollback => ("Rollback", "Rollback"),
        ProcedureKind.Rollforward => ("Rollforward", "Rollforward"),
    };

    private void Write(Procedure procedure)
    {
        text.Heading(3, procedure.Title);
        List("Symptoms", "Symptome", procedure.Symptoms);
        List("Likely Causes", "Wahrscheinliche Ursachen", procedure.LikelyCauses);
        if (!procedure.Actions.IsEmpty)
        {
            text.Label("Immediate Actions", "Maßnahmen");
            text.Paragraph(string.Join("\n\n", procedure.Actions.Select((action, at) => Step(action, at + 1))));
        }

        if (!procedure.Verifications.IsEmpty)
        {
            text.Label("Verification", "Überprüfung");
            text.Paragraph(string.Join('\n', procedure.Verifications.Select(Check)));
        }

        if (!procedure.Related.IsEmpty)
        {
            text.Label("See", "Siehe");
            text.Items(procedure.Related.Select(link => $"[{MarkdownText.Line(link.Title)}]({MarkdownText.Line(link.Target)})"));
        }
    }

    private void List(string english, string german, ImmutableArray<string> items)
    {
        if (!items.IsEmpty)
        {
            text.Label(english, german);
            text.Items(items.Select(MarkdownText.Line));
        }
    }

    private string Step(RunbookAction action, int number)
    {
        var mark = $"{number}. ";
        var step = new StringBuilder($"{mark}**{MarkdownText.Line(action.Title)}**");
        if (action.Budget is { } budget)
        {
            step.Append(CultureInfo.InvariantCulture, $" ({(long)budget.TotalSeconds}s)");
        }

        if (action.Condition is { } condition)
        {
            step.Append(IsConditionWord(condition) ? $" — {MarkdownText.Line(condition)}" : $" ({(isGerman ? "nur wenn" : "if")} {MarkdownText.Line(condition)})");
        }

        if (action.Command is { } command)
        {
            step.Append("\n\n").Append(MarkdownText.Fenced(command.Language, command.Text, new string(' ', mark.Length)));
        }

        return step.ToString();
    }

    private static string Check(Verification check) => check.Command is not { } command ? $"- {MarkdownText.Line(check.Text)}"
        : command.Text.AsSpan().IndexOfAny('\n', '`') < 0 && Procedures.CommandUnits.IsKnownTool(command.Text) && command.Text.Contains(' ', StringComparison.Ordinal) ? $"- {MarkdownText.Line(check.Text)}: `{command.Text}`"
        : $"- {MarkdownText.Line(check.Text)}\n\n{MarkdownText.Fenced(command.Language, command.Text, "  ")}\n";

    private static bool IsConditionWord(string condition) => Procedures.StepWords.IsCondition(condition);
}
