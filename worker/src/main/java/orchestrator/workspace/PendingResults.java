package orchestrator.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orchestrator.git.GitProgram;
import orchestrator.home.Home;
import orchestrator.workspace.dependencies.TaskMark;
import orchestrator.workspace.state.SessionCheckout;

/** Sessions whose result was neither merged nor discarded. Tasks of auto-fix are none: their queue shows what waits. */
public final class PendingResults {
    private PendingResults() {}

    /** Their keys in alphabetical order, which for generated keys is the order of time. */
    public static List<String> of(Home home) {
        return keys(home).stream()
                .filter(key ->
                        is(home.session(key)) && TaskMark.in(home.session(key)).isEmpty())
                .toList();
    }

    /** Keys of all sessions that have a directory, in the same order. */
    public static List<String> keys(Home home) {
        return keys(home.sessions());
    }

    /** @param session the session's directory */
    static boolean is(Path session) {
        return SessionCheckout.find(session, new GitProgram(Map.of()))
                .filter(found -> !found.known().stage().isGone())
                .isPresent();
    }

    static List<String> keys(Path sessions) {
        if (!Files.isDirectory(sessions)) return List.of();
        try (Stream<Path> children = Files.list(sessions)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + sessions, e);
        }
    }
}
