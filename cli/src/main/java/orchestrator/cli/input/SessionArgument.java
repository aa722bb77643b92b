package orchestrator.cli.input;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The session that is meant; it need not be named where there is only one. */
public final class SessionArgument {
    @Nullable
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Session id; may be left out where exactly one session is open.")
    public String id;
}
