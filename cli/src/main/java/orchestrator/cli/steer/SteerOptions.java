package orchestrator.cli.steer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** Why someone stops, pauses, resumes or aborts. */
public final class SteerOptions {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why; it is kept with the session.")
    private String reason = "";

    /** What the API is told beside the control itself; who asks it knows better than we could say. */
    public ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("reason", reason);
    }
}
