package orchestrator.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.home.Home;
import orchestrator.identity.LaunchId;
import orchestrator.process.LaunchDirectory;

/** Finds the launches of this host on disk, and builds the marker of their processes. */
public final class LaunchStore {
    private final Home home;

    LaunchStore(Home home) {
        this.home = home;
    }

    public LaunchDirectory directory(LaunchId id) {
        return new LaunchDirectory(home.launch(id.key(), id.run(), id.launch()));
    }

    /** A launch found on disk whose processes may still live. */
    public record Unsettled(LaunchId id, LaunchDirectory directory) {}

    /** Directories of the agent's other runs in the session, the latest first. */
    List<Path> earlierRuns(LaunchId id) {
        String prefix = id.agent() + "-";
        return children(home.session(id.key()).resolve("runs")).stream()
                .filter(run -> name(run).startsWith(prefix) && !name(run).equals(id.run()))
                .filter(run -> name(run).substring(prefix.length()).matches("\\d{1,9}"))
                .sorted(Comparator.comparingInt(
                                (Path run) -> Integer.parseInt(name(run).substring(prefix.length())))
                        .reversed())
                .toList();
    }

    public Stream<Unsettled> unsettledOf(String key) {
        Path session = home.session(key);
        return Files.isDirectory(session) ? unsettledIn(session).stream() : Stream.empty();
    }

    public List<Unsettled> unsettled() {
        List<Unsettled> found = new ArrayList<>();
        for (Path session : children(home.sessions())) found.addAll(unsettledIn(session));
        return found;
    }

    private static List<Unsettled> unsettledIn(Path session) {
        List<Unsettled> found = new ArrayList<>();
        for (Path run : children(session.resolve("runs"))) {
            for (Path launch : children(run)) {
                LaunchDirectory directory = new LaunchDirectory(launch);
                if (!directory.claimed() || directory.isSettled()) continue;
                found.add(new Unsettled(
                        new LaunchId(name(session), name(run), Integer.parseInt(name(launch))), directory));
            }
        }
        return found;
    }

    private static List<Path> children(Path directory) {
        List<Path> children = new ArrayList<>();
        if (!Files.isDirectory(directory)) return children;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isDirectory)) {
            entries.forEach(children::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
        return children;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
