package orchestrator.histories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.watch.AnsweringAgent;

/**
 * Runs a session for each case and stores its history, and for some also that of a run; and watches a project for each case
 * of auto-fix:
 * {@code HistoryRecorder DIRECTORY [CASE…]}. Exits with 1 if a case could not be recorded.
 */
public final class HistoryRecorder {
    /** The key of the tests, since what is recorded is signed. */
    private static final String KEY = "000102030405060708090a0b0c0d0e0f\n";

    private static final String PARK_SECONDS = "3";

    private final Orchestrator orchestrator;
    private final Path directory;
    private int failures;

    private HistoryRecorder(Orchestrator orchestrator, Path directory) {
        this.orchestrator = orchestrator;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        List<String> only = List.of(arguments).subList(1, arguments.length);
        Files.createDirectories(directory);
        Path scratch = ScratchDirectory.directory("histories");
        try (Orchestrator orchestrator =
                Orchestrator.prepare(scratch, Map.of("ORCHESTRATOR_PARK_SECONDS", PARK_SECONDS))) {
            Path key = orchestrator.home().file("key");
            CaseAgents.write(key, KEY);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            CaseAgents.define(orchestrator);
            AnsweringAgent agent = AnsweringAgent.define(orchestrator.home());
            orchestrator.start();
            HistoryRecorder recorder = new HistoryRecorder(orchestrator, directory);
            RecordedCases cases = new RecordedCases(orchestrator);
            cases.all().forEach((name, play) -> recorder.record(name, true, play, only));
            cases.unapproved().forEach((name, play) -> recorder.record(name, false, play, only));
            new GuardedCases(orchestrator).all().forEach((name, play) -> recorder.record(name, true, play, only));
            WatchedCases watched = new WatchedCases(orchestrator, agent);
            watched.names().forEach(name -> recorder.recordWatched(name, watched, only));
            System.exit(recorder.failures == 0 ? 0 : 1);
        }
    }

    /** A case that fails is reported, and the others are recorded all the same. */
    private void record(String name, boolean trusted, Consumer<RecordedSession> play, List<String> only) {
        if (!only.isEmpty() && !only.contains(name)) return;
        try {
            RecordedSession session = new RecordedSession(orchestrator, name, trusted);
            play.accept(session);
            store("session-" + name, session.id());
            if (hasRun(name)) store("run-" + name, session.id() + "/" + session.mainRun());
            System.out.println("recorded " + name);
        } catch (IOException | RuntimeException | AssertionError e) {
            failures++;
            System.out.println("could not record " + name + ": " + e.getMessage());
        }
    }

    private static boolean hasRun(String name) {
        return RecordedCases.withRun().contains(name) || GuardedCases.NAMES.contains(name);
    }

    private void recordWatched(String name, WatchedCases cases, List<String> only) {
        if (!only.isEmpty() && !only.contains("watched-" + name)) return;
        try {
            WatchedCases.Played played = cases.play(name);
            store("autofix-" + name, played.queue());
            store("fix-" + name, played.task());
            System.out.println("recorded watched-" + name);
        } catch (IOException | RuntimeException | AssertionError e) {
            failures++;
            System.out.println("could not record watched-" + name + ": " + e.getMessage());
        }
    }

    private void store(String file, String workflow) throws IOException {
        String history = orchestrator.temporal().command("workflow", "show", "-w", workflow, "--output", "json");
        Files.writeString(directory.resolve(file + ".json"), history);
    }
}
