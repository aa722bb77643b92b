package orchestrator.histories;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import orchestrator.harness.Orchestrator;

/** The cases of which histories are recorded: everything that makes a workflow decide differently. */
final class RecordedCases {
    private static final String WAIT = "until_file go";
    private static final String FIRST_NEVER_ENDS = "[ $launch -gt 1 ] || until_file never";

    private final Orchestrator orchestrator;

    RecordedCases(Orchestrator orchestrator) {
        this.orchestrator = orchestrator;
    }

    /** By the name of the recording. */
    Map<String, Consumer<RecordedSession>> all() {
        Map<String, Consumer<RecordedSession>> cases = new LinkedHashMap<>();
        cases.put("done", session -> session.start().awaitPhase("done"));
        cases.putAll(PlanCases.all());
        cases.put("in-place", this::inPlace);
        cases.put("crashed-and-resumed", this::crashed);
        cases.put("agent-killed", this::agentKilled);
        cases.put("worker-killed", this::workerKilled);
        cases.put("paused", this::paused);
        cases.put("parked", this::parked);
        cases.put("stopped", this::stopped);
        cases.put("cancelled", this::cancelled);
        cases.put("aborted", this::aborted);
        cases.put("needy", this::needy);
        cases.put("told", this::told);
        cases.put("left-out", this::leftOut);
        cases.put("resumed", this::resumed);
        cases.put("run-terminated", this::runTerminated);
        cases.put("concerns", this::concerns);
        cases.put("blocker", this::blocker);
        cases.put("supervised", this::supervised);
        cases.put("blocked", this::blocked);
        cases.put("merge-conflict", this::mergeConflict);
        cases.put("usage-limit", this::usageLimit);
        cases.put("budget", this::budget);
        cases.put("red-check", this::redCheck);
        return cases;
    }

    /** These begin in an untrusted directory or without a signature. */
    Map<String, Consumer<RecordedSession>> unapproved() {
        Map<String, Consumer<RecordedSession>> cases = new LinkedHashMap<>();
        cases.put("trusted", this::trusted);
        cases.put("approved", this::approved);
        return cases;
    }

    private void inPlace(RecordedSession session) {
        session.with("isolation", "none").with("reviews", "off").start().awaitPhase("done");
    }

    private void crashed(RecordedSession session) {
        session.script("work-implementer", "[ $launch -gt 1 ] || exit 9")
                .start()
                .awaitPhase("done");
    }

    private void agentKilled(RecordedSession session) {
        session.script("work-implementer", FIRST_NEVER_ENDS).start();
        session.awaitLaunch("work-implementer", 1);
        session.killAgents();
        session.awaitPhase("done");
    }

    private void workerKilled(RecordedSession session) {
        session.script("work-implementer", WAIT).start();
        session.awaitLaunch("work-implementer", 1);
        orchestrator.worker().kill9();
        session.release("go");
        orchestrator.startWorker();
        session.awaitPhase("done");
    }

    private void paused(RecordedSession session) {
        session.script("work-implementer", WAIT).start();
        session.awaitLaunch("work-implementer", 1);
        session.control("pause", Map.of("reason", "for the record"));
        session.awaitHold("paused");
        session.control("resume", Map.of());
        session.release("go");
        session.awaitPhase("done");
    }

    private void parked(RecordedSession session) {
        session.script("work-implementer", FIRST_NEVER_ENDS).start();
        session.awaitLaunch("work-implementer", 1);
        session.control("pause", Map.of());
        session.awaitEvent("parked");
        session.control("resume", Map.of());
        session.awaitPhase("done");
    }

    private void stopped(RecordedSession session) {
        session.script("work-implementer", WAIT).start();
        session.awaitLaunch("work-implementer", 1);
        session.control("stop", Map.of("reason", "for the record"));
        session.awaitPhase("stopped");
    }

    private void cancelled(RecordedSession session) {
        session.script("work-implementer", WAIT).start();
        session.awaitLaunch("work-implementer", 1);
        orchestrator.temporal().command("workflow", "cancel", "-w", session.id());
        session.awaitPhase("stopped");
    }

    private void aborted(RecordedSession session) {
        session.script("work-implementer", FIRST_NEVER_ENDS).start();
        session.awaitLaunch("work-implementer", 1);
        session.abort(session.runningAgent());
        session.awaitPhase("done");
    }

    private void leftOut(RecordedSession session) {
        session.script("work-implementer", "truncate -s 200M model.bin").start();
        session.awaitHold("needs_you");
        session.control("answer", Map.of("choice", "take"));
        session.awaitPhase("done");
    }

    private void told(RecordedSession session) {
        session.script("work-implementer", FIRST_NEVER_ENDS).start();
        session.awaitLaunch("work-implementer", 1);
        session.control("message", Map.of("text", "keep the old flag", "interrupt", true));
        session.awaitPhase("done");
    }

    private void needy(RecordedSession session) {
        session.script("work-implementer", "[ -e \"$case/go\" ] || exit 9").start();
        session.awaitHold("needs_you");
        session.release("go");
        session.control("resume", Map.of());
        session.awaitPhase("done");
    }

    private void resumed(RecordedSession session) {
        stopped(session);
        session.release("go");
        session.control("resume", Map.of());
        session.awaitPhase("done");
    }

    private void runTerminated(RecordedSession session) {
        session.script("work-implementer", WAIT).start();
        session.awaitLaunch("work-implementer", 1);
        orchestrator.temporal().command("workflow", "terminate", "-w", session.id() + "/" + session.runningRun());
        session.awaitHold("needs_you");
        session.release("go");
        session.control("resume", Map.of());
        session.awaitPhase("done");
    }

    private void concerns(RecordedSession session) {
        session.script("review", "[ $launch -gt 2 ] || verdict CONCERNS '\"say why\"'")
                .start()
                .awaitPhase("done");
    }

    private void blocker(RecordedSession session) {
        session.script("work-implementer", "say 'MILESTONE: half of it'; until_file go")
                .script("review", "touch \"$case/go\"; [ $launch -gt 1 ] || verdict BLOCKER '\"it must not go on\"'")
                .start()
                .awaitPhase("done");
    }

    private void supervised(RecordedSession session) {
        session.with("autonomy", "supervised")
                .with("confirm", "none")
                .script("review", "[ $launch -gt 2 ] || verdict CONCERNS '\"say why\"'")
                .start();
        session.awaitHold("needs_you");
        session.control("answer", Map.of("choice", "accept"));
        session.awaitPhase("done");
    }

    private void blocked(RecordedSession session) {
        session.with("reviews", "off")
                .script("work", "say 'BLOCKER: there is no schema'; printf x >> \"$role.txt\"; finish")
                .start();
        session.awaitHold("needs_you");
        session.control("answer", Map.of("choice", "accept"));
        session.awaitPhase("done");
    }

    private void mergeConflict(RecordedSession session) {
        session.with("plan", "agent")
                .script("plan", PlanCases.PLAN)
                .script(
                        "work",
                        "touch \"$case/at-$agent\"; until_file at-one; until_file at-two;"
                                + " printf '%s\\n' \"$agent\" > shared.txt; finish")
                .start()
                .awaitPhase("done");
    }

    private void usageLimit(RecordedSession session) {
        session.script(
                        "work-implementer",
                        "[ $launch -gt 1 ] || { printf '{\"type\":\"result\",\"ok\":false,\"text\":\"usage limit\","
                                + "\"resetAt\":\"%s\"}\\n' \"$(cat \"$case/reset\")\"; exit 1; }")
                .script(
                        "reset",
                        Instant.now()
                                .plusSeconds(25)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                .start()
                .awaitPhase("done");
    }

    private void budget(RecordedSession session) {
        session.with("budget", Map.of("tokens", 1000))
                .script("work", "used 600")
                .start();
        session.awaitHold("needs_you");
        session.control("answer", Map.of("choice", "more"));
        session.awaitPhase("done");
    }

    private void redCheck(RecordedSession session) {
        session.with("verify", "test -e green.txt")
                .script("fix", "touch green.txt; finish")
                .start();
        session.awaitHold("needs_you");
        session.control("answer", Map.of("choice", "fix"));
        session.awaitPhase("done");
    }

    private void trusted(RecordedSession session) {
        session.start().awaitHold("needs_you");
        orchestrator.trust(session.target());
        session.awaitPhase("done");
    }

    private void approved(RecordedSession session) {
        session.startWithTemporal().awaitHold("needs_you");
        session.approve();
        session.awaitPhase("done");
    }

    /** The cases of which the implementer's run is recorded, too. */
    static List<String> withRun() {
        return List.of(
                "done", "crashed-and-resumed", "worker-killed", "parked", "stopped", "needy", "usage-limit", "aborted");
    }
}
