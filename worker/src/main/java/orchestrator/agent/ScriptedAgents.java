package orchestrator.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The demo's agents: shell scripts that need no key and no model, and really write files and run tests. */
public final class ScriptedAgents {
    public static final String NAME = "scripted";

    private static final List<String> SCRIPTS = List.of("protocol.sh", "architect.sh", "implementer.sh", "reviewer.sh");

    private ScriptedAgents() {}

    /** Puts the scripts into this directory, wholly or not at all, and answers with the agent that runs them from there. */
    public static Agent unpackInto(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String script : SCRIPTS) unpack(script, directory.resolve(script));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put the demo's agents into " + directory, e);
        }
        return new JsonlAgent(new AgentDefinition(
                NAME,
                List.of("/bin/sh", directory.resolve("{role}.sh").toString()),
                List.of(),
                Set.of("ORCHESTRATOR_PACE"),
                "a POSIX shell at /bin/sh"));
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
