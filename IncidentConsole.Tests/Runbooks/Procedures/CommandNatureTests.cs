using IncidentConsole.Web.Runbooks.Compiling.Procedures;

namespace IncidentConsole.Tests.Runbooks.Procedures;

/// <summary>What a command does to production, and what a person types to confirm it.</summary>
public sealed class CommandNatureTests
{
    [Theory]
    [InlineData("kubectl delete pod <pod-name> -n kaizen --force --grace-period=0", "pod/<pod-name>")]
    [InlineData("kubectl scale deployment api-gateway -n hafnium --replicas=5", "deployment/api-gateway")]
    [InlineData("kubectl rollout undo deployment/<service> -n hafnium --to-revision=<N>", "deployment/<service>")]
    [InlineData("kubectl rollout restart deployment/kaizen -n kaizen", "deployment/kaizen")]
    [InlineData("kubectl set env deployment/inferadb \\\n  INFERA__CACHE__ENABLED=true \\\n  -n inferadb", "deployment/inferadb")]
    [InlineData("kubectl set resources deployment inferadb --limits=cpu=8", "deployment/inferadb")]
    [InlineData("kubectl label pod <pod-name> -n inferadb app-", "pod/<pod-name>")]
    [InlineData("kubectl get pods -o name | xargs kubectl delete -n x pod/a", "pod/a")]
    [InlineData("helm rollback inferadb -n inferadb", "inferadb")]
    [InlineData("iptables -A INPUT -s <ATTACKER_IP> -j DROP", "<ATTACKER_IP>")]
    [InlineData("pkill -f uvicorn && sleep 5 && uvicorn wp_chat.chat_api:app --port 8080 --reload &", "uvicorn")]
    [InlineData("sudo rm -rf /var/lib/cache", "/var/lib/cache")]
    [InlineData("cp data/index/wp.faiss.backup data/index/wp.faiss", "data/index/wp.faiss")]
    [InlineData("./gradlew :identity-service:flywayUndo", "identity-service")]
    [InlineData("curl -X POST http://localhost:8080/admin/canary/emergency-stop", "emergency-stop")]
    [InlineData("echo $(rm -f state.db)", "state.db")]
    [InlineData("systemctl restart nginx", "nginx")]
    [InlineData("psql -c \"TRUNCATE sessions\"", "sessions")]
    [InlineData("deploy --force api", "api")]
    public void It_changes_production(string command, string target) => Assert.Equal(new CommandNature(CommandEffect.Changes, target), CommandNature.Of(command, "bash"));

    [Theory]
    [InlineData("kubectl get pods -n inferadb -l app=inferadb | grep -i delete")]
    [InlineData("kubectl rollout status deployment/kaizen -n kaizen")]
    [InlineData("curl -sf http://127.0.0.1:8080/health\ncurl -s http://127.0.0.1:8080/metrics | head -n 50")]
    [InlineData("kubectl logs -n a -l app=b --since=10m | grep -i \"error\\|fatal\\|panic\"")]
    [InlineData("for pod in $(kubectl get pods -o name); do\n  kubectl exec $pod -- curl -s http://localhost:8080/health/ready\ndone")]
    [InlineData("kubectl exec -it -n a deployment/a -- \\\n  redis-cli -h redis ping")]
    [InlineData("free -h && ps aux --sort=-%mem | head -10")]
    [InlineData("rpk group describe <consumer-group>")]
    [InlineData("tail -n 100 logs/api_errors.log 2>/dev/null")]
    [InlineData("./gradlew :identity-service:flywayInfo")]
    [InlineData("echo 'rm -rf /'")]
    public void It_only_looks(string command) => Assert.Equal(CommandNature.Looks, CommandNature.Of(command, "bash"));

    [Theory]
    [InlineData("make incident-status")]
    [InlineData("kubectl get cm a -o yaml > backup.yaml")]
    [InlineData("curl -X POST http://localhost:8080/v1/check -d '{}'")]
    [InlineData("HAUSKI_SAFE_MODE=true")]
    [InlineData("kubectl run -it --rm test --image=curl -- curl -X POST http://x/v1/check")]
    [InlineData("echo 1 > /proc/sys/vm/drop_caches")]
    [InlineData("kubectl get pods && ./mystery.sh")]
    [InlineData("kubectl exec -it pod -- bash")]
    [InlineData("cat <<EOF > file\nrm -rf /\nEOF")]
    public void Nothing_is_claimed_of_what_is_not_known(string command) => Assert.Equal(CommandNature.Unknown, CommandNature.Of(command, "bash"));

    [Theory]
    [InlineData("SELECT * FROM pg_stat_activity WHERE state = 'active';\nSELECT * FROM pg_locks WHERE NOT granted;", "Looks", null)]
    [InlineData("SELECT 'DROP TABLE users' AS joke; -- TRUNCATE users", "Looks", null)]
    [InlineData("SELECT pg_terminate_backend(<pid>);", "Changes", "pg_terminate_backend")]
    [InlineData("DELETE FROM sessions WHERE expired;", "Changes", "sessions")]
    [InlineData("DROP TABLE IF EXISTS old_index;", "Changes", "old_index")]
    [InlineData("WITH a AS (SELECT 1) INSERT INTO b SELECT * FROM a", "Changes", "b")]
    [InlineData("CALL tidy()", "Unknown", null)]
    public void Sql(string sql, string effect, string? target) => Assert.Equal((effect, target), (CommandNature.Of(sql, "sql").Effect.ToString(), CommandNature.Of(sql, "sql").Target));

    [Theory]
    [InlineData("iptables -A INPUT -s <ATTACKER_IP> -j DROP", "<ATTACKER_IP>")]
    [InlineData("kubectl rollout undo deployment/<service> --to-revision=<N>", "<service> <N>")]
    [InlineData("echo \"Incident detected: <brief description>\"", "<brief description>")]
    [InlineData("execute <incident_id> <action_id> <incident_id>", "<incident_id> <action_id>")]
    [InlineData("sort < input.txt > out.txt", "")]
    [InlineData("sort <in>out", "")]
    [InlineData("cat <<EOF>file", "")]
    [InlineData("echo \"<b>bold</b><br>\"", "")]
    [InlineData("grep '<title>' page.html", "")]
    [InlineData("grep '<entry>x</entry>' feed.xml", "")]
    [InlineData("if [ $a -lt 5 ] && [ 3 <5 ]", "")]
    public void Placeholders(string command, string found) => Assert.Equal(found, string.Join(' ', CommandPlaceholders.In(command)));

    [Fact]
    public void A_plain_curl_is_a_request()
    {
        var request = CurlRequest.Read("curl -X POST http://localhost:8080/admin/rate-limit/adjust -d '{\"max_requests\": 10, \"window_seconds\": 3600}'")!;
        Assert.Equal(("POST", "http://localhost:8080/admin/rate-limit/adjust", "{\"max_requests\": 10, \"window_seconds\": 3600}", "application/json"), (request.Method, request.Url, request.Body, request.ContentType));
        Assert.Equal("GET", CurlRequest.Read("curl -sS \"http://localhost:8080/search?q=test&rerank=true\"")!.Method);
        Assert.Equal("text/plain", CurlRequest.Read("curl http://a/b --data x -H 'Content-Type: text/plain'")!.ContentType);
    }

    [Theory]
    [InlineData("curl http://a/metrics | grep errors")]
    [InlineData("curl -H 'Authorization: Bearer x' http://a/b")]
    [InlineData("curl -u admin http://a/b")]
    [InlineData("curl -d @body.json http://a/b")]
    [InlineData("curl -I http://a/b")]
    [InlineData("curl http://a/b && curl http://a/c")]
    [InlineData("curl http://$HOST/b")]
    [InlineData("curl localhost/b")]
    [InlineData("curl -o file http://a/b")]
    public void What_a_request_cannot_hold_stays_a_command(string command) => Assert.Null(CurlRequest.Read(command));
}
