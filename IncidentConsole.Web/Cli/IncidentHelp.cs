namespace IncidentConsole.Web.Cli;

/// <summary>The help of <c>incident</c>: what each verb does, with the lines one types in a real night.</summary>
internal static class IncidentHelp
{
    public const string Overview = """
        incident VERB … looks at and works on incidents from a shell.

          status [ID]               what is open and whether something is late; with an ID, that incident
          active                    every open incident with what is due next
          detect [SERVICE]          the runbook's limits against the signals of a service as they are now
          auto-detect               the same for every service; --declare opens an incident where none is open
          emergency-ref [SERVICE]   quick reference, first actions and whom to call
          procedures ID             the procedures of an incident's runbook, with what was done
          execute ID ACTION         shows an action with its command; --confirm records it, --result says what came out
          resolve ID --notes "…"    the cause is gone and it is stable
          export ID                 all of an incident as JSON; --pdf FILE writes the postmortem

        ID is INC-7 or 7. "incident VERB --help" shows the options of a verb with examples.
        From source:  dotnet run --project IncidentConsole.Web -- incident …
        Published:    IncidentConsole.Web incident …

        Which console
          --url URL --key KEY       a running one; INCIDENT_CONSOLE_URL and INCIDENT_CONSOLE_KEY say the same, and keep
                                    the key out of the list of processes. Without a URL: http://127.0.0.1:5080
          --store [FOLDER]          the store of a console whose process is dead, on its own machine; FOLDER is its data
                                    directory. Refused while a server holds it. Calls and due times wait for the server.
          --as EMAIL                with --store: act as this account; without, the timeline names your account on the machine
          --json                    prints JSON instead of text

        Exit codes
          0   done                  1   refused, or there is no such thing; the words say why
          2   not understood, or no store there
          3   no console answers, the key may not, or a server holds the store
          status:               10  something is open    11  something is open and late
          detect, auto-detect:  10  a limit is crossed   11  none is, but not everything is known

        A first minute
          export INCIDENT_CONSOLE_URL=https://incidents.example.org INCIDENT_CONSOLE_KEY=ic_…
          incident auto-detect --declare
          incident procedures INC-7
          incident execute INC-7 disable-reranking --confirm --reason "p95 is at 3 s"
          incident execute INC-7 disable-reranking --confirm --result "p95 back to 700 ms"
          incident resolve INC-7 --notes "Reranker overloaded after the release; disabled, p95 back to normal"
        """;

    public static string Of(string verb) => verb switch
    {
        "status" => """
            incident status [ID]

            Says in one line how many incidents are open, how bad the worst is, and whether something is late. Drills are shown, not counted.

              incident status                    exit code 0: nothing open, 10: something is open, 11: and something of it is late
              incident status INC-7              one incident: who commands it, its times, its next public update
              incident status --json             for a script
              incident status || page-somebody   from a cron job
              incident status --store /srv/incident-console/data     when the web process is dead
            """,
        "active" => """
            incident active

            Every open incident, the worst first, with what is due next.

              incident active
              incident active --json
            """,
        "detect" => """
            incident detect [SERVICE]

            Judges every limit of the service's runbook, and those set on its signals, by the figures as they are now, and says which level that is.
            One crossed limit is enough for its level. What is not known is never shown as fine. SERVICE may be left out where there is only one.

              incident detect wp-chat            exit code 0: every limit kept, 10: a limit is crossed, 11: not everything is known
              incident detect wp-chat --json     each limit with value, verdict, and why it is not known
            """,
        "auto-detect" => """
            incident auto-detect [--declare]

            Detects for every service. With --declare it opens an incident under the level found for each service where a limit is crossed and no
            incident is open.

              incident auto-detect               exit codes as of detect, the worst of all services
              incident auto-detect --declare     from a cron job, as a net under the alerts
            """,
        "emergency-ref" => """
            incident emergency-ref [SERVICE]

            What the runbook says for the first minute: how bad it is, what it looks like, the first actions with their commands, whom to call.

              incident emergency-ref wp-chat
              incident emergency-ref wp-chat > emergency.txt     to print and hang up
            """,
        "procedures" => """
            incident procedures ID

            The procedures of the runbook the incident runs under: symptoms, actions with id, time and command, checks, and what was done already.

              incident procedures INC-7
              incident procedures 7 --json
            """,
        "execute" => """
            incident execute ID ACTION [--set NAME=VALUE]… [--confirm [--reason "…"] [--target "…"] [--result "…"]] [--send]

            Shows an action of the runbook with its command, placeholders filled and quoted for the shell. It runs no shell: you do.
              --set NAME=VALUE   fills a placeholder such as <ATTACKER_IP>; once for each
              --confirm          records that you start it now; an action that changes something needs --reason "…"
              --target "…"       repeats the target of an action that changes production, as filled in
              --result "…"       with --confirm: records what came out, and that it is done
              --send             with --confirm: the console sends the HTTP request of the action itself, where an administrator allowed the host

              incident execute INC-7 block-attacker-ips --set ATTACKER_IP=203.0.113.7
              incident execute INC-7 block-attacker-ips --set ATTACKER_IP=203.0.113.7 --confirm --reason "4,000 requests/s" --target 203.0.113.7
              incident execute INC-7 block-attacker-ips --confirm --result "Traffic is back to normal"
              incident execute INC-7 clear-cache --confirm --send --reason "Memory at 92 %"
            """,
        "resolve" => """
            incident resolve ID --notes "…" [--reason "…"]

            The cause is gone and it is stable. The notes say what it was and what fixed it: the postmortem begins with them. Where somebody else
            is in command, --reason says why you do it. Nothing is published by itself.

              incident resolve INC-7 --notes "Fixed by restart: the reranker had lost its model"
            """,
        "export" => """
            incident export ID [--out FILE] [--pdf FILE]

            All of an incident as JSON: facts, timeline, checklist, actions, escalation, updates, postmortem. Redacted texts are not in it.

              incident export INC-7 > INC-7.json
              incident export INC-7 --out INC-7.json --pdf INC-7.pdf
              incident export INC-7 --pdf INC-7.pdf      the postmortem alone
            """,
        _ => Overview,
    };
}
