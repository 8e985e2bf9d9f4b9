using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>The postmortem's form and its due time, as five teams write them.</summary>
public sealed class PostmortemTests
{
    [Fact]
    public void A_form_gives_the_sections_and_what_belongs_into_them()
    {
        var read = Read.Compiled("""
            # R
            ### 6. Post-Mortem (within 48 hours)

            **Post-Mortem Template:**

            ```markdown
            # Incident Post-Mortem: [Date] - [Title]

            ## Summary
            - **Date**: YYYY-MM-DD
            - **Impact**: Number of users affected

            ## Timeline
            - HH:MM - Event occurred

            ## Root Cause
            [Detailed explanation]

            ## Action Items
            - [ ] Fix root cause (owner, deadline)

            ## Lessons Learned
            What went well
            ```
            """);
        var form = read.Runbook.Postmortem;
        Assert.Equal(["summary", "timeline", "root-cause", "action-items", "lessons-learned"], form.Sections.Select(section => section.Id));
        Assert.Equal(
            [PostmortemSectionKind.Facts, PostmortemSectionKind.Timeline, PostmortemSectionKind.Text, PostmortemSectionKind.ActionItems, PostmortemSectionKind.Text],
            form.Sections.Select(section => section.Kind));
        Assert.Equal(["Date; Impact", "HH:MM - Event occurred", "Detailed explanation", "Fix root cause (owner, deadline)", "What went well"], form.Sections.Select(section => section.Hint));
        Assert.Equal(TimeSpan.FromHours(48), form.DueWithin);
        Assert.Equal(new SourceLines(16, 16), read.Facts.Single(fact => fact.Path == "postmortem/sections/2").Lines);
        Assert.Empty(read.Unread);
    }

    [Fact]
    public void A_German_list_gives_short_middle_and_long_measures()
    {
        var form = Read.Runbook("# Runbook\n## Abschluss und Kommunikation\n- **Postmortem** (spätestens 48 h):\n  - Timeline, Root Cause, Impact, Maßnahmen (kurz/mittel/lang)\n  - Ticket-Links, PRs, Follow-ups\n").Postmortem;
        Assert.Equal(["Timeline", "Root Cause", "Impact", "Maßnahmen (kurz)", "Maßnahmen (mittel)", "Maßnahmen (lang)", "Ticket-Links", "PRs", "Follow-ups"], form.Sections.Select(section => section.Title));
        Assert.Equal(PostmortemSectionKind.ActionItems, form.Sections[^1].Kind);
        Assert.Equal(TimeSpan.FromHours(48), form.DueWithin);
    }

    [Theory]
    [InlineData("## Post-Mortem\n- Schedule within 24 hours\n- Blameless", 24)]
    [InlineData("## Postmortem (within 5 days)\nWrite it.", 120)]
    [InlineData("## Postmortem\nIt is due within 72 hours.", 72)]
    public void A_due_time_stands_in_the_heading_or_under_it(string markdown, int hours)
    {
        var read = Read.Compiled("# R\n" + markdown);
        Assert.Equal(TimeSpan.FromHours(hours), read.Runbook.Postmortem.DueWithin);
        Assert.Equal(Certainty.Stated, read.Facts.Single(fact => fact.Kind == FactKind.PostmortemDue).Certainty);
    }

    [Fact]
    public void The_window_of_the_work_afterwards_is_only_taken_for_it()
    {
        var read = Read.Compiled("# R\n### Post-Incident (24-48 hours)\n- [ ] Schedule post-mortem\n");
        Assert.Equal(TimeSpan.FromHours(48), read.Runbook.Postmortem.DueWithin);
        Assert.Equal(Certainty.Inferred, read.Facts.Single(fact => fact.Kind == FactKind.PostmortemDue).Certainty);
    }

    [Fact]
    public void Two_times_are_a_question_and_none_is_missing()
    {
        var question = Assert.Single(Read.Compiled("# R\n## Post-Mortem (within 48 hours)\n- Schedule it within 24 hours\n").Questions);
        Assert.Equal("postmortem/dueWithin", question.Path);
        Assert.Equal([("48 h", "\"P2D\"", 2), ("24 h", "\"P1D\"", 3)], question.Choices.Select(choice => (choice.Words, choice.Value, choice.Lines.First)));
        Assert.Contains(Read.Compiled("# R\n## Post-Mortem\nWrite one.\n").Missing, missing => missing.Part == "When the postmortem is due");
    }

    [Fact]
    public void Ticks_of_a_process_are_no_form()
    {
        var read = Read.Compiled("# R\n### 2. Post-Mortem Process\n- [ ] Timeline documented\n- [ ] Report written\n");
        Assert.Equal(PostmortemTemplate.Default.Sections, read.Runbook.Postmortem.Sections);
        Assert.Contains(read.Missing, missing => missing.Part == "Postmortem template");
    }
}
