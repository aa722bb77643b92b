package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The warm standby worker, as files of the data directory tell of it: the serving worker says if it wants one, its
 * supervisor which process it is, and the standby when it is ready to take over.
 */
public record Standby(Home home) {
    private static final String WANTED = "wanted";
    private static final String SOON = "one is started a few seconds after the worker";

    /** The supervisor uses the same names, with the service's name in front. */
    private Path file(String name) {
        return home.file("worker.standby." + name);
    }

    /** The serving worker wants a standby. */
    public void want() {
        AtomicFile.of(file("wish")).write(WANTED + "\n");
    }

    /** The serving worker wants none; the supervisor ends the one that runs. */
    public void refuse(String why) {
        AtomicFile.of(file("wish")).write(why + "\n");
    }

    /** Must be called by the standby itself. */
    public void announceReady() {
        AtomicFile.of(file("ready")).write(ProcessHandle.current().pid() + "\n");
    }

    /** Must be called by the standby that serves from now on. */
    public void announceServing() {
        try {
            Files.deleteIfExists(file("ready"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file("ready"), e);
        }
    }

    /**
     * @param why there is none, or what it waits for; empty if it is ready
     * @param pid of its process; 0 if there is none
     */
    public record Status(State state, long pid, String why) {

        /** In a few words, for people. */
        public String words() {
            return switch (state) {
                case READY -> "ready (pid " + pid + ")";
                case STARTING -> "starting" + (pid == 0 ? ": " + why : " (pid " + pid + ")");
                case NONE -> "none: " + why;
            };
        }
    }

    public enum State {
        READY,
        STARTING,
        NONE
    }

    public Status status() {
        Optional<Long> process = pid("pid").filter(pid -> ProcessHandle.of(pid).isPresent());
        if (process.isPresent()) {
            State state = pid("ready").equals(process) ? State.READY : State.STARTING;
            return new Status(state, process.get(), "");
        }
        Optional<String> wish = line("wish");
        if (wish.isEmpty()) return new Status(State.NONE, 0, "the worker has not said if it wants one");
        if (!wish.get().equals(WANTED)) return new Status(State.NONE, 0, wish.get());
        return line("note")
                .map(note -> new Status(State.NONE, 0, note))
                .orElseGet(() -> new Status(State.STARTING, 0, SOON));
    }

    private Optional<Long> pid(String name) {
        return line(name).filter(text -> text.matches("\\d{1,9}")).map(Long::valueOf);
    }

    /** Empty if there is no such file, or nothing in it. */
    private Optional<String> line(String name) {
        try {
            return Files.readString(file(name)).lines().findFirst().filter(line -> !line.isBlank());
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
