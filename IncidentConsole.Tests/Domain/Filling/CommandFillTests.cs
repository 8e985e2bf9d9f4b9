using System.Diagnostics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Tests.Domain.Filling;

/// <summary>What a person types arrives as one argument and nothing else, proven by a real shell, or is refused.</summary>
public sealed class CommandFillTests
{
    private static readonly string[] Hostile =
    [
        "a; rm -rf /", "$(reboot)", "`reboot`", "it's", "it''s", "'; reboot; '", "\"; reboot; \"", "a b", "*", "~", "!!", "a\\", "\\'", "$HOME", "${HOME}", "a|b", "a>b", "a&b", "#no", "<b>", "ü–漢", "{a,b}", "=x", "'\"'\"'",
    ];

    /// <summary>Each prints its one argument; what stands around the value is taken off again.</summary>
    private static readonly (string Template, string Before, string After)[] Places =
    [
        ("printf %s <v>", "", ""),
        ("printf %s a<v>b", "a", "b"),
        ("printf %s '<v>'", "", ""),
        ("printf %s 'say \"<v>\" twice'", "say \"", "\" twice"),
        ("printf %s \"<v>\"", "", ""),
        ("printf %s \"it's <v> \\\"here\\\"\"", "it's ", " \"here\""),
        ("printf %s \"$(printf %s <v>)\"", "", ""),
        ("printf %s \"$(printf %s \"a<v>\")\"", "a", ""),
        ("(true; printf %s <v>)", "", ""),
        ("printf %s x >/dev/null # don't\nprintf %s <v>", "", ""),
        ("printf %s \\\n  <v>", "", ""),
        ("cat <<'EOF' >/dev/null\ndon't\nEOF\nprintf %s <v>", "", ""),
        ("case a in a) printf %s <v>;; esac", "", ""),
    ];

    public static TheoryData<string, string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, string, string>();
            foreach (var (template, before, after) in Places)
            {
                foreach (var value in Hostile)
                {
                    cells.Add(template, before, after, value);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_shell_gets_exactly_what_was_typed(string template, string before, string after, string value)
    {
        var filled = Fill(template, value);

        Assert.Null(filled.Blocked);
        Assert.Equal(before + value + after, await RunAsync(filled.Text));
    }

    [Theory]
    [InlineData("bash -c \"grep <v> log\"", "a'; reboot; '")]
    [InlineData("sh -c <v>", "reboot now")]
    [InlineData("python -c \"read('<v>')\"", "'); import os; ('")]
    [InlineData("ssh host 'ls <v>'", "a; reboot")]
    [InlineData("sudo -u root awk '/<v>/ { print }' log", "/ { system(\"reboot\") } /")]
    [InlineData("kubectl exec pod -- sh -c 'echo <v>'", "$(reboot)")]
    [InlineData("psql -c \"DELETE FROM t WHERE n = '<v>'\"", "' OR ''='")]
    [InlineData("echo `ls <v>`", "a b")]
    [InlineData("echo ${X:-<v>}", "a b")]
    [InlineData("echo $'<v>'", "a b")]
    [InlineData("cat <<EOF\n<v>\nEOF", "$(reboot)")]
    [InlineData("ls # about <v>", "a b")]
    public void Where_quoting_would_be_a_guess_only_plain_values_are_let_in(string template, string hostile)
    {
        var refused = Fill(template, hostile);
        Assert.Contains("v stands in", refused.Blocked, StringComparison.Ordinal);
        Assert.Contains("<v>", refused.Text, StringComparison.Ordinal);
        Assert.Equal(template.Replace("<v>", "pod-7.a/b:c", StringComparison.Ordinal), Fill(template, "pod-7.a/b:c").Text);
    }

    [Theory]
    [InlineData("kubectl delete pod <v>", "--all")]
    [InlineData("kubectl delete pod \"<v>\"", "--all")]
    [InlineData("rm '<v>'", "-rf")]
    public void A_value_never_becomes_an_option(string template, string value) => Assert.Contains("option", Fill(template, value).Blocked, StringComparison.Ordinal);

    [Theory]
    [InlineData("scale --replicas=<v>", "-1", "scale --replicas=-1")]
    [InlineData("head '-n<v>'", "-5", "head '-n-5'")]
    public void Within_a_word_a_hyphen_is_a_hyphen(string template, string value, string expected)
    {
        Assert.Equal(expected.Replace("=-1", "='-1'", StringComparison.Ordinal), Fill(template, value).Text);
    }

    [Theory]
    [InlineData("a\nreboot")]
    [InlineData("a\rb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u001b[2Jb")]
    [InlineData("pod\u202Exyz")]
    [InlineData("pod\u200Bx")]
    public void What_hides_or_runs_by_itself_is_refused(string value) => Assert.Contains("invisible", Fill("ls <v>", value).Blocked, StringComparison.Ordinal);

    [Theory]
    [InlineData("curl -d '{\"ip\": \"<v>\"}'", "1.2.3.4", "curl -d '{\"ip\": \"1.2.3.4\"}'")]
    [InlineData("curl -d '{\"ip\": \"<v>\"}'", "a\", \"x\": \"b", "curl -d '{\"ip\": \"a\\u0022, \\u0022x\\u0022: \\u0022b\"}'")]
    [InlineData("curl -d '{\"max\": <v>}'", "10", "curl -d '{\"max\": 10}'")]
    [InlineData("curl -d '{\"max\": <v>}'", "10, \"x\": 1", "curl -d '{\"max\": \"10, \\u0022x\\u0022: 1\"}'")]
    [InlineData("curl -d \"{\\\"ip\\\": \\\"<v>\\\"}\"", "it's", "curl -d \"{\\\"ip\\\": \\\"\"'it\\u0027s'\"\\\"}\"")]
    public void Quoted_JSON_stays_JSON_of_the_same_shape(string template, string value, string expected) => Assert.Equal(expected, Fill(template, value).Text);

    [Fact]
    public void What_is_missing_is_named_and_stays()
    {
        var filled = CommandFill.Fill(new("kubectl rollout undo deployment/<service> --to-revision=<revision> -n <service>") { Placeholders = ["service", "<revision>"] }, new Dictionary<string, string> { ["revision"] = " " });
        Assert.Equal("Fill in service and revision first.", filled.Blocked);
        Assert.Equal("kubectl rollout undo deployment/<service> --to-revision=<revision> -n <service>", filled.Text);
    }

    [Fact]
    public void A_value_is_never_filled_again()
    {
        var filled = CommandFill.Fill(new("cp <a> <b>") { Placeholders = ["<a>", "<b>"] }, new Dictionary<string, string> { ["a"] = "<b>", ["b"] = "x" });
        Assert.Equal("cp '<b>' x", filled.Text);
    }

    [Fact]
    public void What_no_runbook_lists_is_no_placeholder() => Assert.Equal("sort < in", CommandFill.Fill(new("sort < in"), new Dictionary<string, string>()).Text);

    [Theory]
    [InlineData("powershell", "Stop-Service '<v>'", "a'; b")]
    [InlineData("promql", "rate(x{pod=\"<v>\"}[5m])", "\"} or vector(1)")]
    public void A_language_nobody_can_quote_takes_plain_values(string language, string template, string hostile)
    {
        Assert.Contains($"in {language}", Fill(template, hostile, language).Blocked, StringComparison.Ordinal);
        Assert.Null(Fill(template, "web-1", language).Blocked);
    }

    internal static FilledText Fill(string template, string value, string language = "bash") =>
        CommandFill.Fill(new RunbookCommand(template, language) { Placeholders = ["v"] }, new Dictionary<string, string> { ["v"] = value });

    private static async Task<string> RunAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", script }, RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
