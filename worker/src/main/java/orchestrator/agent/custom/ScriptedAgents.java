package orchestrator.agent.custom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import orchestrator.agent.Agent;

/** The demo's agents: shell scripts that need no key and no model, and really write files and run tests. */
public final class ScriptedAgents {
    /** One for each role, so that two can work at the same time. */
    public static final List<String> CREW = List.of("demo-planner", "demo-builder", "demo-checker");

    /** One that takes any role. */
    static final String ALONE = "scripted";

    private static final List<String> SCRIPTS =
            List.of("protocol.sh", "pieces.sh", "reviewing.sh", "architect.sh", "implementer.sh", "reviewer.sh");

    private ScriptedAgents() {}

    /**
     * Puts the scripts into this directory, each wholly or not at all, and answers with the agents that they make, which
     * are defined as any agents of one's own.
     */
    public static List<Agent> unpackInto(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String script : SCRIPTS) unpack(script, directory.resolve(script));
            for (String name : names()) unpack(name + ".yaml", directory.resolve(name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put the demo's agents into " + directory, e);
        }
        return names().stream()
                .map(name -> CustomAgents.read(directory.resolve(name + ".yaml")))
                .toList();
    }

    /** Whether this agent is only there for the demo. */
    public static boolean isOne(String name) {
        return names().contains(name);
    }

    private static List<String> names() {
        return List.of(ALONE, CREW.get(0), CREW.get(1), CREW.get(2));
    }

    private static void unpack(String script, Path target) throws IOException {
        byte[] wanted = resource(script);
        if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), wanted)) return;
        Path temporary = Files.createTempFile(target.getParent(), script, ".new");
        try {
            Files.write(temporary, wanted);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static byte[] resource(String script) throws IOException {
        try (InputStream in = ScriptedAgents.class.getResourceAsStream("scripted/" + script)) {
            if (in == null) throw new IOException("the program was built without " + script);
            return in.readAllBytes();
        }
    }
}
