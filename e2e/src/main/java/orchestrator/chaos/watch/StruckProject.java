package orchestrator.chaos.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import orchestrator.autofix.ProjectKey;
import orchestrator.chaos.finding.Findings;
import orchestrator.chaos.finding.Findings.Kind;
import orchestrator.chaos.kill.Victim;
import orchestrator.chaos.load.InstalledOrchestrator;
import orchestrator.harness.Wait;
import orchestrator.harness.watch.AnsweringAgent;
import orchestrator.harness.watch.GitProject;
import orchestrator.harness.watch.StandInReceiver;
import orchestrator.harness.watch.StepLog;
import orchestrator.harness.watch.WatchClient;
import orchestrator.home.ProjectSecrets;

/** A watched project into which mistakes are saved one after another; in each of its tasks something is killed. */
final class StruckProject implements AutoCloseable {
    private static final Duration STEP_MAX = Duration.ofSeconds(90);
    private static final Duration TASK_MAX = Duration.ofMinutes(4);
    private static final String REPAIRABLE = "easy.txt";
    private static final String HOPELESS = "hard.txt";
    private static final String FIX = """
            sleep 1
            if grep -q wrong easy.txt; then sed -i s/wrong/right/ easy.txt; else echo tried >>hard.txt; fi""";

    private static final String EDIT = "and an edit\n";
    private static final int MANY = 1_000;

    private final String name;
    private final Striker striker;
    private final Findings findings;
    private final StandInReceiver slack;
    private final StepLog log;
    private final GitProject files;
    private final WatchClient client;
    private int tasks;

    private StruckProject(
            String name, Striker striker, Findings findings, StandInReceiver slack, StepLog log, Watched watched) {
        this.name = name;
        this.striker = striker;
        this.findings = findings;
        this.slack = slack;
        this.log = log;
        this.files = watched.files();
        this.client = watched.client();
    }

    private record Watched(GitProject files, WatchClient client) {}

    static StruckProject start(
            String name, InstalledOrchestrator installed, AnsweringAgent agent, Striker striker, Findings findings) {
        agent.prepare(name, FIX, Map.of(), Map.of());
        agent.prepareStrategy(name, "sleep 1");
        StepLog log = agent.log(name);
        GitProject files = GitProject.make(installed.target(name), texts(name, log));
        StandInReceiver slack = StandInReceiver.start(message -> "ok");
        slack.answerAfter(Duration.ofMillis(500));
        new ProjectSecrets(null, slack.url(), null, null, null)
                .write(installed.home().project(ProjectKey.of(files.directory().toString())));
        WatchClient client = WatchClient.start(installed.api(), request(files));
        return new StruckProject(name, striker, findings, slack, log, new Watched(files, client));
    }

    private static Map<String, byte[]> texts(String name, StepLog log) {
        String test = log.around("sleep 0.4; ! grep wrong *.txt");
        Map<String, String> texts =
                Map.of(AnsweringAgent.MARK, name, REPAIRABLE, "right\n", HOPELESS, "right\n", "test.sh", test);
        Map<String, byte[]> bytes = new TreeMap<>();
        texts.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    private static ObjectNode request(GitProject files) {
        ObjectNode request = WatchClient.request(files.directory(), "sh test.sh", AnsweringAgent.NAME);
        request.withObject("/repair").put("retriesMax", 1);
        request.putObject("breaker").put("threshold", MANY).put("projectThreshold", MANY);
        request.putObject("escalation").put("slack", true);
        return request;
    }

    /** One task, or two if the user edits or has to repair it. */
    void play(Strike strike) {
        boolean isHopeless = strike.step() == Strike.Step.ESCALATING;
        String file = isHopeless ? HOPELESS : REPAIRABLE;
        int before = log.entries().size();
        int told = slack.received().size();
        files.save(file, "task " + tasks + " wrong\n");
        long pid = awaitStep(strike, before, told);
        LockSupport.parkNanos(
                Duration.ofMillis(strike.edits() ? 0 : strike.delayMillis()).toNanos());
        striker.strike(strike, pid);
        String right = "task " + tasks + " right\n" + (strike.edits() ? EDIT : "");
        if (strike.edits()) files.save(file, right);
        tasks++;
        JsonNode task = newest(client.awaitEnded(tasks, TASK_MAX), tasks);
        if (isHopeless) {
            expect(strike, "outcome", WatchClient.outcome(task), Set.of("escalated"));
            expect(strike, "keys of its messages", keys(told), Set.of(1));
            files.save(file, "task " + tasks + " right\n");
        } else {
            expect(
                    strike,
                    "outcome",
                    WatchClient.outcome(task),
                    strike.edits() ? Set.of("fixed", "kept") : Set.of("fixed"));
            expect(strike, "content", files.read(file), Set.of(right));
        }
        expect(strike, "attempts", task.at("/result/attempts").asInt(), Set.of(1));
        expectRuns(strike, before);
        if (isHopeless || strike.edits()) {
            tasks++;
            JsonNode green = newest(client.awaitEnded(tasks, TASK_MAX), tasks);
            expect(strike, "outcome of the user's change", WatchClient.outcome(green), Set.of("green"));
        }
    }

    private static JsonNode newest(List<JsonNode> ended, int wanted) {
        if (ended.isEmpty()) throw new AssertionError("there are " + wanted + " tasks, but none is shown");
        return ended.get(ended.size() - 1);
    }

    /** Returns the pid of the agent, if it is a step of an agent. */
    private long awaitStep(Strike strike, int before, int told) {
        return Wait.until(name + " is " + strike.step(), STEP_MAX, () -> switch (strike.step()) {
            case TESTING -> begun("test", before);
            case STRATEGY -> begun("strategy", before);
            case FIXING -> begun("fix", before);
            case VERIFYING -> verifying(before, false);
            case APPLYING -> strike.edits() ? repaired() : verifying(before, true);
            case ESCALATING -> slack.received().size() > told ? Optional.of(0L) : Optional.empty();
        });
    }

    private Optional<Long> begun(String what, int before) {
        return log.first(what, false, before).map(StepLog.Entry::pid);
    }

    /** The test after the fix, at its beginning or at its end. */
    private Optional<Long> verifying(int before, boolean hasEnded) {
        List<StepLog.Entry> entries = log.entries();
        for (int i = before; i < entries.size(); i++) {
            if (entries.get(i).what().equals("fix") && entries.get(i).hasEnded()) {
                return log.first("test", hasEnded, i).map(StepLog.Entry::pid);
            }
        }
        return Optional.empty();
    }

    private Optional<Long> repaired() {
        return files.read(REPAIRABLE).contains("wrong") ? Optional.empty() : Optional.of(0L);
    }

    private int keys(int told) {
        return slack.received().stream()
                .skip(told)
                .map(message -> message.headers().getOrDefault("idempotency-key", message.body()))
                .collect(Collectors.toSet())
                .size();
    }

    /** No agent may have started twice, except after it was killed. */
    private void expectRuns(Strike strike, int before) {
        for (String what : List.of("strategy", "fix")) {
            long begun = log.entries().stream()
                    .skip(before)
                    .filter(entry -> entry.what().equals(what) && !entry.hasEnded())
                    .count();
            boolean wasKilled = strike.victim() == Victim.AGENT
                    && strike.step() == (what.equals("fix") ? Strike.Step.FIXING : Strike.Step.STRATEGY);
            if (begun > (wasKilled ? 2 : 1)) add(Kind.DOUBLED, strike, begun + " agents for the " + what);
            if (begun == 0) add(Kind.LOST, strike, "no agent for the " + what);
        }
    }

    private void expect(Strike strike, String what, Object found, Set<?> allowed) {
        if (!allowed.contains(found)) add(Kind.OTHER, strike, what + ": " + found + " instead of " + allowed);
    }

    private void add(Kind kind, Strike strike, String what) {
        findings.add(kind, name, "", strike + ": task " + tasks + ": " + what);
    }

    /** After everything: nothing waits, nothing was done that nobody asked for, nothing is left in the repository. */
    int check() {
        JsonNode state = client.state();
        int processed = state.at("/statistics/processed").asInt() - 1; // the first look
        if (processed < tasks) findings.add(Kind.LOST, name, "", processed + " tasks of " + tasks);
        if (processed > tasks) findings.add(Kind.DOUBLED, name, "", processed + " tasks instead of " + tasks);
        if (!state.path("pending").isEmpty() || !state.path("inProgress").isEmpty())
            findings.add(
                    Kind.NOT_DONE, name, "", "tasks are left: " + state.path("pending") + state.path("inProgress"));
        long worktrees = files.git("worktree", "list").lines().count();
        if (worktrees != 1) findings.add(Kind.OTHER, name, "", worktrees + " worktrees are left");
        return tasks;
    }

    /** After all deliveries: a receiver that is gone would be tried for a week. */
    @Override
    public void close() {
        slack.close();
    }
}
