package orchestrator.histories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.OrchestratorApi;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.watch.AnsweringAgent;
import orchestrator.json.Json;
import orchestrator.settlement.Settlement;

/**
 * Runs a session for each case and stores its history, and for some also that of a run; and watches a project for each case
 * of auto-fix:
 * {@code HistoryRecorder DIRECTORY [CASE…]}. Exits with 1 if a case could not be recorded.
 */
public final class HistoryRecorder {
    /** The key of the tests, since what is recorded is signed. */
    private static final String KEY = "000102030405060708090a0b0c0d0e0f\n";

    private static final String SETTLED = "settled";

    private static final Map<String, String> USUAL = Map.of("ORCHESTRATOR_PARK_SECONDS", "3");

    private final Orchestrator orchestrator;
    private final AnsweringAgent agent;
    private final Path directory;
    private int failures;

    private HistoryRecorder(Orchestrator orchestrator, AnsweringAgent agent, Path directory) {
        this.orchestrator = orchestrator;
        this.agent = agent;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        List<String> only = List.of(arguments).subList(1, arguments.length);
        Files.createDirectories(directory);
        boolean mayRollOver = only.isEmpty() || only.stream().anyMatch(RolledOverCases.NAMES::contains);
        boolean hasOthers = only.isEmpty() || !RolledOverCases.NAMES.containsAll(only);
        int failures = 0;
        if (hasOthers) failures += inInstallation("histories", USUAL, directory, recorder -> recorder.usual(only));
        if (mayRollOver)
            failures += inInstallation(
                    "histories-rolled-over",
                    RolledOverCases.SETTINGS,
                    directory,
                    recorder -> recorder.rolledOver(only));
        System.exit(failures == 0 ? 0 : 1);
    }

    /** Returns how many cases failed. */
    private static int inInstallation(
            String name, Map<String, String> settings, Path directory, Consumer<HistoryRecorder> cases)
            throws IOException {
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory(name), settings)) {
            Path key = orchestrator.home().file("key");
            CaseAgents.write(key, KEY);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            CaseAgents.define(orchestrator);
            AnsweringAgent agent = AnsweringAgent.define(orchestrator.home());
            orchestrator.start();
            HistoryRecorder recorder = new HistoryRecorder(orchestrator, agent, directory);
            cases.accept(recorder);
            return recorder.failures;
        }
    }

    private void usual(List<String> only) {
        RecordedCases cases = new RecordedCases(orchestrator);
        cases.all().forEach((name, play) -> record(name, true, play, only));
        cases.unapproved().forEach((name, play) -> record(name, false, play, only));
        new GuardedCases(orchestrator).all().forEach((name, play) -> record(name, true, play, only));
        if (isWanted(SETTLED, only)) attempt(SETTLED, this::recordSettled);
        WatchedCases watched = new WatchedCases(orchestrator, agent);
        watched.names().forEach(name -> recordWatched(name, watched, only));
    }

    private void rolledOver(List<String> only) {
        RolledOverCases cases = new RolledOverCases(orchestrator, agent);
        if (isWanted(RolledOverCases.SESSION, only))
            attempt(RolledOverCases.SESSION, () -> {
                RecordedSession session = new RecordedSession(orchestrator, RolledOverCases.SESSION, true);
                cases.play(session);
                storeExecutions("session-" + RolledOverCases.SESSION, session.id());
            });
        if (isWanted(RolledOverCases.WATCHED, only))
            attempt(RolledOverCases.WATCHED, () -> {
                storeExecutions("autofix-rolled-over", cases.watch().queue());
            });
    }

    private static boolean isWanted(String name, List<String> only) {
        return only.isEmpty() || only.contains(name);
    }

    private interface Recording {
        void run() throws IOException;
    }

    /** A case that fails is reported, and the others are recorded all the same. */
    private void attempt(String name, Recording recording) {
        try {
            recording.run();
            System.out.println("recorded " + name);
        } catch (IOException | RuntimeException | AssertionError e) {
            failures++;
            System.out.println("could not record " + name + ": " + e.getMessage());
        }
    }

    private void record(String name, boolean trusted, Consumer<RecordedSession> play, List<String> only) {
        if (!isWanted(name, only)) return;
        attempt(name, () -> {
            RecordedSession session = new RecordedSession(orchestrator, name, trusted);
            play.accept(session);
            store("session-" + name, session.id());
            if (hasRun(name)) store("run-" + name, session.id() + "/" + session.mainRun());
        });
    }

    private void recordSettled() throws IOException {
        RecordedSession session = new RecordedSession(orchestrator, SETTLED, true);
        session.start().awaitPhase("done");
        String path = "/api/v1/" + session.id() + "/merge";
        OrchestratorApi.Answer answer = orchestrator.client().post(path, Map.of("mode", "commits"));
        if (answer.status() != 200) throw new AssertionError("not merged: " + answer);
        store("settlement-merged", Settlement.id(answer.json().path("key").asText()));
    }

    private static boolean hasRun(String name) {
        return RecordedCases.withRun().contains(name) || GuardedCases.NAMES.contains(name);
    }

    private void recordWatched(String name, WatchedCases cases, List<String> only) {
        if (!isWanted("watched-" + name, only)) return;
        attempt("watched-" + name, () -> {
            WatchedCases.Played played = cases.play(name);
            store("autofix-" + name, played.queue());
            store("fix-" + name, played.task());
        });
    }

    private void store(String file, String workflow) throws IOException {
        Files.writeString(directory.resolve(file + ".json"), show("-w", workflow));
    }

    /** Stores each execution of a workflow that continued as new; the first one as number 1. */
    private void storeExecutions(String file, String workflow) throws IOException {
        List<String> newestFirst = new ArrayList<>();
        String next = "newest";
        while (!next.isEmpty()) {
            String history = newestFirst.isEmpty() ? show("-w", workflow) : show("-w", workflow, "-r", next);
            newestFirst.add(history);
            next = Json.MAPPER
                    .readTree(history)
                    .at("/events/0/workflowExecutionStartedEventAttributes/continuedExecutionRunId")
                    .asText();
        }
        if (newestFirst.size() == 1) throw new AssertionError(workflow + " has not continued as new");
        for (int i = 0; i < newestFirst.size(); i++)
            Files.writeString(directory.resolve(file + "-" + (newestFirst.size() - i) + ".json"), newestFirst.get(i));
    }

    private String show(String... which) {
        List<String> command = new ArrayList<>(List.of("workflow", "show", "--output", "json"));
        command.addAll(List.of(which));
        return orchestrator.temporal().command(command.toArray(String[]::new));
    }
}
