package orchestrator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** Why someone stops, pauses, resumes or aborts; who it was is known. */
final class SteerOptions {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why; it is kept with the session.")
    private String reason = "";

    /** What the API is told beside the control itself. */
    ObjectNode body() {
        return who().put("reason", reason);
    }

    /** Who asks, and by which way. */
    static ObjectNode who() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("by", System.getProperty("user.name", ""))
                .put("via", "cli");
    }
}
