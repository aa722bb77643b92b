package orchestrator.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import orchestrator.environment.BuildDaemons;
import orchestrator.environment.CommandEnvironment;
import orchestrator.environment.ComposeProject;
import orchestrator.identity.LaunchId;
import orchestrator.lineage.LaunchMark;
import orchestrator.text.Text;

/** Runs a user's command in the shell until it ends or its time is up, and leaves no process behind. */
public final class TimedCommand {
    private static final long OUTPUT_BYTES_MAX = 512L * 1024 * 1024;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final int TAIL_CHARACTERS_MAX = 4_000;
    private static final int TAIL_LINES = 20;
    private static final long LOOK_MILLIS = 200;
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final Turns<LaunchId> TURNS = new Turns<>();

    /** The launch mark is set as in launch.sh, because the command may run code that an agent wrote. */
    private static final String BEAR_MARK = "for option in -w -x; do"
            + " if (ulimit $option %1$d) 2>/dev/null; then ulimit $option %1$d; break; fi; done; exec sh -c \"$0\"";

    /** The exit code that the command {@code timeout} uses. */
    public static final int TIME_IS_UP = 124;

    private final RunProcesses processes;
    private final Map<String, String> environment;

    /** @param environment of the worker; the command gets {@link CommandEnvironment} of it */
    public TimedCommand(RunProcesses processes, Map<String, String> environment) {
        this.processes = processes;
        this.environment = Map.copyOf(environment);
    }

    /**
     * @param exitCode {@link #TIME_IS_UP} if we ended it
     * @param ended the reason why we ended it; empty if it ended by itself
     */
    public record Ending(int exitCode, String ended, long seconds, String output) {

        /** The shell could not run it at all. */
        public boolean cannotRun() {
            return exitCode == 126 || exitCode == 127;
        }

        public String tail() {
            List<String> lines = output.lines().toList();
            String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
            return Text.tail(tail, TAIL_CHARACTERS_MAX);
        }
    }

    /**
     * @param launch of its processes; those of an earlier call with the same marker are ended first
     * @param output file that gets what it prints
     */
    public Ending run(String command, Path directory, LaunchId launch, Path output, Duration limit)
            throws InterruptedException {
        ReentrantLock turn = TURNS.use(launch);
        try {
            // An abandoned attempt, for example after suspend, would take this attempt's processes for its own.
            do processes.kill(launch, Optional.empty());
            while (!turn.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            try {
                return runAlone(command, directory, launch, output, limit);
            } finally {
                turn.unlock();
            }
        } finally {
            TURNS.giveBack(launch);
        }
    }

    private Ending runAlone(String command, Path directory, LaunchId launch, Path output, Duration limit)
            throws InterruptedException {
        long begun = System.nanoTime();
        Process process = start(command, directory, launch, output);
        try {
            String ended = await(process, output, limit);
            processes.kill(launch, Optional.empty());
            int exitCode = ended.isEmpty() ? process.exitValue() : TIME_IS_UP;
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
            return new Ending(exitCode, ended, seconds, last(output));
        } catch (InterruptedException e) {
            boolean again = Thread.interrupted();
            processes.kill(launch, Optional.empty());
            if (again) Thread.currentThread().interrupt();
            throw e;
        }
    }

    /** Does not wait for children in the background. */
    private static String await(Process process, Path output, Duration limit) throws InterruptedException {
        long ranNanos = 0;
        long lookedNanos = System.nanoTime();
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            // If a look comes much too late, the machine was suspended, and the command with it.
            ranNanos += Math.min(now - lookedNanos, LATE_NANOS);
            lookedNanos = now;
            if (ranNanos > limit.toNanos()) return "ended after " + words(limit) + ", its time limit";
            if (output.toFile().length() > OUTPUT_BYTES_MAX) return "ended after more than 512 MB of output";
        }
        return "";
    }

    private static String words(Duration limit) {
        return limit.toMinutes() > 0 ? limit.toMinutes() + " minutes" : limit.toSeconds() + " seconds";
    }

    private Process start(String command, Path directory, LaunchId launch, Path output) {
        List<String> argv = new ArrayList<>();
        if (hasSetsid()) argv.add("setsid");
        argv.addAll(List.of("sh", "-c", BEAR_MARK.formatted(LaunchMark.of(launch)), command));
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(CommandEnvironment.of(environment, launch));
        ComposeProject.name(builder.environment(), environment, directory, launch);
        BuildDaemons.switchOff(builder.environment(), environment);
        try {
            Files.createDirectories(output.getParent());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run sh in " + directory, e);
        }
    }

    /**
     * Keeps signals to our process group away from the command. Without setsid, the marker still finds its processes.
     */
    private boolean hasSetsid() {
        for (String directory : environment.getOrDefault("PATH", "").split(":", -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, "setsid"))) return true;
        }
        return false;
    }

    private static String last(Path output) {
        try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
            long start = Math.max(0, file.length() - KEPT_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + output, e);
        }
    }
}
