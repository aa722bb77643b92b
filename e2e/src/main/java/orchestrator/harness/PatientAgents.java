package orchestrator.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.json.Json;

/**
 * Custom agents that print lines and wait, with a tool in a separate process session, until the workspace has a file
 * {@code go} or {@code go-ROLE}. While it has a file {@code broken}, they crash. They add a line to {@code began} at each
 * launch, and write their prompt to {@code ROLE.prompt}.
 */
public final class PatientAgents {

    private static final String SCRIPT = """
            #!/bin/sh
            cat > "$ORCHESTRATOR_ROLE.prompt"
            printf '%s\\n' "$1 $ORCHESTRATOR_ROLE" >> began
            printf '{"type":"session","id":"%s"}\\n' "$ORCHESTRATOR_CONVERSATION"
            if [ -e broken ]; then exit 9; fi
            setsid sh -c 'while :; do sleep 1; done' tool-of-"$1" &
            i=0
            until [ -e go ] || [ -e "go-$ORCHESTRATOR_ROLE" ]; do
              i=$((i + 1))
              printf '{"type":"message","text":"line %d"}\\n' "$i"
              sleep 0.1
            done
            kill -9 -$! 2>/dev/null || kill -9 $! 2>/dev/null
            printf '{"type":"result","ok":true,"text":"done by %s"}\\n' "$1"
            """;

    private PatientAgents() {}

    /** Asks for a session of agent {@code one} in a trusted directory of its name. */
    public static ObjectNode request(Orchestrator orchestrator, String session) {
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("prompt", "Wait for it.")
                .put("target", orchestrator.target(session, true).toString())
                .put("session", session);
        request.putArray("agents").add("one");
        return request;
    }

    /** Defines agents of these names in the data directory. */
    public static void define(Orchestrator orchestrator, String... names) {
        Path agents = orchestrator.home().file("agents");
        try {
            Files.createDirectories(agents);
            Files.writeString(agents.resolve("patient.sh"), SCRIPT);
            for (String name : names) {
                String command = "[sh, \"{here}/patient.sh\", " + name + "]";
                Files.writeString(
                        agents.resolve(name + ".yaml"),
                        "name: " + name + "\ncommand: " + command + "\nresume: " + command + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot define agents in " + agents, e);
        }
    }
}
