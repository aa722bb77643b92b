package orchestrator.cli.steer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** The reason for a stop, pause, resume or abort. */
public final class SteerOptions {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "The reason, which is recorded with the session.")
    private String reason = "";

    /** The request's body. It does not say who asks: the API finds that out itself. */
    public ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("reason", reason);
    }
}
