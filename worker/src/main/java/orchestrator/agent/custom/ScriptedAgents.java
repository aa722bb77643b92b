package orchestrator.agent.custom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import orchestrator.agent.Agent;
import orchestrator.home.AtomicFile;

/** The demo's agents: shell scripts that need no key and no model. They really write files and run tests. */
public final class ScriptedAgents {
    /** One agent per role, so that two can work at the same time. */
    public static final List<String> CREW = List.of("demo-planner", "demo-builder", "demo-checker");

    /** The agent of the demo of auto-fix. */
    static final String FIXER = "demo-fixer";

    /** An agent that takes any role. */
    static final String ALONE = "scripted";

    private static final List<String> SCRIPTS = List.of(
            "protocol.sh", "pieces.sh", "reviewing.sh", "architect.sh", "implementer.sh", "reviewer.sh", "fixer.sh");

    private ScriptedAgents() {}

    /** Writes the scripts into this directory and returns their agents, which are defined like users' own. */
    public static List<Agent> unpackInto(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String script : SCRIPTS) unpack(script, directory.resolve(script));
            for (String name : names()) unpack(name + ".yaml", directory.resolve(name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put the demo's agents into " + directory, e);
        }
        return names().stream()
                .<Agent>map(name -> new ProtocolAgent(CustomAgents.read(directory.resolve(name + ".yaml"))))
                .toList();
    }

    /** True if this agent exists only for the demo. */
    public static boolean isOne(String name) {
        return names().contains(name);
    }

    private static List<String> names() {
        return List.of(ALONE, FIXER, CREW.get(0), CREW.get(1), CREW.get(2));
    }

    private static void unpack(String script, Path target) throws IOException {
        byte[] wanted = resource(script);
        if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), wanted)) return;
        AtomicFile.of(target).write(wanted);
    }

    private static byte[] resource(String script) throws IOException {
        try (InputStream in = ScriptedAgents.class.getResourceAsStream("scripted/" + script)) {
            if (in == null) throw new IOException("the program was built without " + script);
            return in.readAllBytes();
        }
    }
}
