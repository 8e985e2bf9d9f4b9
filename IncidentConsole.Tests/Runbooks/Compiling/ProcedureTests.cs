using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>What to do, as five teams write it: scenarios, steps with their time, commands in blocks, rollbacks, known issues.</summary>
public sealed class ProcedureTests
{
    private const string Scenario = """
        # R
        ## 📋 Detailed Procedures
        ### 1. High Latency Incident

        **Symptoms:**
        - p95 latency > 800ms
        - Users complain

        **Immediate Actions:**
        1. **Disable Reranking** (30s)
           ```bash
           curl -X POST http://localhost:8080/admin/canary/disable
           ```

        2. **Restart Service** (120s)
           ```bash
           pkill -f uvicorn && sleep 5 && uvicorn wp_chat.chat_api:app --reload &
           ```

        **Verification:**
        - Check latency metrics: `curl http://localhost:8080/stats/metrics`
        - Monitor dashboard: `http://localhost:8080/dashboard`
        """;

    [Fact]
    public void A_scenario_has_signs_steps_with_their_time_and_checks()
    {
        var procedure = Assert.Single(Read.Runbook(Scenario).Procedures);
        Assert.Equal(("high-latency-incident", "High Latency Incident", ProcedureKind.Scenario), (procedure.Id, procedure.Title, procedure.Kind));
        Assert.Equal(["p95 latency > 800ms", "Users complain"], procedure.Symptoms);
        Assert.Equal([new ThresholdRule("p95 latency", Comparison.Above, 800, "ms")], procedure.Thresholds);
        Assert.Equal([("disable-reranking", 30), ("restart-service", 120)], procedure.Actions.Select(action => (action.Id, (int)action.Budget!.Value.TotalSeconds)));
        Assert.Equal(new HttpAction("POST", "http://localhost:8080/admin/canary/disable"), procedure.Actions[0].Request);
        Assert.Equal((true, "uvicorn", null), (procedure.Actions[1].IsDestructive, procedure.Actions[1].Target, procedure.Actions[1].Request));
        Assert.Equal([("Check latency metrics", "curl http://localhost:8080/stats/metrics"), ("Monitor dashboard: http://localhost:8080/dashboard", null)], procedure.Verifications.Select(check => (check.Text, check.Command?.Text)));
    }

    [Fact]
    public void Every_line_of_it_is_a_fact_with_its_place()
    {
        var read = Read.Compiled(Scenario);
        Assert.Empty(read.Unread);
        Assert.Equal(new SourceLines(10, 13), read.Facts.Single(fact => fact.Path == "procedures/high-latency-incident/actions/disable-reranking").Lines);
    }

    [Fact]
    public void Symptoms_in_a_sentence_and_checks_without_comments()
    {
        var procedure = Assert.Single(Read.Runbook("# R\n## Service-Specific Procedures\n### Database (PostgreSQL)\n\n**Symptoms**: Connection timeouts, slow queries\n\n**Checks**:\n```sql\nSELECT * FROM pg_locks;\nSELECT 1;\n```\n\n**Actions**:\n- Kill long-running queries\n- Scale replicas: `kubectl scale deployment api -n x --replicas=5`\n").Procedures);
        Assert.Equal("Database (PostgreSQL)", procedure.Title);
        Assert.Equal(["Connection timeouts", "Slow queries"], procedure.Symptoms);
        Assert.Equal(["SELECT * FROM pg_locks;", "SELECT 1;", "Kill long-running queries", "Scale replicas"], procedure.Actions.Select(action => action.Title));
        Assert.Equal([(true, false), (true, false), (false, true), (false, true)], procedure.Actions.Select(action => (action.IsReadOnly, action.IsDestructive)));
        Assert.Equal(("sql", "api"), (procedure.Actions[0].Command!.Language, procedure.Actions[3].Target));
    }

    [Fact]
    public void A_sign_may_be_a_command_with_a_comment_and_a_label_may_say_when()
    {
        var runbook = Read.Runbook("# R\n## Common Incident Scenarios\n### All Pods Failing\n**Symptoms**:\n```bash\nkubectl get pods\n# All pods in CrashLoopBackOff\n```\n**Likely Causes**:\n- Bad deployment\n\n**Quick Fix**:\n```bash\n# Rollback recent deployment\nkubectl rollout undo deployment/x\n```\n**See**: [Service Outage](service-outage.md)\n\n## Mitigation\n### Quick Wins\n**Restart Pods** (if healthy infrastructure):\n```bash\nkubectl rollout restart deployment/x\n```\n");
        var scenario = runbook.FindProcedure("all-pods-failing")!;
        Assert.Equal(["All pods in CrashLoopBackOff"], scenario.Symptoms);
        Assert.Equal(["Look: kubectl get pods", "Rollback recent deployment"], scenario.Actions.Select(action => action.Title));
        Assert.Equal([new("Service Outage", "service-outage.md", RunbookLinkKind.Runbook)], scenario.Related);
        var restart = Assert.Single(runbook.FindProcedure("quick-wins")!.Actions);
        Assert.Equal(("Restart Pods", "If healthy infrastructure", "x"), (restart.Title, restart.Condition, restart.Target));
    }

    [Fact]
    public void A_block_becomes_one_step_a_comment_and_a_rollback_is_one_by_its_name()
    {
        var runbook = Read.Runbook("# R\n### 4. Mitigation (immediate)\n**Quick Fixes:**\n\n**Rollback Recent Deployment:**\n```bash\n# List history\nkubectl rollout history deployment/k\n\n# To a revision\nkubectl rollout undo deployment/k --to-revision=<revision>\n```\n\n**Scale Resources:**\n```bash\n# Increase\nkubectl scale deployment/k --replicas=6\n# Look\nkubectl get pods -w\n```\n");
        Assert.Equal([("rollback-recent-deployment", ProcedureKind.Rollback), ("scale-resources", ProcedureKind.Workaround)], runbook.Procedures.Select(procedure => (procedure.Id, procedure.Kind)));
        var undo = runbook.FindAction("to-a-revision")!;
        Assert.Equal((true, "k"), (undo.IsDestructive, undo.Target));
        Assert.Equal(["<revision>"], undo.Command!.Placeholders);
        Assert.True(runbook.FindAction("list-history")!.IsReadOnly);
    }

    [Fact]
    public void Known_issues_are_procedures_of_their_own()
    {
        var runbook = Read.Runbook("# R\n## Help\n**Common Issues:**\n\n1. **High Error Rate**\n   - Check recent code changes\n   - Check rate limits\n\n2. **High Latency**\n   - Review slow queries\n");
        Assert.Equal([("High Error Rate", 2), ("High Latency", 1)], runbook.Procedures.Select(procedure => (procedure.Title, procedure.Actions.Length)));
        Assert.All(runbook.Procedures.SelectMany(procedure => procedure.Actions), action => Assert.True(action.IsReadOnly));
    }

    [Fact]
    public void German_lists_find_out_work_around_roll_back_and_forward()
    {
        var runbook = Read.Runbook("# Störungen und Ausfälle\n## 5. Diagnose-Checkliste\n- **Konfiguration**\n  - Letzte Änderungen\n## 6. Sofortmaßnahmen (Workarounds)\n- **Safe Mode** aktivieren: `X=true` (nur wenn definiert)\n- **Limits anheben**: Latenzbudget erhöhen\n## 7. Rollback / Rollforward\n1. **Rollback**\n   - Letztes Release ausrollen\n   - Bestätigen: `/ready`\n2. **Rollforward**\n   - Fix bauen\n");
        Assert.Equal(
            [("Diagnose-Checkliste", ProcedureKind.Diagnosis), ("Sofortmaßnahmen (Workarounds)", ProcedureKind.Workaround), ("Rollback", ProcedureKind.Rollback), ("Rollforward", ProcedureKind.Rollforward)],
            runbook.Procedures.Select(procedure => (procedure.Title, procedure.Kind)));
        Assert.Equal("Konfiguration: Letzte Änderungen", runbook.Procedures[0].Actions[0].Title);
        Assert.Equal("Nur wenn definiert", runbook.Procedures[1].Actions[0].Condition);
        Assert.True(runbook.Procedures[1].Actions[1].RaisesLimit);
        Assert.Equal("Bestätigen: /ready", Assert.Single(runbook.Procedures[2].Verifications).Text);
    }

    [Theory]
    [InlineData("kubectl logs -l app=x | grep -E \"(error|fatal)\" | head -5", true, false)]
    [InlineData("for pod in $(kubectl get pods -o name); do\n  kubectl exec $pod -- curl -s http://localhost/ready\ndone", true, false)]
    [InlineData("kubectl delete pod <pod-name> --force", false, true)]
    [InlineData("kubectl set env deployment/x A=b", false, true)]
    [InlineData("helm rollback x", false, true)]
    [InlineData("iptables -A INPUT -s <ATTACKER_IP> -j DROP", false, true)]
    [InlineData("cp data/index.backup data/index", false, true)]
    [InlineData("curl -X POST http://h/admin/cache/clear", false, false)]
    [InlineData("curl -X DELETE http://h/cache", false, true)]
    [InlineData("kubectl run -it --rm test --image=curl -- curl -X POST http://x/v1/check", false, false)]
    [InlineData("echo 1 > /proc/sys/vm/drop_caches", false, false)]
    [InlineData("something-nobody-knows --go", false, false)]
    public void What_a_command_does_is_judged_by_its_words(string command, bool readOnly, bool destructive)
    {
        var action = Assert.Single(Read.Runbook($"# R\n## Diagnosis\n```bash\n# Do it\n{command}\n```\n").Procedures.SelectMany(procedure => procedure.Actions));
        Assert.Equal((readOnly, destructive), (action.IsReadOnly, action.IsDestructive));
        Assert.Equal(command, action.Command!.Text);
    }

    [Fact]
    public void A_request_has_its_body_and_kind()
    {
        var action = Assert.Single(Read.Runbook("# R\n## Workarounds\n```bash\ncurl -X POST http://h/limit -d '{\"max\": 10}'\n```\n").Procedures.SelectMany(procedure => procedure.Actions));
        Assert.Equal(new HttpAction("POST", "http://h/limit", "{\"max\": 10}") { ContentType = "application/json" }, action.Request);
        Assert.Null(Assert.Single(Read.Runbook("# R\n## Workarounds\n```bash\ncurl http://h/metrics | grep x\n```\n").Procedures.SelectMany(procedure => procedure.Actions)).Request);
    }

    [Theory]
    [InlineData("## Communication\n```\nplain text\n```\n")]
    [InlineData("## Notes\n- a list nobody asked for\n")]
    [InlineData("## Post-Mortem\n```markdown\n# Form\n## Summary\n## Timeline\n```\n")]
    [InlineData("## Mitigation\n- [ ] a tick\n")]
    public void What_is_no_procedure_becomes_none(string markdown) => Assert.Empty(Read.Runbook("# R\n" + markdown).Procedures);
}
