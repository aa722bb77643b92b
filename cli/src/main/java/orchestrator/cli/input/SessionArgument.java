package orchestrator.cli.input;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The session that the command is about. It may be left out if there is only one. */
public final class SessionArgument {
    @Nullable
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Session id; may be left out if exactly one session is open.")
    public String id;
}
