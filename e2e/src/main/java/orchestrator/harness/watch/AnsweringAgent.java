package orchestrator.harness.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.home.Home;

/**
 * A scripted agent that repairs by a case that was prepared for the project; the project's file {@link #MARK} names it. As
 * strategist it answers at once. As fixer it runs the case's shell commands, which may use {@code $case}, its directory,
 * {@code $n}, the number of the fix, {@code say TEXT} and {@code right}, which writes the right files.
 */
public final class AnsweringAgent {
    public static final String NAME = "answering";

    /** A file of the project with the name of its case. */
    public static final String MARK = ".case";

    private static final String SCRIPT = """
            #!/bin/sh
            here=$1
            cat >/dev/null
            name=$(cat .case)
            case=$here/cases/$name
            say() { printf '{"type":"message","text":"%s"}\\n' "$1"; }
            right() { cp -R "$case/right/." .; }
            log() { printf '%s %s %s %s\\n' "$what" "$1" "$(date +%s%3N)" "$$" >>"$case/log"; }
            ended() {
              printf '{"type":"usage","inputTokens":100,"outputTokens":10,"costUsd":0.0001}\\n'
              log ended
              printf '{"type":"result","ok":true,"text":"%s"}\\n' "$1"
            }
            what=fix
            [ "${ORCHESTRATOR_READ_ONLY:-}" != 1 ] || what=strategy
            log begun
            printf '{"type":"session","id":"%s"}\\n' "$ORCHESTRATOR_CONVERSATION"
            if [ $what = strategy ]; then
              [ ! -e "$case/strategy.sh" ] || . "$case/strategy.sh"
              ended "Write the version that passes the tests."
              exit 0
            fi
            n=$(grep -c '^fix begun' "$case/log")
            . "$case/fix.sh"
            ended "I have changed what was wrong."
            """;

    private final Path directory;

    private AnsweringAgent(Path directory) {
        this.directory = directory;
    }

    /** Must be called before the worker starts. */
    public static AnsweringAgent define(Home home) {
        AnsweringAgent agent = new AnsweringAgent(home.file("agents"));
        String command = "[sh, \"{here}/answer.sh\", \"{here}\"]";
        write(agent.directory.resolve("answer.sh"), SCRIPT.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        write(
                agent.directory.resolve(NAME + ".yaml"),
                ("name: " + NAME + "\ncommand: " + command + "\nresume: " + command + "\n").getBytes());
        return agent;
    }

    /** @param fix shell commands */
    public void prepare(String name, String fix, Map<String, byte[]> right, Map<String, byte[]> weakened) {
        Path prepared = directory.resolve("cases").resolve(name);
        write(prepared.resolve("fix.sh"), (fix + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        right.forEach((path, bytes) -> write(prepared.resolve("right").resolve(path), bytes));
        weakened.forEach((path, bytes) -> write(prepared.resolve("weakened").resolve(path), bytes));
    }

    /** Shell commands that the strategist runs first; it answers at once without them. */
    public void prepareStrategy(String name, String strategy) {
        write(directory.resolve("cases").resolve(name).resolve("strategy.sh"), (strategy + "\n").getBytes());
    }

    /** What was done for this case; see {@link StepLog} for the lines that tests may add. */
    public StepLog log(String name) {
        return new StepLog(directory.resolve("cases").resolve(name).resolve("log"));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
