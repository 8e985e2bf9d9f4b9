using IncidentConsole.Web.Runbooks.Compiling.Source;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Headings, bold labels, lists, tables and fences with the lines they stand on.</summary>
public sealed class SourceTreeTests
{
    [Theory]
    [InlineData("### 1. Detection (0-5 minutes)", "Detection", "0-5 minutes")]
    [InlineData("## 🚨 Emergency Procedures", "Emergency Procedures", null)]
    [InlineData("## üö® Emergency Procedures", "Emergency Procedures", null)]
    [InlineData("## üõ†Ô∏è CLI Commands", "CLI Commands", null)]
    [InlineData("## ÔøΩ Logs", "Logs", null)]
    [InlineData("## 2. Definitionen & Schweregrade", "Definitionen & Schweregrade", null)]
    [InlineData("## Übersicht ##", "Übersicht", null)]
    [InlineData("### P0 - Critical (15 min response)", "P0 - Critical", "15 min response")]
    [InlineData("## 5 Whys", "5 Whys", null)]
    public void A_heading_is_cleaned_of_numbers_emoji_and_lost_encoding(string line, string title, string? aside)
    {
        var section = Assert.Single(TreeBuilder.Build(line).Sections);
        Assert.Equal((title, aside), (section.Title, section.Aside));
    }

    [Fact]
    public void A_bold_label_is_a_section_and_a_label_with_its_value_is_complete()
    {
        var tree = TreeBuilder.Build("### SEV-1\n\n**Impact**: All\n**Response Time**: Immediate\n**Examples**:\n\n- one\n- two\n\nAfter");
        Assert.Equal(["SEV-1", "Impact", "Response Time", "Examples"], tree.Sections.Select(section => section.Title));
        Assert.Equal([1, 3, 4, 5], tree.Sections.Select(section => section.Line));
        Assert.Equal("Immediate", Assert.IsType<Paragraph>(Assert.Single(tree.Sections[2].Blocks)).Joined);
        Assert.Equal(["one", "two"], tree.Sections[3].Entries.Select(entry => entry.Text));
        Assert.Equal((1, 10), (tree.Sections[0].Lines.First, tree.Sections[0].Lines.Last));
    }

    [Fact]
    public void Table_cells_keep_their_markdown_and_pipes_in_code()
    {
        var table = Assert.Single(TreeBuilder.Build("| A | B |\n|---|---|\n| `x | y` | **b** |\n| c |\n").Root.Tables);
        Assert.Equal(["`x | y`", "**b**"], table.Rows[0].Cells);
        Assert.Equal((3, ""), (table.Rows[0].Number, table.Rows[1].Cell(1)));
    }

    [Fact]
    public void A_list_item_has_its_box_its_label_and_what_is_nested_in_it()
    {
        var list = Assert.IsType<Listing>(Assert.Single(TreeBuilder.Build("1. **Clear Cache** (60s)\n   ```bash\n   curl x\n   ```\n2. [x] done\n   - **SEV1:** sofort\n").Root.Blocks));
        Assert.Equal(("Clear Cache", "60s", ""), (list.Entries[0].Labelled!.Label, list.Entries[0].Labelled!.Aside, list.Entries[0].Labelled!.Value));
        var fence = Assert.IsType<Fence>(Assert.Single(list.Entries[0].Blocks));
        Assert.Equal(("bash", "curl x", 3), (fence.Language, fence.Text, fence.Content[0].Number));
        Assert.True(list.Entries[1].Tick);
        Assert.Equal("sofort", Assert.Single(list.Entries[1].Nested).Labelled!.Value);
    }
}
