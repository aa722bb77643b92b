package orchestrator.harness;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import orchestrator.cli.Main;
import orchestrator.cli.background.Installation;
import orchestrator.cli.input.CommandCaller;

/** One call of {@code orchestrate …} without a terminal, with its output. */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun orchestrate(Orchestrator orchestrator, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandCaller caller = new CommandCaller(
                orchestrator.environment(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                orchestrator.scratch(),
                false,
                Installation.ofThisProcess());
        int exitCode = new Main(caller).run(arguments);
        return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
