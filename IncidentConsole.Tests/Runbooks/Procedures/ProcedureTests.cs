using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Runbooks.Compiling;

namespace IncidentConsole.Tests.Runbooks.Procedures;

/// <summary>Symptoms, causes, steps with time and condition, checks that it worked, rollback; and what must not become one of them.</summary>
public sealed class ProcedureTests
{
    [Fact]
    public void A_scenario_with_time_budgets_and_checks()
    {
        var procedure = Assert.Single(Runbook("""
            ## 📋 Detailed Procedures
            ### 7. Rate Limit Attack Incident

            **Symptoms:**
            - Success rate < 99.5%
            - DoS attack patterns

            **Immediate Actions:**
            1. **Adjust Rate Limits** (60s)
               ```bash
               curl -X POST http://localhost:8080/admin/rate-limit/adjust -d '{"max_requests": 10}'
               ```

            2. **Block Attacker IPs** (1800s) — if one caller sends too much
               ```bash
               iptables -A INPUT -s <ATTACKER_IP> -j DROP
               ```

            **Verification:**
            - Check effect: `curl http://localhost:8080/stats/rate-limit`
            - Monitor dashboard: `http://localhost:8080/dashboard`
            """).Procedures);

        Assert.Equal(("rate-limit-attack-incident", "Rate Limit Attack Incident", ProcedureKind.Scenario), (procedure.Id, procedure.Title, procedure.Kind));
        Assert.Equal(["Success rate < 99.5%", "DoS attack patterns"], procedure.Symptoms);
        Assert.Equal(("Success rate", 99.5), (procedure.Thresholds.Single().Metric, procedure.Thresholds.Single().Value));
        var (adjust, block) = (procedure.Actions[0], procedure.Actions[1]);
        Assert.Equal(("Adjust Rate Limits", TimeSpan.FromSeconds(60), "{\"max_requests\": 10}", false), (adjust.Title, adjust.Budget, adjust.Request!.Body, adjust.IsDestructive));
        Assert.Equal(("Block Attacker IPs", TimeSpan.FromMinutes(30), "if one caller sends too much", "<ATTACKER_IP>", true), (block.Title, block.Budget, block.Condition, block.Target, block.IsDestructive));
        Assert.Equal(["<ATTACKER_IP>"], block.Command!.Placeholders);
        Assert.Equal(["Check effect", "Monitor dashboard"], procedure.Verifications.Select(check => check.Text));
        Assert.Equal("curl http://localhost:8080/stats/rate-limit", procedure.Verifications[0].Command!.Text);
        Assert.Equal((RunbookLinkKind.Dashboard, "http://localhost:8080/dashboard"), (procedure.Related.Single().Kind, procedure.Related.Single().Target));
    }

    [Fact]
    public void Symptoms_in_a_code_block_quick_fix_and_see()
    {
        var procedure = Assert.Single(Runbook("""
            ## Common Incident Scenarios
            ### High Error Rate

            **Symptoms**:

            ```bash
            # Error rate >1%
            curl http://inferadb:8080/metrics | grep inferadb_errors_total
            ```

            **Likely Causes**:

            - Bug in recent deployment

            **Quick Fix**:

            ```bash
            # Rollback recent deployment
            kubectl rollout undo deployment/inferadb -n inferadb

            # If auth errors, check JWKS
            curl https://auth.example.com/.well-known/jwks.json
            ```

            **See**: [Authentication Failures Runbook](auth-failures.md)
            """).Procedures);

        Assert.Equal(["Error rate >1%"], procedure.Symptoms);
        Assert.Equal(["Bug in recent deployment"], procedure.LikelyCauses);
        Assert.Equal(["Check: Error rate >1%", "Rollback recent deployment", "Check JWKS"], procedure.Actions.Select(action => action.Title));
        Assert.Equal([true, false, true], procedure.Actions.Select(action => action.IsReadOnly));
        Assert.Equal("If auth errors", procedure.Actions[2].Condition);
        Assert.Equal(RunbookLinkKind.Runbook, procedure.Related.Single().Kind);
    }

    [Fact]
    public void A_rollback_of_several_steps_ends_with_its_check()
    {
        var procedure = Assert.Single(Runbook("""
            ## Rollback Procedure
            ### Kubernetes Rollback

            ```bash
            # View rollout history
            kubectl rollout history deployment/<service> -n hafnium

            # Rollback to specific revision (if undo scripts available)
            kubectl rollout undo deployment/<service> -n hafnium --to-revision=<N>

            # Verify rollback
            kubectl rollout status deployment/<service> -n hafnium

            # Manual intervention may be required
            ```
            """).Procedures);

        Assert.Equal((ProcedureKind.Rollback, "Kubernetes Rollback"), (procedure.Kind, procedure.Title));
        Assert.Equal(["View rollout history", "Rollback to specific revision"], procedure.Actions.Select(action => action.Title));
        Assert.Equal(("if undo scripts available", "deployment/<service>"), (procedure.Actions[1].Condition, procedure.Actions[1].Target));
        Assert.Equal("kubectl rollout status deployment/<service> -n hafnium", procedure.Verifications.Single().Command!.Text);
    }

    [Fact]
    public void German_workarounds_rollback_and_rollforward()
    {
        var runbook = Runbook("""
            ## 3. Erstmaßnahmen (Triage)
            1. **Alarm bestätigen** (Pager/Chat)
            2. **Gesundheit prüfen**
               - `GET /ready` und `GET /health`

            ## 6. Sofortmaßnahmen (Workarounds)
            - **Safe Mode** aktivieren: `HAUSKI_SAFE_MODE=true` (nur wenn definiert & sinnvoll)
            - **Limits anheben**: Latenzbudget temporär erhöhen (nur wenn notwendig, dokumentieren!)

            ## 7. Rollback / Rollforward
            1. **Rollback**
               - Letztes bekannt gutes Release ausrollen
               - Bestätigen: `/ready` innerhalb Budget
            2. **Rollforward**
               - Fix-Branch bauen und deployen

            ## 11. Checkliste
            - [ ] Workaround/Rollback dokumentiert und wirksam
            """);

        Assert.Equal([ProcedureKind.Diagnosis, ProcedureKind.Workaround, ProcedureKind.Rollback, ProcedureKind.Rollforward], runbook.Procedures.Select(procedure => procedure.Kind));
        Assert.Equal(["Alarm bestätigen (Pager/Chat)", "Gesundheit prüfen: GET /ready und GET /health"], runbook.Procedures[0].Actions.Select(action => action.Title));
        Assert.Equal([false, true], runbook.Procedures[1].Actions.Select(action => action.RaisesLimit));
        Assert.Equal("nur wenn notwendig, dokumentieren!", runbook.Procedures[1].Actions[1].Condition);
        Assert.Equal("Bestätigen: /ready innerhalb Budget", runbook.Procedures[2].Verifications.Single().Text);
        Assert.True(runbook.DocumentsWorkaround);
    }

    [Fact]
    public void Labels_under_one_heading_are_its_steps_and_a_rollback_is_its_own()
    {
        var runbook = Runbook("""
            ### 4. Mitigation (immediate)

            **Quick Fixes:**

            **Rollback Recent Deployment:**
            ```bash
            # List rollout history
            kubectl rollout history deployment/kaizen

            # Rollback to previous version
            kubectl rollout undo deployment/kaizen
            ```

            **Scale Resources** (if resource constrained):
            ```bash
            kubectl scale deployment/kaizen --replicas=6
            ```

            **Common Issues:**

            1. **High Error Rate**
               - Verify database connectivity
               - Kill long-running queries
            """);

        Assert.Equal(["High Error Rate", "Quick Fixes", "Rollback Recent Deployment"], runbook.Procedures.Select(procedure => procedure.Title).Order());
        var scale = runbook.Procedures.Single(procedure => procedure.Title == "Quick Fixes").Actions.Single();
        Assert.Equal(("Scale Resources", "if resource constrained", "deployment/kaizen"), (scale.Title, scale.Condition, scale.Target));
        var issue = runbook.Procedures.Single(procedure => procedure.Title == "High Error Rate");
        Assert.Equal([(true, false), (false, true)], issue.Actions.Select(action => (action.IsReadOnly, action.IsDestructive)));
    }

    [Fact]
    public void Service_procedures_keep_inline_commands_and_sql()
    {
        var procedure = Assert.Single(Runbook("""
            ## Service-Specific Procedures
            ### Database (PostgreSQL)

            **Symptoms**: Connection timeouts, slow queries (over 1 s, say)

            **Checks**:
            ```sql
            SELECT * FROM pg_locks WHERE NOT granted;
            ```

            **Actions**:
            - Scale replicas: `kubectl scale deployment api -n hafnium --replicas=5`
            - Check connection pool settings
            """).Procedures);

        Assert.Equal("Database (PostgreSQL)", procedure.Title);
        Assert.Equal(["Connection timeouts", "slow queries (over 1 s, say)"], procedure.Symptoms);
        Assert.Equal(("sql", true), (procedure.Actions[0].Command!.Language, procedure.Actions[0].IsReadOnly));
        Assert.Equal(("Scale replicas", "deployment/api"), (procedure.Actions[1].Title, procedure.Actions[1].Target));
    }

    [Fact]
    public void Ids_of_actions_are_unique_and_named_after_their_procedure()
    {
        var scenario = "### {0}\n**Symptoms:**\n- Slow\n\n**Actions:**\n- Clear cache\n\n";
        var runbook = Runbook(string.Concat(new[] { "One", "Two", "Two" }.Select(title => scenario.Replace("{0}", title, StringComparison.Ordinal))));
        Assert.Equal(["one", "two", "two-2"], runbook.Procedures.Select(procedure => procedure.Id));
        Assert.Equal(["clear-cache", "two-clear-cache", "two-2-clear-cache"], runbook.Procedures.Select(procedure => procedure.Actions.Single().Id));
    }

    [Fact]
    public void Commands_under_an_unknown_heading_are_taken_with_a_doubt()
    {
        var compilation = Read.Compiled("# A\n\n## Warming the index\n\n```bash\nmake warm\n```\n");
        Assert.Equal("Warming the index", Assert.Single(compilation.Runbook.Procedures).Title);
        Assert.Contains(compilation.Facts, fact => fact.Kind == FactKind.Procedure && fact.Certainty == Certainty.Inferred);
    }

    [Theory]
    [InlineData("### SEV-1 Escalation\n```bash\n# Immediate escalation\n1. Page on-call manager\n2. Open bridge call\n```")]
    [InlineData("**Automated Alerts**:\n```bash\n# Example alert channels\n- PagerDuty (SEV-1)\n```")]
    [InlineData("## Status page\n```\nWe are investigating [issue].\n```")]
    [InlineData("## Goals\n- Restore the service\n- Restart nothing without a reason")]
    [InlineData("## Thoughts\n```python-traceback\nboom\n```")]
    public void Other_things_become_no_procedure(string markdown) => Assert.Empty(Runbook("# Title\n\n" + markdown).Procedures);

    private static Runbook Runbook(string markdown) => Read.Runbook(markdown.StartsWith("# ", StringComparison.Ordinal) ? markdown : $"# Title\n\n{markdown}");
}
