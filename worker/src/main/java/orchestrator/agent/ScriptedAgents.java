package orchestrator.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/** The demo's agents: shell scripts that need no key and no model, and really write files and run tests. */
public final class ScriptedAgents {
    public static final String NAME = "scripted";

    private static final List<String> SCRIPTS =
            List.of("protocol.sh", "architect.sh", "implementer.sh", "reviewer.sh", NAME + ".yaml");

    private ScriptedAgents() {}

    /**
     * Puts the scripts into this directory, each wholly or not at all, and answers with the agent that they make, which is
     * defined as any agent of one's own.
     */
    public static Agent unpackInto(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String script : SCRIPTS) unpack(script, directory.resolve(script));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put the demo's agents into " + directory, e);
        }
        return CustomAgents.read(directory.resolve(NAME + ".yaml"));
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
